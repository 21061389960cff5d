# The trees that R's hclust makes of the tables of ward.json: of Euclidean distances, and of Gower's (cluster's daisy).
#
#     Rscript ward.R ward.json ward_r.json
suppressMessages({
  library(jsonlite)
  library(cluster)
})
arguments <- commandArgs(TRUE)
input <- fromJSON(arguments[1], simplifyDataFrame = FALSE)
mixed <- data.frame(t(input$columns), lapply(seq_len(nrow(input$codes)), function(j) factor(input$codes[j, ])))
names(mixed) <- paste0("v", seq_along(mixed))
plain <- hclust(dist(t(input$columns)), "ward.D2")
gower <- hclust(daisy(mixed, metric = "gower"), "ward.D2")
# daisy takes ranges from the rows given; with copies they are those of the rows that count.
rows <- rep(seq_along(input$copies), input$copies)
copies <- hclust(daisy(mixed[rows, ], metric = "gower"), "ward.D2")
writeLines(toJSON(list(
  plain = plain$height, gower = gower$height, gower_four = as.integer(cutree(gower, 4)), gower_copies = copies$height
), digits = NA), arguments[2])
