#!/usr/bin/env bash
# The main job on real data: a churn model and a spend model, trained, judged on a hold-out and put to use.
set -euo pipefail
clientele=$1
out=demo
rm -rf "$out" && mkdir -p "$out"

# Every fifth customer is held out; the rest is for training.
split() { awk -v which="$2" 'NR == 1 || ((NR - 1) % 5 == 0) == (which == "holdout")' "$1"; }
for set in telco-churn cdnow; do
  split "datasets/$set/customers.csv" train   > "$out/$set-train.csv"
  split "datasets/$set/customers.csv" holdout > "$out/$set-holdout.csv"
done

bold='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$'\033[1m' plain=$'\033[0m'; fi
say() {
  printf '\n%s$ clientele %s%s\n' "$bold" "$*" "$plain"
  "$clientele" "$@"
}

models=$out/models
echo "Who leaves? Telco customers: train on four fifths, judge on the rest, score with reasons."
say train --data "$out/telco-churn-train.csv" --target churn --id customer_id --model logistic \
  --penalty ridge:0.001 -o "$out/churn.model" --register churn --registry "$models"
say evaluate "$out/churn.model" --data "$out/telco-churn-holdout.csv"
say score "$out/churn.model" --data "$out/telco-churn-holdout.csv" --reasons 3 -o "$out/churn-scores.csv"
head -4 "$out/churn-scores.csv"

echo
echo "Which version? The first becomes the champion; a second, which no longer asks for the charges, wants its place."
say models promote churn@1 --registry "$models"
say train --data "$out/telco-churn-train.csv" --target churn --id customer_id --model logistic \
  --penalty ridge:0.001 --drop monthly_charges,total_charges --register churn --registry "$models" --quiet
code=0
say compare "$models/churn@champion" "$models/churn@2" --data "$out/telco-churn-holdout.csv" \
  --segments contract,senior_citizen --value monthly_charges --cost 5 --report "$out/verdict.html" || code=$?
case $code in 0 | 10 | 20) echo "exit code $code" ;; *) exit "$code" ;; esac
say models list --registry "$models"
say report "$models/churn@champion" --data "$out/telco-churn-holdout.csv" -o "$out/churn.html"

echo
echo "Who is alike? Segments of the Telco customers: how many, what sets each apart, and who belongs where."
say segment "$out/telco-churn-train.csv" --id customer_id --drop churn --k 2-8 --value monthly_charges \
  -o "$out/segments.model" --report "$out/segments.html"
say score "$out/segments.model" --data "$out/telco-churn-holdout.csv" --reasons 1 -o "$out/segments.csv"
head -4 "$out/segments.csv"

echo
echo "What will they spend? CDNOW customers: spend of weeks 40 to 78 from the first 39."
say train --data "$out/cdnow-train.csv" --target spend_40_78 --id customer_id --model linear \
  --drop monetary_value,spend,units,first_amount,last_amount --standard-errors hc1 -o "$out/spend.model"
say evaluate "$out/spend.model" --data "$out/cdnow-holdout.csv"
say score "$out/spend.model" --data "$out/cdnow-holdout.csv" --reasons 2 -o "$out/spend-scores.csv"
head -4 "$out/spend-scores.csv"

echo
echo "Written to $out/ (open verdict.html, churn.html and segments.html in a browser):"
ls -l "$out" | awk 'NR > 1 && !/^d/ { printf "  %10d  %s\n", $5, $9 }'
