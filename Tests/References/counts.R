# Writes counts.csv (made-up answers to campaigns, successes of trials) and counts.json: binomial regressions of counts.
# Rscript counts.R counts.csv counts.json
source("common.R")
suppressMessages(library(sandwich))
options(warn = 1)
out <- commandArgs(trailingOnly = TRUE)
exactly <- glm.control(epsilon = 1e-15, maxit = 200)

set.seed(31)
n <- 160
data <- data.frame(
  age = round(runif(n, 20, 70), 1), region = sample(c("east", "north", "south", "west"), n, TRUE),
  sent = rpois(n, 8), copies = sample(1:3, n, TRUE), lift = round(rnorm(n, 0, .4), 3), shop = sample(1:25, n, TRUE))
# A few rows without any trial, and one with very many.
data$sent[c(5, 77)] <- 0
data$sent[30] <- 1000
eta <- -.6 + .03 * (data$age - 45) + c(east = 0, north = .5, south = -.4, west = .2)[data$region] + data$lift
data$answered <- rbinom(n, data$sent, plogis(eta + rnorm(n, 0, .3)))
write.csv(data, out[1], row.names = FALSE, quote = FALSE)
data <- read.csv(out[1])

describe <- function(fit, used) {
  table <- coef(summary(fit))
  names <- sub("^region(.*)$", "region[\\1]", sub("^\\(Intercept\\)$", "(intercept)", rownames(table)))
  # Rows without a trial say nothing, and R counts them in no number of rows either.
  stopifnot(nobs(fit) == used)
  list(
    terms = lapply(seq_along(names), function(k)
      list(term = names[k], estimate = table[k, 1], standard_error = table[k, 2], p_value = table[k, 4])),
    deviance = deviance(fit), null_deviance = fit$null.deviance, log_likelihood = as.numeric(logLik(fit)), aic = AIC(fit),
    bic = BIC(fit), residual_degrees_of_freedom = fit$df.residual)
}
model <- function(rows, link, offset = NULL)
  do.call(glm, list(cbind(answered, sent - answered) ~ age + region, binomial(link), rows, offset = offset, control = exactly))

kept <- data[data$sent > 0, ]
repeated <- kept[rep(seq_len(nrow(kept)), kept$copies), ]
fits <- list(
  logit = describe(model(kept, "logit"), nrow(kept)), probit = describe(model(kept, "probit"), nrow(kept)),
  cloglog = describe(model(kept, "cloglog"), nrow(kept)),
  offset = describe(model(kept, "logit", kept$lift), nrow(kept)),
  weights = describe(model(repeated, "logit"), nrow(repeated)))
stopifnot(all.equal(deviance(model(data, "logit")), fits$logit$deviance))

plain <- model(kept, "logit")
errors <- function(covariance) I(unname(sqrt(diag(covariance))))
robust <- c(
  sapply(c(hc0 = "HC0", hc1 = "HC1", hc2 = "HC2", hc3 = "HC3"), function(type) errors(vcovHC(plain, type = type)), simplify = FALSE),
  list(cluster = errors(vcovCL(plain, cluster = kept$shop, type = "HC1"))))
write_json(list(fits = fits, robust = robust), out[2])
