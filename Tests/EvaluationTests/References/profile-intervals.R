# How often the intervals of profiles hold what is true, and how often they show a difference where there is none.
#
#     Rscript profile-intervals.R
#
# Versions used: R 4.2.2. It takes half a minute; the functions are those of profiles.R.
source_lines <- readLines("profiles.R")
eval(parse(text = source_lines[grep("^hedges <-", source_lines):(grep("^wilson <-", source_lines) - 1)]))
set.seed(1)
repeats <- 4000
line <- function(what, share) cat(sprintf("%-58s %5.1f %%\n", what, 100 * share))

shown <- function(a, b) mean(replicate(repeats, {
  h <- hedges(a(), b(), welch)
  h[2] > 0 || h[3] < 0
}))
cat("Differences shown where there is none (5 % is right)\n")
line("normal, 30 against 300", shown(function() rnorm(30), function() rnorm(300)))
line("normal, 30 of three times the deviation against 300", shown(function() rnorm(30, 0, 3), function() rnorm(300)))
line("log-normal, 50 against 500", shown(function() rlnorm(50), function() rlnorm(500)))
line("log-normal, 500 against 5,000", shown(function() rlnorm(500), function() rlnorm(5000)))

held <- function(a, b, truth) mean(replicate(repeats, {
  h <- hedges(a(), b(), welch)
  h[2] <= truth && truth <= h[3]
}))
cat("Intervals that hold the true difference (95 % is right)\n")
line("normal, 1.5 deviations, 50 against 200", held(function() rnorm(50, 1.5), function() rnorm(200), 1.5))
line("exponential, 1 deviation, 100 against 400", held(function() rexp(100) + 1, function() rexp(400), 1))

levels <- function(n, m, p, q) {
  truth <- (p - q) / sqrt((n * p * (1 - p) + m * q * (1 - q)) / (n + m))
  mean(replicate(repeats, {
    h <- hedges(c(rbinom(n, 1, p), 1, 0), c(rbinom(m, 1, q), 1, 0), normal)
    h[2] <= truth && truth <= h[3]
  }))
}
line("levels, 10 % and 10 %, 50 against 500", levels(50, 500, 0.1, 0.1))
line("levels, 2 % and 2 %, 100 against 1,000", levels(100, 1000, 0.02, 0.02))
line("levels, 50 % and 20 %, 50 against 500", levels(50, 500, 0.5, 0.2))
line("levels, 90 % and 10 %, 50 against 500", levels(50, 500, 0.9, 0.1))
