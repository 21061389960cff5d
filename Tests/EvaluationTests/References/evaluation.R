# DeLong's standard error and interval by pROC, calibration by glm, for the binary cases of evaluation.json.
#
#     Rscript evaluation.R evaluation.json > evaluation-r.json
#
# Versions used: R 4.2.2, pROC 1.18.0, jsonlite 1.8.4.
suppressMessages({
  library(jsonlite)
  library(pROC)
})

estimate <- function(value, error, lower = value - qnorm(0.975) * error, upper = value + qnorm(0.975) * error) {
  list(estimate = unbox(value), standardError = unbox(error), lower = unbox(lower), upper = unbox(upper))
}

cases <- fromJSON(commandArgs(TRUE)[1], simplifyDataFrame = FALSE)$binary
exact <- glm.control(epsilon = 1e-15, maxit = 100)
answers <- lapply(cases, function(case) {
  # pROC knows no weights: rows are repeated.
  times <- if (is.null(case$weights)) rep(1, length(case$outcomes)) else case$weights
  y <- rep(case$outcomes, times)
  p <- rep(case$probabilities, times)
  x <- rep(case$links, times)
  curve <- roc(y, p, levels = c(0, 1), direction = "<", quiet = TRUE)
  interval <- as.numeric(ci.auc(curve, method = "delong"))
  # vcov has the weights from before the last step: fit again from the maximum.
  slope <- glm(y ~ x, family = binomial, control = exact)
  slope <- update(slope, start = coef(slope))
  intercept <- glm(y ~ 1, offset = x, family = binomial, control = exact)
  intercept <- update(intercept, start = coef(intercept))
  list(
    name = unbox(case$name),
    auc = estimate(as.numeric(auc(curve)), sqrt(var(curve, method = "delong")), interval[1], interval[3]),
    calibration_slope = estimate(coef(slope)[[2]], sqrt(vcov(slope)[2, 2])),
    calibration_intercept = estimate(coef(intercept)[[1]], sqrt(vcov(intercept)[1, 1]))
  )
})
cat(toJSON(answers, digits = NA, pretty = TRUE), "\n")
