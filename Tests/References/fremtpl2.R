# Writes fremtpl2.json: claims of datasets/fremtpl2 by R's glm, MASS and statmod. Rscript fremtpl2.R fremtpl2.json
source("common.R")
suppressMessages({library(MASS); library(statmod)})
out <- commandArgs(trailingOnly = TRUE)
exactly <- glm.control(epsilon = 1e-14, maxit = 200)

data <- read.csv(gzfile("../../datasets/fremtpl2/policies.csv.gz"))
data$log_density <- log(data$density)
data$log_exposure <- log(data$exposure)
for (name in c("area", "brand", "fuel", "region"))
  data[[name]] <- factor(data[[name]], levels = sort(unique(data[[name]]), method = "radix"))
x <- ~ vehicle_power + vehicle_age + driver_age + bonus_malus + log_density + brand + fuel + region

describe <- function(fit) {
  table <- coef(summary(fit))
  names <- rownames(table)
  for (column in c("brand", "fuel", "region")) names <- sub(paste0("^", column, "(.*)$"), paste0(column, "[\\1]"), names)
  names <- sub("^\\(Intercept\\)$", "(intercept)", names)
  list(
    deviance = deviance(fit), null_deviance = fit$null.deviance,
    terms = lapply(seq_along(names), function(k) list(term = names[k], estimate = table[k, 1], standard_error = table[k, 2])))
}
poisson_fit <- glm(update(x, claims ~ . + offset(log_exposure)), poisson, data, control = exactly)
with_amount <- data[data$claims_with_amount > 0, ]
# Levels without a claim are none of the severity's.
for (name in c("brand", "fuel", "region")) with_amount[[name]] <- factor(with_amount[[name]])
gamma_fit <- glm(update(x, I(amount / claims_with_amount) ~ .), Gamma("log"), with_amount, weights = claims_with_amount, control = exactly)
tweedie_fit <- glm(update(x, I(amount / exposure) ~ .), statmod::tweedie(var.power = 1.5, link.power = 0), data, weights = exposure, control = exactly)
negative <- glm.nb(update(x, claims ~ . + offset(log_exposure)), data, control = glm.control(epsilon = 1e-14, maxit = 500))
result <- list(
  poisson = describe(poisson_fit), gamma = describe(gamma_fit), tweedie = describe(tweedie_fit),
  negative_binomial = c(describe(negative), list(theta = negative$theta, theta_error = negative$SE.theta, twice_log_likelihood = negative$twologlik)))
write_json(result, out[1])
