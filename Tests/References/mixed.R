# Writes mixed.json: linear and logistic regressions of mixed.csv. Rscript mixed.R [mixed.json]
source("common.R")
suppressMessages(library(sandwich))
options(warn = 2)

table <- read_table("mixed.csv")
features <- c("age", "income", "visits", "region", "plan", "member")
responses <- list(linear = table$spend, logistic = 1 * (table$churned == "yes"))
again <- rep(seq_len(nrow(table)), table$copies)

fits <- list()
for (family in names(responses)) {
  y <- responses[[family]]
  x <- design(table, features)
  plain <- fit(family, x, y, cluster = table$household, about = "cluster: household")
  peer <- glm(y ~ x, family = if (family == "linear") gaussian() else binomial(),
              control = glm.control(epsilon = 1e-14))
  agree(column_of(plain, "estimate"), coef(peer), 1e-9)
  agree(column_of(plain, "p_value"), summary(peer)$coefficients[, 4], 1e-6)
  agree(column_of(plain, "hc1"), sqrt(diag(vcovHC(peer, "HC1"))), 1e-6)
  agree(column_of(plain, "cluster"), sqrt(diag(vcovCL(peer, table$household, type = "HC1"))), 1e-6)
  agree(c(plain$log_likelihood, plain$aic, plain$bic), c(logLik(peer), AIC(peer), BIC(peer)), 1e-12)
  agree(c(plain$deviance, plain$null_deviance), c(deviance(peer), peer$null.deviance), 1e-12)

  # Whole weights are copies: the same numbers as from the table with every row repeated, rows of weight 0 left out.
  x <- design(table, features, table$copies)
  copies <- fit(family, x, y, weights = table$copies, cluster = table$household,
                about = "weight: copies (0 to 3), the number of times that a row counts; cluster: household")
  repeated <- fit(family, design(table[again, ], features), y[again], cluster = table$household[again])
  for (name in c("estimate", "standard_error", "hc1", "cluster", "p_value", "lower", "upper"))
    agree(column_of(copies, name), column_of(repeated, name), 1e-7)
  for (name in c("deviance", "null_deviance", "dispersion", "log_likelihood", "aic", "bic", "residual_degrees_of_freedom"))
    agree(copies[[name]], repeated[[name]], 1e-12)

  x <- design(table, features, table$weight)
  weights <- fit(family, x, y, weights = table$weight, cluster = table$household,
                 about = "weight: weight (0.25 to 2.5), in the same formulas as copies; cluster: household")
  if (family == "linear") agree(column_of(weights, "estimate"), coef(lm(y ~ x, weights = table$weight)), 1e-9)

  x <- design(table, features)
  offset <- fit(family, x, y, offset = table$base, cluster = table$household,
                about = "offset: base; cluster: household")
  peer <- update(peer, offset = table$base)
  agree(c(offset$deviance, offset$null_deviance), c(deviance(peer), peer$null.deviance), 1e-12)

  fits <- c(fits, setNames(list(plain, copies, weights, offset),
                           paste(family, c("plain", "copies", "weights", "offset"), sep = "_")))
}
write_json(list(data = "Tests/References/mixed.csv", features = features, fits = fits),
           c(commandArgs(TRUE), "mixed.json")[1])
