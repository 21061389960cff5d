#pragma once
void cvm_exp(const double *x, double *y, long n);
