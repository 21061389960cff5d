# What sets segments apart: Hedges' g with its interval, shares, lifts, medians, shares of value, by base R.
#
#     Rscript profiles.R > profiles.json
#
# Weights are checked by repeating rows. Hedges' g is that of effsize::cohen.d(hedges.correction = TRUE), by its formula;
# its interval is computed row by row from the influence of each row on d, not from moments.
#
# Versions used: R 4.2.2, jsonlite 1.8.4.
library(jsonlite)
set.seed(20)

# Hedges' g of a against b; `freedom` gives the degrees of freedom of the quantile.
hedges <- function(a, b, freedom) {
  n <- length(a); m <- length(b); N <- n + m
  ssq <- sum((a - mean(a))^2) + sum((b - mean(b))^2)
  s2 <- ssq / (N - 2)
  all <- c(a, b)
  s2 <- max(s2, mean((all - mean(all))^2) / N)
  s <- sqrt(s2)
  d <- (mean(a) - mean(b)) / s
  J <- 1 - 3 / (4 * N - 9)
  va <- mean((a - mean(a))^2); vb <- mean((b - mean(b))^2)
  ia <- (a - mean(a)) / (n * s) - d / (2 * s2) * ((a - mean(a))^2 - va) / (N - 2)
  ib <- -(b - mean(b)) / (m * s) - d / (2 * s2) * ((b - mean(b))^2 - vb) / (N - 2)
  error <- J * sqrt(n / (n - 1) * sum(ia^2) + m / (m - 1) * sum(ib^2))
  q <- qt(0.975, freedom(a, b))
  c(J * d, J * d - q * error, J * d + q * error, error)
}
# t.test's own degrees of freedom; infinite where both sides are constant.
welch <- function(a, b) if (var(a) == 0 && var(b) == 0) Inf else unname(t.test(a, b)$parameter)
normal <- function(a, b) Inf
wilson <- function(x, n) c(x / n, as.numeric(prop.test(x, n, correct = FALSE)$conf.int))

number <- function(x, label, k, name) {
  lapply(seq_len(k) - 1, function(s) {
    a <- x[label == s & !is.na(x)]; b <- x[label != s & !is.na(x)]
    if (length(a) < 5) return(NULL)
    # Differences and errors do not change with the place of the numbers, and a subtraction of near ones is exact.
    place <- if (max(abs(x), na.rm = TRUE) > 1e6) 1e9 else 0
    difference <- if (all(x %in% c(0, 1, NA))) hedges(c(a, 1, 0), c(b, 1, 0), normal) else hedges(a - place, b - place, welch)
    list(
      column = unbox(name), segment = unbox(s), mean = c(mean(a), sd(a - place) / sqrt(length(a))),
      median = unbox(median(a)), elsewhere = unbox(mean(b)), difference = difference)
  })
}
level <- function(x, label, rows, k, name) {
  result <- list()
  for (s in seq_len(k) - 1) for (l in c(sort(unique(x[!is.na(x)])), NA)) {
    is <- if (is.na(l)) is.na(x) else !is.na(x) & x == l
    if (length(unique(rows[label == s & is])) < 5) next
    a <- is[label == s]; b <- is[label != s]
    N <- length(x); p <- c(mean(is & label == s), mean(label == s), mean(is))
    lift <- mean(a) / mean(is)
    # The delta method on the indicators of both, of the segment and of the level.
    influence <- (is & label == s) / p[1] - (label == s) / p[2] - is / p[3] + 1
    error <- sqrt(mean(influence^2) / N)
    result[[length(result) + 1]] <- list(
      column = unbox(name), segment = unbox(s), level = unbox(l), share = wilson(sum(a), length(a)),
      overall = unbox(mean(is)), elsewhere = unbox(mean(b)), lift = c(lift, lift * exp(-qnorm(0.975) * error), lift * exp(qnorm(0.975) * error)),
      difference = hedges(c(a, 1, 0), c(b, 1, 0), normal))
  }
  result
}
worth <- function(v, label, k) {
  lapply(seq_len(k) - 1, function(s) {
    known <- !is.na(v)
    x <- v[known]; i <- (label == s)[known]
    share <- sum(x[i]) / sum(x)
    error <- sqrt(sum(((i - share) * x / sum(x))^2) * length(x) / (length(x) - 1))
    list(
      segment = unbox(s), sum = unbox(sum(x[i])), mean = c(mean(x[i]), sd(x[i]) / sqrt(sum(i))), share = c(share, error))
  })
}

describe <- function(name, data, k, columns, weights = NULL) {
  times <- if (is.null(weights)) rep(1, nrow(data)) else weights
  rows <- rep(seq_len(nrow(data)), times)
  kept <- rows[data$label[rows] >= 0]
  full <- data[kept, ]
  numbers <- list(); levels <- list()
  for (column in columns) {
    x <- full[[column]]
    if (is.numeric(x)) {
      numbers <- c(numbers, Filter(Negate(is.null), number(x, full$label, k, column)))
      levels <- c(levels, Filter(function(l) is.na(l$level), level(ifelse(is.na(x), NA, 0), full$label, kept, k, column)))
    } else levels <- c(levels, level(x, full$label, kept, k, column))
  }
  list(
    name = unbox(name), segments = unbox(k), labels = data$label, weights = weights, values = data$value,
    columns = lapply(columns, function(c) {
      x <- data[[c]]
      if (is.numeric(x)) list(name = unbox(c), numbers = x) else list(name = unbox(c), texts = x)
    }),
    shares = lapply(seq_len(k) - 1, function(s) wilson(sum(full$label == s), nrow(full))),
    worths = worth(full$value, full$label, k), numbers = numbers, levels = levels)
}

# Three decimals: what is written is what is computed with.
draw <- function(n) {
  label <- sample(c(-1, 0, 0, 0, 1, 1, 2), n, replace = TRUE)
  data.frame(
    label,
    charges = ifelse(runif(n) < 0.1, NA, round(rnorm(n, 60 + 15 * (label == 1), 10 + 20 * (label == 2)), 3)),
    spend = round(exp(rnorm(n, 2 + 0.8 * (label == 2), 1.4)), 3),
    step = round(rnorm(n), 3),
    senior = as.numeric(runif(n) < 0.1 + 0.5 * (label == 1)),
    contract = sample(c("month", "year", "two years", "rare", NA), n, replace = TRUE, prob = c(0.5, 0.3, 0.1, 0.02, 0.08)),
    only = ifelse(label == 2, "here", "there"),
    value = ifelse(runif(n) < 0.05, NA, round(rexp(n, 0.01), 3)))
}
columns <- c("charges", "spend", "step", "senior", "contract", "only")
small <- draw(140)
large <- draw(600)
far <- draw(200)
far$spend <- 1e9 + far$spend
far$step <- ifelse(far$label == 1, 5, 3)
cases <- list(
  describe("small", small, 3, columns), describe("large", large, 3, columns), describe("far", far, 3, columns),
  describe("weighted", small, 3, columns, sample(0:4, nrow(small), replace = TRUE)))
cat(toJSON(cases, digits = I(17), na = "null", null = "null", pretty = FALSE), "\n")
