# The comparison of compare.py by pROC: paired DeLong in all rows and by segment, and its paired bootstrap of the areas alone.
# The bootstrap's time is that of a few replications, scaled up to all of them. Same arguments as the Python peers.
suppressMessages(library(pROC))
arguments <- commandArgs(trailingOnly = TRUE)
given <- function(name) arguments[which(arguments == name) + 1]
folder <- given("--data")
replications <- 1000
measured <- 3
segments <- 20
rows <- as.integer(sub('.*"rows": *([0-9]+).*', "\\1", readLines(file.path(folder, "dense.json"), warn = FALSE)))
y <- readBin(file.path(folder, "y-binary-30.f64"), "double", rows, endian = "little")
x <- matrix(readBin(file.path(folder, "x.f64"), "double", rows * 4, endian = "little"), rows, 4)
links <- list(x[, 1] + x[, 2], x[, 1] + x[, 2] + 0.3 * x[, 3])
segment <- pmax(pmin(floor((x[, 4] + 3) / 6 * segments), segments - 1), 0)
compare <- function(chosen, ...) {
  curves <- lapply(links, function(link) roc(y[chosen], link[chosen], levels = c(0, 1), direction = "<", quiet = TRUE))
  roc.test(curves[[1]], curves[[2]], paired = TRUE, ...)
}
once <- system.time({
  compare(seq_len(rows), method = "delong")
  for (level in seq_len(segments) - 1) {
    chosen <- which(segment == level)
    if (sum(y[chosen]) > 10 && sum(1 - y[chosen]) > 10) compare(chosen, method = "delong")
  }
})[["elapsed"]]
set.seed(1)
few <- system.time(compare(seq_len(rows), method = "bootstrap", boot.n = measured, progress = "none"))[["elapsed"]]
seconds <- once + few / measured * replications
cat(sprintf('{"name": "compare", "seconds": [%.6f]}\n', seconds))
