# Writes families.csv (made-up claims of customers) and families.json: generalized linear models of every family and link.
# Rscript families.R families.csv families.json
source("common.R")
suppressMessages({library(MASS); library(statmod); library(sandwich)})
options(warn = 1)
out <- commandArgs(trailingOnly = TRUE)
exactly <- glm.control(epsilon = 1e-15, maxit = 200)

set.seed(20)
n <- 400
data <- data.frame(
  age = round(runif(n, 20, 70), 1), income = round(rlnorm(n, 3, .4), 2),
  region = sample(c("east", "north", "south", "west"), n, TRUE), exposure = round(runif(n, .2, 1), 3),
  copies = sample(1:3, n, TRUE))
eta <- -.4 + .02 * (data$age - 45) + .01 * data$income + c(east = 0, north = .3, south = -.2, west = .1)[data$region]
data$log_exposure <- log(data$exposure)
data$claims <- rpois(n, exp(eta + data$log_exposure + .3))
data$contacts <- rnbinom(n, size = 1.7, mu = exp(eta + 1))
data$spend <- round(rgamma(n, 2.5, scale = exp(eta + 2) / 2.5), 2) + .01
data$delay <- round(rinvgauss(n, exp(eta + 1), shape = 4), 3) + .001
events <- rpois(n, exp(eta))
data$loss <- round(vapply(events, function(k) if (k > 0) sum(rgamma(k, 2, scale = exp(.5))) else 0, 0), 2)
data$left <- ifelse(runif(n) < plogis(eta), "yes", "no")
write.csv(data, out[1], row.names = FALSE, quote = FALSE)
data <- read.csv(out[1])

x <- ~ age + income + region
describe <- function(fit, full = TRUE) {
  table <- coef(summary(fit))
  names <- sub("^region(.*)$", "region[\\1]", sub("^\\(Intercept\\)$", "(intercept)", rownames(table)))
  result <- list(
    terms = lapply(seq_along(names), function(k)
      list(term = names[k], estimate = table[k, 1], standard_error = table[k, 2], p_value = table[k, 4])),
    deviance = deviance(fit), null_deviance = fit$null.deviance)
  if (full) result$log_likelihood <- as.numeric(logLik(fit))
  if (full) result$aic <- AIC(fit)
  result$dispersion <- if (inherits(fit, "negbin")) 1 else summary(fit)$dispersion
  result
}
model <- function(y, family, start = NULL, weights = NULL, offset = NULL)
  do.call(glm, list(update(x, paste(y, "~ .")), family, data, weights = weights, offset = offset, start = start, control = exactly))
start_at <- function(y, link) c(make.link(link)$linkfun(mean(data[[y]])), rep(0, 5))

fits <- list(
  poisson = describe(model("claims", poisson, offset = data$log_exposure)),
  poisson_weights = describe(model("claims", poisson, weights = data$copies)),
  poisson_sqrt = describe(model("claims", poisson("sqrt"))),
  gamma = describe(model("spend", Gamma("log"))),
  gamma_inverse = describe(model("spend", Gamma("inverse"))),
  inverse_gaussian = describe(model("delay", inverse.gaussian("log"))),
  inverse_gaussian_canonical = describe(model("delay", inverse.gaussian("1/mu^2"), start = start_at("delay", "1/mu^2"))),
  tweedie = describe(model("loss", statmod::tweedie(var.power = 1.5, link.power = 0)), full = FALSE),
  logistic_probit = describe(glm(update(x, I(left == "yes") ~ .), binomial("probit"), data, control = exactly)),
  logistic_cloglog = describe(glm(update(x, I(left == "yes") ~ .), binomial("cloglog"), data, control = exactly)),
  linear_log = describe(model("spend", gaussian("log"), start = start_at("spend", "log"))))
negative_binomial <- glm.nb(update(x, contacts ~ .), data, control = glm.control(epsilon = 1e-14, maxit = 500))
fits$negative_binomial <- describe(negative_binomial)
fits$negative_binomial$theta <- negative_binomial$theta
fits$negative_binomial$theta_error <- negative_binomial$SE.theta

robust <- list(
  poisson = model("claims", poisson, offset = data$log_exposure), linear = lm(update(x, spend ~ .), data),
  logistic = glm(update(x, I(left == "yes") ~ .), binomial, data, control = exactly))
robust <- lapply(robust, function(fit) sapply(c(hc0 = "HC0", hc1 = "HC1", hc2 = "HC2", hc3 = "HC3"), function(type)
  I(unname(sqrt(diag(vcovHC(fit, type = type))))), simplify = FALSE))

# Two of the literature: clotting times (McCullagh and Nelder 1989) and days absent from school (Aitkin 1978).
clotting <- data.frame(u = c(5, 10, 15, 20, 30, 40, 60, 80, 100), time = c(118, 58, 42, 35, 27, 25, 21, 19, 18))
clot <- glm(time ~ log(u), Gamma, clotting, control = exactly)
literature <- list(
  clotting = list(log_u = I(log(clotting$u)), time = I(clotting$time), estimates = I(unname(coef(clot))), deviance = deviance(clot)),
  quine = list(
    eth = I(as.character(quine$Eth)), sex = I(as.character(quine$Sex)), age = I(as.character(quine$Age)),
    lrn = I(as.character(quine$Lrn)), days = I(quine$Days),
    poisson_deviance = deviance(glm(Days ~ Eth + Sex + Age + Lrn, poisson, quine, control = exactly)),
    theta = glm.nb(Days ~ Eth + Sex + Age + Lrn, quine)$theta,
    twice_log_likelihood = glm.nb(Days ~ Eth + Sex + Age + Lrn, quine)$twologlik))
write_json(list(fits = fits, robust = robust, literature = literature), out[2])
