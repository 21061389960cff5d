#!/bin/sh
# Wrote the models of v3, once: clientele of the version that first released the format. sh v3.sh CLIENTELE FOLDER
set -e
clientele=$1 out=$2 tables=$(dirname "$0")/../../References
train() {
  name=$1 kind=$2 table=$3 target=$4
  shift 4
  "$clientele" train --data "$tables/$table.csv" --target "$target" --model "$kind" --folds 0 --quiet -o "$out/$name.model" "$@"
}
drop() { echo "exposure,copies,log_exposure,claims,contacts,spend,delay,loss,left" | tr , '\n' | grep -vx -e "$1" -e "$2" | paste -sd, ; }
train poisson poisson families claims --offset log_exposure --drop "$(drop claims log_exposure)"
train negative-binomial negative-binomial families contacts --drop "$(drop contacts)"
train gamma gamma families spend --link inverse --drop "$(drop spend)"
train inverse-gaussian inverse-gaussian families delay --drop "$(drop delay)"
train tweedie tweedie families loss --power 1.5 --drop "$(drop loss)"
train probit logistic families left --link probit --drop "$(drop left)"
train cloglog logistic families left --link cloglog --drop "$(drop left)"
train quantile quantile families spend --quantiles 0.1,0.5,0.9 --drop "$(drop spend)"
train huber huber families spend --drop "$(drop spend)"
train tukey tukey families spend --drop "$(drop spend)"
train multinomial multinomial classes plan --drop copies,satisfaction
train ordinal ordinal classes satisfaction --drop copies,plan
train hurdle two-part two_part spend --drop copies,profit
train signed-hurdle two-part two_part profit --drop copies,spend
