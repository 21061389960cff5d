# Writes multinomial.json: multinomial logits under a lasso or elastic net by glmnet. Rscript multinomial.R multinomial.json
source("common.R")
suppressMessages(library(glmnet))
glmnet.control(fdev = 0, devmax = 1)
data <- read_table("classes.csv")
features <- c("age", "income", "region")

# The largest subgradient of the penalised mean loss at the written coefficients (rows: intercept and terms; columns: classes).
residual <- function(x, y, weights, mixing, lambda, coefficients) {
  total <- sum(weights)
  center <- colSums(weights * x) / total
  spread <- sqrt(colSums(weights * sweep(x, 2, center)^2) / total)
  odds <- exp(cbind(1, x) %*% coefficients)
  pull <- weights * (y - odds / rowSums(odds)) / total
  beta <- coefficients[-1, ] * spread
  smooth <- crossprod(sweep(x, 2, spread, "/"), pull) - lambda * (1 - mixing) * beta
  threshold <- lambda * mixing
  max(abs(colSums(pull)),
      ifelse(abs(beta) < 1e-12, pmax(abs(smooth) - threshold, 0), abs(smooth - threshold * sign(beta))))
}

fit <- function(about, table, mixing, lambda, weights = rep(1, nrow(table))) {
  x <- design(table, features, weights)
  classes <- sort(unique(table$plan))
  y <- 1 * outer(table$plan, classes, "==")
  path <- exp(seq(log(0.5), log(lambda), length.out = 40))
  found <- glmnet(x, y, family = "multinomial", type.multinomial = "ungrouped", alpha = mixing, weights = weights,
                  lambda = path, thresh = 1e-16, maxit = 1e7)
  coefficients <- sapply(coef(found, s = lambda, exact = FALSE), function(one) as.matrix(one)[, 1])
  coefficients[abs(coefficients) < 1e-12] <- 0
  worst <- residual(x, y, weights, mixing, lambda, coefficients)
  message(about, ": largest subgradient ", signif(worst, 3))
  stopifnot(worst < 1e-7)
  list(about = about, mixing = mixing, lambda = lambda, weighted = any(weights != 1), classes = I(classes),
       terms = I(c("(intercept)", colnames(x))), largest_subgradient = worst, coefficients = t(unname(coefficients)))
}

three <- data[data$plan != "trial", ]
write_json(list(
  fit("four classes, elastic net", data, 0.5, 0.02), fit("four classes, lasso", data, 1, 0.01),
  fit("four classes, weak lasso", data, 1, 0.0005), fit("three classes, lasso", three, 1, 0.01),
  fit("four classes, elastic net, weights", data, 0.3, 0.01, data$copies)), commandArgs(trailingOnly = TRUE)[1])
