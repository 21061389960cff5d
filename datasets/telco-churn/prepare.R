# Writes modeldata's wa_churn as customers.csv: Rscript prepare.R customers.csv
arguments <- commandArgs(trailingOnly = TRUE)
stopifnot(length(arguments) == 1)
data(wa_churn, package = "modeldata")
customers <- data.frame(customer_id = sprintf("C%04d", seq_len(nrow(wa_churn))), as.data.frame(wa_churn))
write.table(customers, arguments[1], sep = ",", na = "", quote = FALSE, row.names = FALSE)
