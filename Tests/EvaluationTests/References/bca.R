# Where BCa intervals of R's boot end among the ascending replications 1, 2, ..., B: the end at position k is then k itself.
#
#     Rscript bca.R > bca.json
#
# Versions used: R 4.2.2, boot 1.3-28.1, jsonlite 1.8.4.
suppressMessages({
  library(boot)
  library(jsonlite)
})
set.seed(20261125)
cases <- list(
  list(count = 999, estimate = 430.5, influence = rexp(80) - 1),
  list(count = 999, estimate = 500.5, influence = rnorm(50)),
  list(count = 1999, estimate = 1203.5, influence = -rexp(60)^1.5),
  list(count = 4999, estimate = 2410.5, influence = rgamma(200, 0.5))
)
answers <- lapply(cases, function(case) {
  influence <- case$influence - mean(case$influence)
  t <- matrix(as.numeric(seq_len(case$count)))
  made <- structure(
    list(t0 = case$estimate, t = t, R = case$count, data = influence, sim = "ordinary", call = quote(boot()),
         stype = "i", weights = rep(1 / length(influence), length(influence)), strata = rep(1, length(influence))),
    class = "boot"
  )
  ends <- boot.ci(made, conf = c(0.9, 0.95), type = "bca", L = influence)$bca
  list(count = unbox(case$count), estimate = unbox(case$estimate), influence = influence,
       levels = ends[, 1], lower = ends[, 2], upper = ends[, 3])
})
cat(toJSON(answers, digits = NA, pretty = FALSE), "\n")
