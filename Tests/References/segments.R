# Writes iris.csv (R's own table), mixture.csv (draws from a known mixture) and segments.json: k-means and Gaussian mixtures of them.
# Sums of squares: Hartigan and Wong, best of 200 starts. Mixtures: mclust's EM from the segments of k-means, until the
# log-likelihood rests.
# Rscript segments.R iris.csv mixture.csv segments.json
source("common.R")
suppressMessages(library(mclust))
options(warn = 1)
out <- commandArgs(trailingOnly = TRUE)

write.csv(iris, out[1], row.names = FALSE, quote = FALSE)
raw <- as.matrix(read.csv(out[1])[, 1:4])

set.seed(5)
group <- sample(3, 600, replace = TRUE, prob = c(0.5, 0.3, 0.2))
centers <- rbind(c(0, 0, 0), c(4, 1, -2), c(-3, 3, 2))
roots <- list(diag(3), rbind(c(1, 0.8, 0), c(0, 0.6, 0), c(0, 0, 1.5)), rbind(c(0.5, 0, 0.4), c(0, 1.2, 0), c(0, 0, 0.9)))
drawn <- t(sapply(group, function(g) centers[g, ] + as.vector(rnorm(3) %*% roots[[g]])))
write.csv(data.frame(round(drawn, 6), group), out[2], row.names = FALSE, quote = FALSE)
drawn <- as.matrix(read.csv(out[2])[, 1:3])

search <- function(x, k) { set.seed(1); kmeans(x, k, nstart = 200, iter.max = 100) }
sums <- list()
for (scale in c("raw", "standardized")) for (k in 2:6) {
  fit <- search(if (scale == "raw") raw else scale(raw), k)
  sums[[length(sums) + 1]] <- list(scale = scale, segments = k, within_sum_of_squares = fit$tot.withinss,
                                   sizes = sort(fit$size, decreasing = TRUE))
}

shapes <- c(spherical = "VII", diagonal = "VVI", tied = "EEE", full = "VVV")
mixture <- function(table, x, k, shape) {
  fit <- me(data = x, modelName = shapes[[shape]], z = unmap(search(x, k)$cluster),
            control = emControl(tol = c(1e-15, 1e-15), itmax = c(1e6, 1e6)))
  order <- order(-fit$parameters$pro)
  bic <- -bic(fit$modelName, fit$loglik, nrow(x), ncol(x), k)
  # As icl() of an Mclust object: the most likely component of every row counts as known.
  list(table = table, segments = k, shape = shape, log_likelihood = fit$loglik, bic = bic,
       icl = bic - 2 * sum(log(apply(fit$z, 1, max))), weights = fit$parameters$pro[order], means = unname(t(fit$parameters$mean[, order])),
       covariances = lapply(order, function(g) unname(fit$parameters$variance$sigma[, , g])))
}
mixtures <- list()
for (shape in names(shapes)) {
  for (k in 2:3) mixtures[[length(mixtures) + 1]] <- mixture("iris", raw, k, shape)
  mixtures[[length(mixtures) + 1]] <- mixture("mixture", drawn, 3, shape)
}
write_json(list(sums = sums, mixtures = mixtures), out[3])
