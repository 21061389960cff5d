# Writes cdnow.json: least squares on datasets/cdnow. Rscript cdnow.R [cdnow.json]
source("common.R")
suppressMessages(library(sandwich))
options(warn = 2)

table <- read_table("../../datasets/cdnow/customers.csv")
spend <- table$spend_40_78
held_out <- seq_along(spend) %% 5 == 0
x <- design(table, setdiff(names(table), c("customer_id", "spend_40_78")))
cohort <- round(table$T * 7)

everyone <- fit("linear", x, spend, cluster = cohort,
                about = "all rows, all features; cluster: the day of the first purchase, round(7 T)")
peer <- lm(spend ~ x)
agree(column_of(everyone, "estimate"), coef(peer), 1e-9)
agree(column_of(everyone, "p_value"), summary(peer)$coefficients[, 4], 1e-6)
agree(column_of(everyone, "lower"), confint(peer)[, 1], 1e-8)
agree(column_of(everyone, "hc1"), sqrt(diag(vcovHC(peer, "HC1"))), 1e-8)
agree(column_of(everyone, "cluster"), sqrt(diag(vcovCL(peer, cohort, type = "HC1"))), 1e-8)
agree(c(everyone$log_likelihood, everyone$aic, everyone$bic), c(logLik(peer), AIC(peer), BIC(peer)), 1e-12)
agree(sqrt(everyone$dispersion), sigma(peer), 1e-12)
everyone$r_squared <- summary(peer)$r.squared
everyone$adjusted_r_squared <- summary(peer)$adj.r.squared

# The missing value's replacement is the mean of the training rows.
x <- design(table[!held_out, ], setdiff(names(table), c("customer_id", "spend_40_78")))
training <- fit("linear", x, spend[!held_out], about = "rows whose number is not divisible by 5, all features")
mean_repeat <- mean(table$monetary_value[!held_out], na.rm = TRUE)
missing <- is.na(table$monetary_value)
filled <- cbind(replace(table, "monetary_value", list(ifelse(missing, mean_repeat, table$monetary_value))),
                "monetary_value[missing]" = 1 * missing)
estimates <- setNames(column_of(training, "estimate"), c("(intercept)", colnames(x)))
prediction <- drop(cbind(1, as.matrix(filled[held_out, colnames(x)])) %*% estimates)
residual <- spend[held_out] - prediction
training$holdout <- list(
  rows = sum(held_out), r_squared = 1 - sum(residual^2) / sum((spend[held_out] - mean(spend[held_out]))^2),
  rmse = sqrt(mean(residual^2)), mae = mean(abs(residual)))
training$holdout_prediction <- unname(prediction)

write_json(list(
  data = "datasets/cdnow/customers.csv", holdout = "rows whose number, counted from 1, is divisible by 5",
  fits = list(everyone = everyone, training = training)), c(commandArgs(TRUE), "cdnow.json")[1])
