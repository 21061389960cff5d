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

echo "Who leaves? Telco customers: train on four fifths, judge on the rest, score with reasons."
say train --data "$out/telco-churn-train.csv" --target churn --id customer_id --model logistic \
  --penalty ridge:0.001 -o "$out/churn.model"
say evaluate "$out/churn.model" --data "$out/telco-churn-holdout.csv"
say score "$out/churn.model" --data "$out/telco-churn-holdout.csv" --reasons 3 -o "$out/churn-scores.csv"
head -4 "$out/churn-scores.csv"

echo
echo "What will they spend? CDNOW customers: spend of weeks 40 to 78 from the first 39."
say train --data "$out/cdnow-train.csv" --target spend_40_78 --id customer_id --model linear \
  --drop monetary_value,spend,units,first_amount,last_amount --standard-errors hc1 -o "$out/spend.model"
say evaluate "$out/spend.model" --data "$out/cdnow-holdout.csv"
say score "$out/spend.model" --data "$out/cdnow-holdout.csv" --reasons 2 -o "$out/spend-scores.csv"
head -4 "$out/spend-scores.csv"

echo
echo "Written to $out/:"
ls -l "$out" | awk 'NR > 1 { printf "  %10d  %s\n", $5, $9 }'
