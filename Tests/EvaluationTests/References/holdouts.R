# Outcomes and probabilities of the hold-outs of datasets/telco-churn and datasets/mlc-churn: logistic regression by glm on
# all features of the other rows. The hold-out is every fifth row.
#
#     Rscript holdouts.R > holdouts.json
#
# Versions used: R 4.2.2, jsonlite 1.8.4.
suppressMessages(library(jsonlite))

holdout <- function(name, prepare = identity) {
  table <- prepare(read.csv(file.path("../../../datasets", name, "customers.csv"), stringsAsFactors = TRUE))
  table <- table[names(table) != "customer_id"]
  test <- seq_len(nrow(table)) %% 5 == 0
  y <- 1 * (as.character(table$churn) %in% c("Yes", "yes", "1"))
  x <- model.matrix(churn ~ ., table)
  fit <- glm.fit(x[!test, ], y[!test], family = binomial())
  cat(name, "deviance", format(fit$deviance, digits = 12), "rank", fit$rank, "\n", file = stderr())
  beta <- ifelse(is.na(fit$coefficients), 0, fit$coefficients)
  list(outcomes = y[test], probabilities = plogis(drop(x[test, ] %*% beta)))
}
zero <- function(table) {
  table$total_charges[is.na(table$total_charges)] <- 0
  table
}
answers <- list(
  telco = lapply(holdout("telco-churn", zero), unname), mlc = lapply(holdout("mlc-churn"), unname))
cat(toJSON(answers, digits = NA), "\n")
