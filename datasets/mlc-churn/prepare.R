# Writes modeldata's mlc_churn as customers.csv: Rscript prepare.R customers.csv
arguments <- commandArgs(trailingOnly = TRUE)
stopifnot(length(arguments) == 1)
data(mlc_churn, package = "modeldata")
customers <- data.frame(customer_id = sprintf("C%04d", seq_len(nrow(mlc_churn))), as.data.frame(mlc_churn))
write.table(customers, arguments[1], sep = ",", na = "", quote = FALSE, row.names = FALSE)
