# DeLong's paired test by pROC, and calibration slopes by glm, for the binary cases of comparison.json.
#
#     Rscript comparison.R comparison.json > comparison-r.json
#
# Versions used: R 4.2.2, pROC 1.18.0, jsonlite 1.8.4.
suppressMessages({
  library(jsonlite)
  library(pROC)
})
cases <- fromJSON(commandArgs(TRUE)[1], simplifyDataFrame = FALSE)$binary
exact <- glm.control(epsilon = 1e-15, maxit = 100)
# The robust covariance of both slopes from their rows' changes, (information)^-1 times score.
changes <- function(fit) {
  x <- model.matrix(fit)
  residual <- fit$y - fitted(fit)
  (residual * x) %*% solve(crossprod(x, x * fitted(fit) * (1 - fitted(fit))))
}
answers <- lapply(cases, function(case) {
  y <- case$outcomes
  curve <- function(x) roc(y, x, levels = c(0, 1), direction = "<", quiet = TRUE)
  a <- curve(case$a)
  b <- curve(case$b)
  test <- roc.test(a, b, method = "delong", paired = TRUE)
  error <- sqrt(var(a, method = "delong") + var(b, method = "delong") - 2 * cov(a, b, method = "delong"))
  fits <- lapply(list(case$a, case$b), function(x) {
    fit <- glm(y ~ x, family = binomial, control = exact)
    update(fit, start = coef(fit))
  })
  n <- length(y)
  slope <- coef(fits[[2]])[[2]] - coef(fits[[1]])[[2]]
  slopeError <- sqrt(sum((changes(fits[[2]])[, 2] - changes(fits[[1]])[, 2])^2) * n / (n - 1))
  list(
    name = unbox(case$name), a = unbox(as.numeric(auc(a))), b = unbox(as.numeric(auc(b))),
    error = unbox(as.numeric(error)), statistic = unbox(-as.numeric(test$statistic)),
    pValue = unbox(as.numeric(test$p.value)), slope = unbox(slope), slopeError = unbox(slopeError)
  )
})
cat(toJSON(answers, digits = NA, pretty = TRUE), "\n")
