# Least squares with standard errors: lm and its summary, once. Same arguments as the Python peers.
arguments <- commandArgs(trailingOnly = TRUE)
row <- arguments[1]
folder <- arguments[which(arguments == "--data") + 1]
columns <- as.integer(sub(".*-", "", row))
rows <- as.integer(sub('.*"rows": *([0-9]+).*', "\\1", readLines(file.path(folder, "dense.json"), warn = FALSE)))
x <- matrix(readBin(file.path(folder, "x.f64"), "double", rows * columns, endian = "little"), rows, columns)
y <- readBin(file.path(folder, sprintf("y-continuous-%d.f64", columns)), "double", rows, endian = "little")
seconds <- system.time(summary(lm(y ~ x))$coefficients)[["elapsed"]]
cat(sprintf('{"name": "%s", "seconds": [%.6f]}\n', row, seconds))
