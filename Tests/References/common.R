# Shared by the R generators: our encoding, fits with everything that is compared, JSON with 17 digits.

# ---- JSON: named lists are objects, vectors of length > 1 and I() vectors are arrays, NA is null ------------------
json <- function(value, indent = "") {
  inner <- paste0(indent, "  ")
  scalar <- function(x) {
    if (is.na(x)) "null"
    else if (is.logical(x)) tolower(as.character(x))
    else if (is.character(x)) paste0('"', gsub('"', '\\\\"', x), '"')
    else sprintf("%.17g", x)
  }
  if (is.list(value) && !is.null(names(value))) {
    items <- mapply(function(name, item) paste0(inner, '"', name, '": ', json(item, inner)), names(value), value)
    paste0("{\n", paste(items, collapse = ",\n"), "\n", indent, "}")
  } else if (is.list(value)) {
    paste0("[\n", paste0(inner, vapply(value, json, "", inner), collapse = ",\n"), "\n", indent, "]")
  } else if (is.matrix(value)) {
    rows <- apply(value, 1, function(row) paste0("[", paste(vapply(row, scalar, ""), collapse = ", "), "]"))
    paste0("[\n", paste0(inner, rows, collapse = ",\n"), "\n", indent, "]")
  } else if (length(value) == 1 && !inherits(value, "AsIs")) {
    scalar(value)
  } else {
    paste0("[", paste(vapply(value, scalar, ""), collapse = ", "), "]")
  }
}
write_json <- function(value, file) writeLines(json(value), file)

# ---- the encoding -------------------------------------------------------------------------------------------------
# Numeric: the value, missing replaced by the (weighted) mean of the values present, then an indicator column[missing].
# Text and truth values: a 0/1 column a level but the first in byte order, then column[missing] as one more level.
# Rows of weight 0 count nowhere.
design <- function(table, columns, weights = rep(1, nrow(table))) {
  blocks <- lapply(columns, function(column) {
    values <- table[[column]]
    absent <- is.na(values)
    indicator <- if (any(absent & weights > 0)) matrix(1 * absent, dimnames = list(NULL, paste0(column, "[missing]")))
    if (is.numeric(values)) {
      values[absent] <- weighted.mean(values[!absent], weights[!absent])
      return(cbind(matrix(values, dimnames = list(NULL, column)), indicator))
    }
    levels <- sort(unique(values[!absent & weights > 0]), method = "radix")
    dummies <- vapply(levels[-1], function(level) 1 * (!absent & values == level), numeric(nrow(table)))
    colnames(dummies) <- sprintf("%s[%s]", column, levels[-1])
    cbind(dummies, indicator)
  })
  do.call(cbind, blocks)
}

read_table <- function(file) {
  table <- read.csv(file, na.strings = "", colClasses = c(member = "character")[grepl("mixed", file)])
  as.data.frame(lapply(table, function(column) if (is.logical(column)) tolower(column) else column))
}

# ---- covariances ----------------------------------------------------------------------------------------------------
# bread: inverse information of one copy of every row; scores: a row's gradient of the log-likelihood for one copy.
# Weights are numbers of copies, so n = sum of w:
#   HC1      = n / (n - k) * bread * (sum of w s s') * bread
#   cluster  = G / (G - 1) * (n - 1) / (n - k) * bread * (sum over clusters of (sum of w s)(sum of w s)') * bread
hc1 <- function(bread, scores, weights) {
  n <- sum(weights)
  n / (n - ncol(bread)) * bread %*% crossprod(scores * sqrt(weights)) %*% bread
}
clustered <- function(bread, scores, weights, cluster) {
  n <- sum(weights)
  sums <- rowsum((scores * weights)[weights > 0, ], cluster[weights > 0])
  groups <- nrow(sums)
  groups / (groups - 1) * (n - 1) / (n - ncol(bread)) * bread %*% crossprod(sums) %*% bread
}

# ---- fits -------------------------------------------------------------------------------------------------------------
# Everything that is compared, of a least-squares (family "linear") or binomial-logit (family "logistic") fit.
fit <- function(family, x, y, weights = rep(1, nrow(x)), offset = rep(0, nrow(x)), cluster = NULL, about = "") {
  full <- cbind("(intercept)" = 1, x)
  used <- weights > 0
  decomposition <- qr(full[used, ], tol = 1e-9)
  kept <- seq_len(ncol(full)) %in% decomposition$pivot[seq_len(decomposition$rank)]
  solve_with <- function(columns) {
    suppressWarnings(glm.fit(
      full[used, columns, drop = FALSE], y[used], weights[used], offset = offset[used],
      family = if (family == "linear") gaussian() else binomial(), control = glm.control(epsilon = 1e-15, maxit = 50)))
  }
  model <- solve_with(kept)
  estimates <- replace(rep(NA_real_, ncol(full)), kept, model$coefficients)
  z <- full[, kept, drop = FALSE]
  eta <- drop(z %*% estimates[kept]) + offset
  n <- sum(weights)
  rank <- decomposition$rank
  residual_df <- n - rank
  if (family == "linear") {
    residual <- y - eta
    deviance <- sum(weights * residual^2)
    dispersion <- deviance / residual_df
    information <- rep(1, length(y))
    log_likelihood <- -n / 2 * (log(2 * pi * deviance / n) + 1)
    parameters <- rank + 1
  } else {
    residual <- y - plogis(eta)
    log_likelihood <- sum(weights * (y * plogis(eta, log.p = TRUE) + (1 - y) * plogis(-eta, log.p = TRUE)))
    deviance <- -2 * log_likelihood
    dispersion <- 1
    information <- plogis(eta) * plogis(-eta)
    parameters <- rank
  }
  # The bread through a QR of equilibrated columns: as accurate as the data allow.
  roots <- sqrt(weights * information) * z
  lengths <- sqrt(colSums(roots^2))
  bread <- chol2inv(qr.R(qr(sweep(roots, 2, lengths, "/"), LAPACK = FALSE))) / outer(lengths, lengths)
  covariance <- dispersion * bread
  dimnames(covariance) <- NULL
  scores <- residual * z
  spread <- list(standard_error = covariance, hc1 = hc1(bread, scores, weights))
  if (!is.null(cluster)) spread$cluster <- clustered(bread, scores, weights, cluster)
  errors <- lapply(spread, function(v) replace(rep(NA_real_, length(estimates)), kept, sqrt(diag(v))))
  statistic <- estimates / errors$standard_error
  tail <- if (family == "linear") function(q) 2 * pt(-abs(q), residual_df) else function(q) 2 * pnorm(-abs(q))
  half <- if (family == "linear") qt(0.975, residual_df) else qnorm(0.975)
  terms <- lapply(seq_along(estimates), function(j) {
    c(list(term = colnames(full)[j], estimate = estimates[[j]]), lapply(errors, `[[`, j),
      list(statistic = statistic[[j]], p_value = tail(statistic[[j]]),
           lower = estimates[[j]] - half * errors$standard_error[[j]],
           upper = estimates[[j]] + half * errors$standard_error[[j]]))
  })
  list(
    about = about, family = family, rows = length(y), sum_of_weights = n, rank = rank,
    aliased = I(colnames(full)[!kept]), log_likelihood = log_likelihood, deviance = deviance,
    null_deviance = solve_with(1)$deviance, dispersion = dispersion, residual_degrees_of_freedom = residual_df,
    aic = 2 * parameters - 2 * log_likelihood, bic = log(n) * parameters - 2 * log_likelihood,
    terms = terms, covariance = covariance)
}

# Stops unless two numbers agree: generators check themselves against R's own fits before they write.
agree <- function(ours, theirs, tolerance = 1e-9) {
  worst <- max(abs(ours - theirs) / pmax(abs(theirs), 1e-300))
  if (!(worst <= tolerance)) stop("differs by ", worst)
}
column_of <- function(fit, name) vapply(fit$terms, function(term) as.numeric(term[[name]]), 0)
