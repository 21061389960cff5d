# The path of enet.py by glmnet, its default threshold, without an early end. Same arguments as the Python peers.
suppressMessages(library(glmnet))
glmnet.control(fdev = 0, devmax = 1)
arguments <- commandArgs(trailingOnly = TRUE)
row <- arguments[1]
given <- function(name) arguments[which(arguments == name) + 1]
folder <- given("--data")
rows <- as.integer(sub('.*"rows": *([0-9]+).*', "\\1", readLines(file.path(folder, "dense.json"), warn = FALSE)))
binomial <- row == "enet-binomial"
x <- matrix(readBin(file.path(folder, "x.f64"), "double", rows * 100, endian = "little"), rows, 100)
y <- readBin(file.path(folder, sprintf("y-%s-100.f64", if (binomial) "binary" else "continuous")), "double", rows,
             endian = "little")
if (binomial) {
  x <- x[seq_len(rows %/% 10), ]
  y <- y[seq_len(rows %/% 10)]
}
seconds <- system.time(glmnet(x, y, family = if (binomial) "binomial" else "gaussian", alpha = 0.5, nlambda = 100,
                              lambda.min.ratio = 1e-4))[["elapsed"]]
cat(sprintf('{"name": "%s", "seconds": [%.6f]}\n', row, seconds))
