# Writes profile.json: ends of profile-likelihood intervals of models of families.csv and of a small table with rare events.
# Rscript profile.R profile.json
#
# R's confint interpolates a profile by a spline, which is right to about four digits. Here each end is solved for: where the
# fit with the coefficient held (its column an offset) has a deviance of q² φ more. q is the normal quantile, or Student's
# where φ is estimated, as for Wald's intervals; MASS takes the normal one for both, and is compared with that.
source("common.R")
suppressMessages({library(MASS); library(statmod)})
out <- commandArgs(trailingOnly = TRUE)
data <- read.csv("families.csv")
exactly <- glm.control(epsilon = 1e-15, maxit = 400)

profile_ends <- function(y, x, family, dispersion, q, estimates, errors, offset = rep(0, nrow(x))) {
  full <- deviance(glm.fit(x, y, family = family, offset = offset, start = estimates, control = exactly))
  end <- function(j, side) {
    rise <- function(value) suppressWarnings({
      fit <- glm.fit(x[, -j, drop = FALSE], y, family = family, offset = offset + x[, j] * value, intercept = FALSE,
        start = estimates[-j], control = exactly)
      fit$deviance - full - q^2 * dispersion
    })
    near <- estimates[j]
    step <- q * errors[j] / 2
    far <- near + side * step
    while (rise(far) < 0) far <- far + side * step
    uniroot(rise, sort(c(near, far)), tol = abs(step) * 1e-13, maxiter = 500)$root
  }
  t(vapply(seq_len(ncol(x)), function(j) c(end(j, -1), end(j, 1)), c(0, 0)))
}

describe <- function(fit, y, family, dispersion = summary(fit)$dispersion, free = FALSE, offset = rep(0, length(y))) {
  x <- model.matrix(fit)
  q <- if (free) qt(.975, fit$df.residual) else qnorm(.975)
  table <- coef(summary(fit))
  ends <- profile_ends(y, x, family, dispersion, q, coef(fit), table[, 2], offset)
  # MASS on the same: the normal quantile, and a spline.
  if (!is.null(fit$mass)) {
    normal <- profile_ends(y, x, family, dispersion, qnorm(.975), coef(fit), table[, 2], offset)
    theirs <- suppressMessages(fit$mass)
    stopifnot(max(abs(normal - theirs) / table[, 2]) < 2e-3)
  }
  names <- sub("^region(.*)$", "region[\\1]", sub("^\\(Intercept\\)$", "(intercept)", colnames(x)))
  list(terms = lapply(seq_along(names), function(k) list(term = names[k], lower = ends[k, 1], upper = ends[k, 2])))
}
formula_of <- function(y) as.formula(paste(y, "~ age + income + region"))
with_mass <- function(fit) { fit$mass <- suppressMessages(confint(fit)); fit }

results <- list()
fit <- glm(I(left == "yes") ~ age + income + region, binomial, data, control = exactly)
results$logistic <- describe(with_mass(fit), as.numeric(data$left == "yes"), binomial())
fit <- glm(I(left == "yes") ~ age + income + region, binomial("probit"), data, control = exactly)
results$logistic_probit <- describe(with_mass(fit), as.numeric(data$left == "yes"), binomial("probit"))
fit <- glm(claims ~ age + income + region + offset(log_exposure), poisson, data, control = exactly)
results$poisson <- describe(fit, data$claims, poisson(), offset = data$log_exposure)
fit <- glm(formula_of("spend"), Gamma("log"), data, control = exactly)
results$gamma <- describe(with_mass(fit), data$spend, Gamma("log"), free = TRUE)
fit <- glm(formula_of("delay"), inverse.gaussian("log"), data, control = exactly)
results$inverse_gaussian <- describe(fit, data$delay, inverse.gaussian("log"), free = TRUE)
fit <- glm(formula_of("loss"), statmod::tweedie(var.power = 1.5, link.power = 0), data, control = exactly)
results$tweedie <- describe(fit, data$loss, statmod::tweedie(var.power = 1.5, link.power = 0), free = TRUE)
theta <- glm.nb(formula_of("contacts"), data, control = glm.control(epsilon = 1e-14, maxit = 500))$theta
fit <- glm(formula_of("contacts"), negative.binomial(theta), data, control = exactly)
results$negative_binomial <- describe(fit, data$contacts, negative.binomial(theta), dispersion = 1)
results$negative_binomial$theta <- theta

# Few events: Wald's intervals are far off, and one group has none, so that its interval has no lower end.
rare <- data.frame(
  group = rep(c("a", "b", "c"), c(14, 12, 9)), x = round(sin(1:35) * 3, 2),
  events = c(1, 0, 2, 0, 0, 1, 0, 3, 0, 0, 1, 0, 0, 0, rep(0, 12), 0, 1, 0, 4, 0, 0, 2, 1, 0))
x <- model.matrix(~ group + x, rare)
inside <- rare$group != "b"
kept <- glm(events ~ group + x, poisson, rare[inside, ], control = exactly)
ends <- profile_ends(rare$events[inside], model.matrix(kept), poisson(), 1, qnorm(.975), coef(kept), coef(summary(kept))[, 2])
top <- deviance(kept)
rise <- function(value) suppressWarnings(
  glm.fit(x[, -2], rare$events, family = poisson(), offset = x[, 2] * value, control = exactly, start = coef(kept))$deviance - top - qnorm(.975)^2)
results$rare <- list(
  group = I(as.character(rare$group)), x = I(rare$x), events = I(rare$events),
  terms = list(
    list(term = "(intercept)", lower = ends[1, 1], upper = ends[1, 2]),
    list(term = "group[b]", lower = NA, upper = uniroot(rise, c(-20, 5), tol = 1e-13)$root),
    list(term = "group[c]", lower = ends[2, 1], upper = ends[2, 2]), list(term = "x", lower = ends[3, 1], upper = ends[3, 2])))
write_json(results, out[1])
