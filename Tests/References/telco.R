# Writes telco.json: logistic regressions of datasets/telco-churn. Rscript telco.R [telco.json]
source("common.R")
suppressMessages({library(pROC); library(sandwich)})
options(warn = 2)

table <- read_table("../../datasets/telco-churn/customers.csv")
churn <- 1 * (table$churn == "Yes")
held_out <- seq_len(nrow(table)) %% 5 == 0
features <- setdiff(names(table), c("customer_id", "churn"))
stopifnot(sum(held_out) == 1408)

# How well probabilities foretell the hold-out.
judge <- function(probability, y) {
  auc <- ci.auc(suppressMessages(roc(y, probability, direction = "<", levels = 0:1)), method = "delong")
  best <- order(-probability)[seq_len(floor(length(y) / 10))]
  list(rows = length(y), auc = list(estimate = auc[2], lower = auc[1], upper = auc[3]),
       brier = mean((probability - y)^2), log_loss = -mean(log(ifelse(y == 1, probability, 1 - probability))),
       top_decile_lift = mean(y[best]) / mean(y))
}
# Logistic regression of the outcome on the logit of the probability.
calibration <- function(probability, y) {
  exactly <- glm.control(epsilon = 1e-14)
  line <- glm(y ~ qlogis(probability), binomial, control = exactly)$coefficients
  level <- glm(y ~ 1 + offset(qlogis(probability)), binomial, control = exactly)$coefficients
  list(calibration_intercept = line[[1]], calibration_slope = line[[2]], calibration_in_the_large = level[[1]])
}
predict_with <- function(fit, x) {
  estimates <- column_of(fit, "estimate")
  plogis(drop(cbind(1, x) %*% ifelse(is.na(estimates), 0, estimates)))
}

# 1. All features, total_charges missing replaced by 0 before anything else.
zero <- replace(table, "total_charges", list(ifelse(is.na(table$total_charges), 0, table$total_charges)))
x <- design(zero, features)
full_zero <- fit("logistic", x[!held_out, ], churn[!held_out],
                 about = "training rows, all features; total_charges missing replaced by 0 in the table")
peer <- glm(churn ~ x, binomial, subset = !held_out)
agree(full_zero$deviance, deviance(peer), 1e-12)
agree(full_zero$deviance, 4621.002317, 1e-10)
agree(full_zero$null_deviance, peer$null.deviance, 1e-12)
agree(column_of(full_zero, "estimate")[!is.na(coef(peer))], na.omit(coef(peer)), 1e-6)
probability <- predict_with(full_zero, x[held_out, ])
full_zero$holdout <- c(judge(probability, churn[held_out]), calibration(probability, churn[held_out]))
full_zero$holdout_probability <- probability

# 2. The encoding of the toolkit: total_charges missing gets the mean and an indicator. No customer with a missing value
#    churns, so the indicator is quasi-separated: its estimate goes to minus infinity, and everything else tends to the
#    fit on the rows without a missing value, which is what is written here; deviance and log-likelihood are the limits.
present <- !held_out & !is.na(table$total_charges)
x <- design(table, features)
stopifnot(all(churn[is.na(table$total_charges)] == 0))
full_indicator <- fit("logistic", x[present, colnames(x) != "total_charges[missing]"], churn[present],
                      about = paste("training rows, all features; total_charges missing has an indicator, which is",
                                    "separated: the limit of the fit, which is the fit on the 5,625 complete rows"))
everyone <- mean(churn[!held_out])
full_indicator$null_deviance <- -2 * sum(log(ifelse(churn[!held_out] == 1, everyone, 1 - everyone)))
full_indicator$separated <- I("total_charges[missing]")
full_indicator$rows <- sum(!held_out)
# These count rows or terms, and the limit has other counts than the fit.
full_indicator[c("sum_of_weights", "rank", "residual_degrees_of_freedom", "aic", "bic")] <- NULL
full_indicator$terms <- lapply(full_indicator$terms, function(term) term[names(term) != "hc1"])
probability <- predict_with(full_indicator, x[held_out, colnames(x) != "total_charges[missing]"])
full_indicator$holdout <- judge(replace(probability, is.na(table$total_charges[held_out]), 0), churn[held_out])

# 3. Seven features, all rows: plain, robust, weighted, with offset.
small <- c("senior_citizen", "tenure", "internet_service", "contract", "paperless_billing", "payment_method",
           "monthly_charges")
x <- design(table, small)
row <- seq_along(churn)
copies <- 1 + row %% 3
tens <- (row - 1) %/% 10
small_plain <- fit("logistic", x, churn, cluster = tens,
                   about = "all rows; cluster: (row - 1) div 10 with rows counted from 1, 705 clusters")
peer <- glm(churn ~ x, binomial, control = glm.control(epsilon = 1e-14))
agree(small_plain$deviance, 5962.09013906, 1e-11)
agree(small_plain$aic, 5986.090139, 1e-9)
agree(column_of(small_plain, "estimate"), coef(peer), 1e-10)
agree(column_of(small_plain, "standard_error"), summary(peer)$coefficients[, 2], 1e-8)
agree(column_of(small_plain, "hc1"), sqrt(diag(vcovHC(peer, "HC1"))), 1e-8)
agree(column_of(small_plain, "cluster"), sqrt(diag(vcovCL(peer, tens, type = "HC1"))), 1e-8)
agree(small_plain$bic, BIC(peer), 1e-12)
small_payment <- fit("logistic", x, churn, cluster = table$payment_method, about = "all rows; cluster: payment_method")
small_weights <- fit("logistic", x, churn, weights = copies, cluster = tens,
                     about = "all rows; weight 1 + row mod 3 (copies of the row); cluster: (row - 1) div 10")
again <- rep(row, copies)
repeated <- fit("logistic", x[again, ], churn[again], cluster = tens[again])
for (name in c("estimate", "standard_error", "hc1", "cluster", "p_value"))
  agree(column_of(small_weights, name), column_of(repeated, name), 1e-8)
for (name in c("deviance", "null_deviance", "aic", "bic", "residual_degrees_of_freedom"))
  agree(small_weights[[name]], repeated[[name]], 1e-12)
small_offset <- fit("logistic", x, churn, offset = log(table$monthly_charges / 50), cluster = tens,
                    about = "all rows; offset log(monthly_charges / 50); cluster: (row - 1) div 10")
peer <- glm(churn ~ x + offset(log(table$monthly_charges / 50)), binomial, control = glm.control(epsilon = 1e-14))
agree(small_offset$deviance, deviance(peer), 1e-12)
agree(small_offset$null_deviance, peer$null.deviance, 1e-12)

write_json(list(
  data = "datasets/telco-churn/customers.csv", holdout = "rows whose number, counted from 1, is divisible by 5",
  fits = list(full_zero = full_zero, full_indicator = full_indicator, small = small_plain,
              small_by_payment_method = small_payment, small_weights = small_weights, small_offset = small_offset)),
  c(commandArgs(TRUE), "telco.json")[1])
