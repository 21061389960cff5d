# What R says of the cases of segments.json: cluster and fpc on separation, gap and stability, mclust on agreement.
#
#     Rscript segments.R segments.json > segments-r.json
#
# Versions used: R 4.2.2, cluster 2.1.4, fpc 2.2-10, mclust 6.0.0, jsonlite 1.8.4.
suppressMessages({
  library(jsonlite)
  library(cluster)
  library(fpc)
})
input <- fromJSON(commandArgs(TRUE)[1], simplifyDataFrame = FALSE)
number <- function(x) unbox(as.numeric(x))

cases <- lapply(input$cases, function(case) {
  x <- t(case$columns)
  a <- case$a + 1L
  b <- case$b + 1L
  stats <- cluster.stats(dist(x), a, alt.clustering = b)
  mixed <- data.frame(x, lapply(seq_len(nrow(case$codes)), function(j) factor(case$codes[j, ])))
  names(mixed) <- paste0("v", seq_along(mixed))
  gower <- daisy(mixed, metric = "gower")
  categories <- t(case$codes)
  mismatches <- apply(categories, 1, function(one) colSums(t(categories) != one))
  prototypes <- sqrt(as.matrix(dist(x))^2 + 0.7 * mismatches)
  list(
    name = unbox(case$name), adjustedRand = number(mclust::adjustedRandIndex(a, b)), variation = number(stats$vi),
    silhouette = number(stats$avg.silwidth), bySegment = as.numeric(stats$clus.avg.silwidths),
    dunn = number(stats$dunn), averageDunn = number(stats$dunn2),
    gower = number(mean(silhouette(a, gower)[, 3])), gowerDistances = as.numeric(as.matrix(gower)[1, ]),
    prototypes = number(mean(silhouette(a, as.dist(prototypes))[, 3]))
  )
})

# The rows in k groups of equal counts by the first coordinate: any rule will do, and this one needs no start.
by_first <- function(x, k) {
  list(cluster = as.integer(floor((rank(x[, 1], ties.method = "first") - 1) * k / nrow(x))) + 1L)
}
# clusGap with the given uniform numbers in the place of R's.
gap <- function(x, space) {
  used <- 0
  given <- function(n, min, max) {
    set <- used %/% ncol(x) + 1
    column <- used %% ncol(x) + 1
    used <<- used + 1
    min + input$gap$uniforms[set, column, ] * (max - min)
  }
  judge <- clusGap
  environment(judge) <- list2env(list(runif = given), parent = asNamespace("cluster"))
  judge(x, by_first, K.max = 5, B = input$gap$sets, d.power = 2, spaceH0 = space, verbose = FALSE)$Tab
}
x <- t(input$cases[[1]]$columns)
table <- function(t) list(gap = t[, "gap"], standardError = t[, "SE.sim"])
original <- gap(x, "original")
aligned <- gap(x, "scaledPCA")

# clusterboot with the given draws, on the same rule.
by_three <- function(x) {
  partition <- by_first(x, 3)$cluster
  list(result = NULL, nc = 3, clusterlist = lapply(1:3, function(k) partition == k), partition = partition,
       clustermethod = "by first coordinate")
}
replication <- 0
boot <- clusterboot
environment(boot) <- list2env(list(sample = function(x, size, replace) {
  replication <<- replication + 1
  input$bootstrap$draws[replication, ] + 1
}), parent = asNamespace("fpc"))
stability <- boot(x, B = nrow(input$bootstrap$draws), distances = FALSE, bootmethod = "boot", clustermethod = by_three,
                  count = FALSE)

counts <- rbind(input$drift$before, input$drift$after)
test <- suppressWarnings(chisq.test(counts[, colSums(counts) > 0], correct = FALSE))
cat(toJSON(list(
  cases = cases,
  gap = list(
    original = table(original), aligned = table(aligned), axes = t(svd(scale(x, scale = FALSE), nu = 0)$v),
    chosen = number(maxSE(original[, "gap"], original[, "SE.sim"], method = "Tibs2001SEmax")),
    chosenAligned = number(maxSE(aligned[, "gap"], aligned[, "SE.sim"], method = "Tibs2001SEmax"))
  ),
  stability = list(mean = stability$bootmean, dissolved = stability$bootbrd, recovered = stability$bootrecover),
  drift = list(statistic = number(test$statistic), degrees = number(test$parameter), pValue = number(test$p.value))
), digits = NA, pretty = TRUE), "\n")
