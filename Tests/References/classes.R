# Writes classes.csv (made-up plans and satisfaction of customers) and classes.json: multinomial and ordinal logit.
# Rscript classes.R classes.csv classes.json
source("common.R")
suppressMessages({library(nnet); library(MASS); library(ordinal)})
options(warn = 1)
out <- commandArgs(trailingOnly = TRUE)
set.seed(31)
n <- 500
data <- data.frame(
  age = round(runif(n, 20, 70), 1), income = round(rlnorm(n, 3, .4), 2),
  region = sample(c("east", "north", "south"), n, TRUE), copies = sample(1:3, n, TRUE))
eta <- .03 * (data$age - 45) + .02 * (data$income - 20) + c(east = 0, north = .5, south = -.4)[data$region]
odds <- cbind(basic = 0, family = .3 + .8 * eta, premium = -.5 - .6 * eta, trial = -1 + .2 * eta)
data$plan <- colnames(odds)[apply(odds - log(-log(matrix(runif(4 * n), n))), 1, which.max)]
data$satisfaction <- cut(eta + rlogis(n), c(-Inf, -1, 0, 1.5, Inf), labels = FALSE)
write.csv(data, out[1], row.names = FALSE, quote = FALSE)
data <- read.csv(out[1])

name <- function(names) sub("^region(.*)$", "region[\\1]", sub("^\\(Intercept\\)$", "(intercept)", names))
plans <- function(table) {
  fit <- multinom(plan ~ age + income + region, table, trace = FALSE, maxit = 5000, reltol = 1e-16, abstol = 0)
  # Newton steps with the exact information take what the search has left.
  x <- model.matrix(~ age + income + region, table)
  y <- model.matrix(~ 0 + plan, table)[, -1]
  beta <- t(coef(fit))
  for (turn in 1:3) {
    p <- exp(cbind(0, x %*% beta)); p <- (p / rowSums(p))[, -1]
    information <- do.call(rbind, lapply(1:3, function(j) do.call(cbind, lapply(1:3, function(k)
      crossprod(x, x * (p[, j] * ((j == k) - p[, k])))))))
    beta <- beta + matrix(solve(information, c(crossprod(x, y - p))), ncol(x))
  }
  stopifnot(max(abs(beta - t(coef(fit)))) < 1e-3)
  errors <- matrix(sqrt(diag(solve(information))), ncol(x))
  p <- exp(cbind(0, x %*% beta)); p <- p / rowSums(p)
  log_likelihood <- sum(log(p[cbind(seq_len(nrow(p)), match(table$plan, sort(unique(table$plan))))]))
  agree(log_likelihood, as.numeric(logLik(fit)), 1e-7)
  list(
    log_likelihood = log_likelihood, null_deviance = deviance(multinom(plan ~ 1, table, trace = FALSE, reltol = 1e-14)),
    terms = unlist(lapply(1:3, function(k) lapply(seq_len(nrow(beta)), function(j)
      list(part = rownames(coef(fit))[k], term = name(rownames(beta)[j]), estimate = beta[j, k],
           standard_error = errors[j, k]))), recursive = FALSE))
}
grades <- function(table) {
  table$grade <- ordered(table$satisfaction)
  fit <- clm(grade ~ age + income + region, data = table, control = clm.control(gradTol = 1e-12, maxIter = 200))
  other <- polr(grade ~ age + income + region, table, Hess = TRUE, control = list(reltol = 1e-16, maxit = 5000))
  agree(c(fit$alpha, fit$beta), c(other$zeta, coef(other)), 1e-4)
  table <- coef(summary(fit))
  names <- ifelse(seq_len(nrow(table)) <= 3, sprintf("(%s)", rownames(table)), name(rownames(table)))
  list(
    log_likelihood = as.numeric(logLik(fit)),
    terms = lapply(seq_along(names), function(k)
      list(term = names[k], estimate = table[k, 1], standard_error = table[k, 2])))
}
both <- function(table) list(multinomial = plans(table), ordinal = grades(table))
write_json(list(plain = both(data), repeated = both(data[rep(seq_len(n), data$copies), ])), out[2])
