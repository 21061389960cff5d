# Writes penalised.json: lasso and elastic-net paths by glmnet. Rscript penalised.R penalised.json
source("common.R")
suppressMessages(library(glmnet))
glmnet.control(fdev = 0, devmax = 1)

mixed <- read_table("mixed.csv")
telco <- read_table("../../datasets/telco-churn/customers.csv")
mixed_features <- c("age", "income", "visits", "region", "plan", "member")
small <- c("tenure", "monthly_charges", "total_charges", "senior_citizen")
# No two terms of these say the same: the minimum is unique.
regular <- c("senior_citizen", "partner", "dependents", "tenure", "phone_service", "internet_service", "contract",
             "paperless_billing", "payment_method", "monthly_charges")

# The objective's largest subgradient at the written coefficients: how far they are from the minimum.
residual <- function(linear, x, y, weights, offset, mixing, lambda, coefficients) {
  total <- sum(weights)
  center <- colSums(weights * x) / total
  spread <- sqrt(colSums(weights * sweep(x, 2, center)^2) / total)
  eta <- drop(coefficients[1] + x %*% coefficients[-1]) + offset
  pull <- weights * (y - if (linear) eta else plogis(eta)) / total
  beta <- coefficients[-1] * spread
  smooth <- drop(pull %*% sweep(x, 2, spread, "/")) - lambda * (1 - mixing) * beta
  threshold <- lambda * mixing
  max(abs(sum(pull)), ifelse(beta == 0, pmax(abs(smooth) - threshold, 0), abs(smooth - threshold * sign(beta))))
}

# glmnet's solution, whose last digits its stopping rule leaves open, after Newton steps on what it selected.
polished <- function(linear, x, y, weights, offset, mixing, lambda, coefficients) {
  total <- sum(weights)
  spread <- sqrt(colSums(weights * sweep(x, 2, colSums(weights * x) / total)^2) / total)
  kept <- which(coefficients[-1] != 0)
  z <- cbind(1, sweep(x[, kept, drop = FALSE], 2, spread[kept], "/"))
  beta <- c(coefficients[1], coefficients[-1][kept] * spread[kept])
  ridge <- lambda * (1 - mixing) * c(0, rep(1, length(kept)))
  threshold <- lambda * mixing * c(0, sign(beta[-1]))
  for (step in 1:4) {
    eta <- drop(z %*% beta) + offset
    mean <- if (linear) eta else plogis(eta)
    curvature <- weights * (if (linear) 1 else mean * (1 - mean)) / total
    downhill <- drop(crossprod(z, weights * (y - mean) / total)) - ridge * beta - threshold
    beta <- beta + solve(crossprod(z, curvature * z) + diag(ridge, length(ridge)), downhill)
  }
  result <- replace(coefficients, c(1, 1 + kept), c(beta[1], beta[-1] / spread[kept]))
  stopifnot(sign(result) == sign(coefficients), abs(result - coefficients) <= 1e-5 * max(abs(coefficients)))
  result
}

path <- function(about, family, table, features, y, mixing, weights = rep(1, nrow(table)),
                 offset = rep(0, nrow(table)), lambda = NULL, roles = NULL, every = 4) {
  x <- design(table, features, weights)
  linear <- family == "linear"
  # As an object, gaussian() is not rescaled by the outcome's spread, which for mixtures is another objective.
  kind <- if (linear) gaussian() else "binomial"
  arguments <- list(x, y, family = kind, alpha = mixing, weights = weights, thresh = 1e-14, maxit = 1e7)
  if (any(offset != 0)) arguments$offset <- offset
  if (!is.null(lambda)) arguments$lambda <- lambda
  fit <- do.call(glmnet, arguments)
  steps <- seq(1, length(fit$lambda), by = every)
  coefficients <- as.matrix(coef(fit))[, steps, drop = FALSE]
  for (k in seq_along(steps)) {
    coefficients[, k] <- polished(linear, x, y, weights, offset, mixing, fit$lambda[steps[k]], coefficients[, k])
  }
  worst <- max(vapply(seq_along(steps), function(k)
    residual(linear, x, y, weights, offset, mixing, fit$lambda[steps[k]], coefficients[, k]), 0))
  message(about, ": largest subgradient ", signif(worst, 3), " of ", signif(fit$lambda[1] * mixing, 3))
  list(about = about, family = family, mixing = mixing, features = I(features), roles = roles,
       terms = I(c("(intercept)", colnames(x))), largest_subgradient = worst, highest = fit$lambda[1],
       lambda = I(fit$lambda[steps]), selected = I(unname(fit$df[steps])), deviance_ratio = I(fit$dev.ratio[steps]),
       coefficients = t(unname(coefficients)))
}

yes <- as.numeric(mixed$churned == "yes")
churn <- as.numeric(telco$churn == "Yes")
complete <- telco
complete$total_charges[is.na(complete$total_charges)] <- 0
none <- list(weight = NA, offset = NA)
paths <- list(
  telco_small = path("telco, four predictors", "logistic", complete, small, churn, 1, lambda = c(0.1, 0.01), roles = none,
                     every = 1),
  telco_regular = path("telco", "logistic", telco, regular, churn, 1, roles = none),
  telco_charges = path("telco, least squares", "linear", telco, setdiff(regular, "monthly_charges"),
                       telco$monthly_charges, 1, roles = none),
  mixed_logistic = path("mixed, half lasso, half ridge", "logistic", mixed, mixed_features, yes, 0.5, roles = none),
  mixed_logistic_weights = path("mixed, weights and offset", "logistic", mixed, mixed_features, yes, 1,
                                weights = mixed$weight, offset = mixed$base, roles = list(weight = "weight", offset = "base")),
  mixed_linear = path("mixed, least squares", "linear", mixed, mixed_features, mixed$spend, 1, roles = none),
  mixed_linear_half = path("mixed, half lasso, half ridge", "linear", mixed, mixed_features, mixed$spend, 0.5, roles = none),
  mixed_linear_weights = path("mixed, weights and offset", "linear", mixed, mixed_features, mixed$spend, 0.7,
                              weights = mixed$weight, offset = mixed$base, roles = list(weight = "weight", offset = "base")))
write_json(list(paths = paths), commandArgs(TRUE)[1])
