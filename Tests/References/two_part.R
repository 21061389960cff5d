# Writes two_part.csv (made-up profit of customers, many of 0 and some below) and two_part.json: the parts of two-part models,
# each by glm or lm on the rows that it is about, and the expected amounts of all rows.
# Rscript two_part.R two_part.csv two_part.json
source("common.R")
out <- commandArgs(trailingOnly = TRUE)
exactly <- glm.control(epsilon = 1e-15, maxit = 200)

set.seed(21)
n <- 500
data <- data.frame(
  age = round(runif(n, 20, 70), 1), income = round(rlnorm(n, 3, .4), 2),
  region = sample(c("east", "north", "south", "west"), n, TRUE), copies = sample(0:3, n, TRUE))
eta <- .02 * (data$age - 45) + .01 * (data$income - 20) + c(east = 0, north = .3, south = -.2, west = .1)[data$region]
any <- runif(n) < plogis(.2 + eta)
gain <- runif(n) < plogis(1 - .5 * eta)
data$spend <- ifelse(any, round(rgamma(n, 2, scale = exp(3 + eta) / 2), 2) + .01, 0)
data$profit <- ifelse(any, ifelse(gain, 1, -1) * (round(rgamma(n, 1.5, scale = exp(2 + eta)), 2) + .01), 0)
write.csv(data, out[1], row.names = FALSE, quote = FALSE)
data <- read.csv(out[1])

describe <- function(fit) {
  table <- coef(summary(fit))
  names <- sub("^region(.*)$", "region[\\1]", sub("^\\(Intercept\\)$", "(intercept)", rownames(table)))
  lapply(seq_along(names), function(k)
    list(term = names[k], estimate = table[k, 1], standard_error = table[k, 2], p_value = table[k, 4]))
}
choice <- function(event, rows) {
  data$event <- event
  glm(event ~ age + income + region, binomial, data, subset = rows, control = exactly)
}
size <- function(amount, rows, lognormal = FALSE) {
  data$size <- ifelse(amount > 0, amount, NA)
  if (lognormal) lm(log(size) ~ age + income + region, data, subset = rows)
  else glm(size ~ age + income + region, Gamma("log"), data, subset = rows, control = exactly)
}
# The log-likelihood of an amount: a lognormal's has the Jacobian of the logarithm. R's of a gamma is at deviance/n.
likelihood <- function(fit) as.numeric(logLik(fit)) - (if (class(fit)[1] == "lm") sum(model.response(model.frame(fit))) else 0)
spread <- function(fit) if (class(fit)[1] == "lm") summary(fit)$sigma else summary(fit)$dispersion
mean_of <- function(fit) {
  eta <- predict(fit, data)
  exp(if (class(fit)[1] == "lm") eta + summary(fit)$sigma^2 / 2 else eta)
}
whole <- function(parts, expected) list(
  parts = lapply(parts, describe), log_likelihood = sum(vapply(parts, likelihood, 0)),
  spreads = I(unname(vapply(parts[!(names(parts) %in% c("any", "gain_if_any"))], spread, 0))),
  expected = I(unname(expected)))

two <- function(lognormal) {
  parts <- list(any = choice(data$spend != 0, TRUE), amount = size(data$spend, data$spend > 0, lognormal))
  whole(parts, predict(parts$any, data, type = "response") * mean_of(parts$amount))
}
four <- function(lognormal) {
  y <- data$profit
  parts <- list(
    any = choice(y != 0, TRUE), gain_if_any = choice(y > 0, y != 0),
    gain = size(y, y > 0, lognormal), loss = size(-y, y < 0, lognormal))
  p <- predict(parts$gain_if_any, data, type = "response")
  whole(parts, predict(parts$any, data, type = "response") * (p * mean_of(parts$gain) - (1 - p) * mean_of(parts$loss)))
}
write_json(list(
  spend_gamma = two(FALSE), spend_lognormal = two(TRUE), profit_gamma = four(FALSE), profit_lognormal = four(TRUE)), out[2])
