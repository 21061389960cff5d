# Writes robust.csv (the spend of families.csv with three outliers) and robust.json: quantiles and M-estimates of it.
# Rscript robust.R robust.csv robust.json
source("common.R")
suppressMessages({library(MASS); library(quantreg)})
options(warn = 1)
out <- commandArgs(trailingOnly = TRUE)
data <- read.csv("families.csv")[c("age", "income", "region", "copies", "spend")]
data$spend[c(7, 70, 170)] <- 40 * data$spend[c(7, 70, 170)]
write.csv(data, out[1], row.names = FALSE, quote = FALSE)
data <- read.csv(out[1])
model <- spend ~ age + income + region

describe <- function(estimates, errors) {
  names <- sub("^region(.*)$", "region[\\1]", sub("^\\(Intercept\\)$", "(intercept)", names(estimates)))
  lapply(seq_along(names), function(k)
    list(term = names[k], estimate = estimates[[k]], standard_error = errors[[k]]))
}
# Where several solutions are optimal, the one that stays so as the level rises.
quantile_at <- function(level, table) {
  fit <- rq(model, tau = level + 1e-9, data = table, method = "br")
  loss <- function(fit) sum(ifelse(resid(fit) < 0, level - 1, level) * resid(fit))
  agree(loss(fit), loss(rq(model, tau = level, data = table, method = "br")))
  fit$tau <- level
  list(level = level, loss = loss(fit), terms = describe(coef(fit), summary(fit, se = "ker")$coefficients[, 2]))
}
robustly <- function(table, ...) {
  fit <- rlm(model, table, maxit = 5000, acc = 1e-14, ...)
  list(scale = fit$s, terms = describe(coef(fit), summary(fit)$coefficients[, 2]))
}
both <- function(table) {
  huber <- suppressWarnings(rlm(model, table, maxit = 5000, acc = 1e-14))
  list(
    quantile = lapply(c(.1, .5, .9), quantile_at, table), huber = suppressWarnings(robustly(table)),
    tukey = suppressWarnings(robustly(table, psi = psi.bisquare, init = coef(huber))))
}
write_json(list(plain = both(data), repeated = both(data[rep(seq_len(nrow(data)), data$copies), ])), out[2])
