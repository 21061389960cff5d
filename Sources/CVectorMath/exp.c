#include "CVectorMath.h"
#include <math.h>
void cvm_exp(const double *x, double *y, long n) { for (long i = 0; i < n; i++) y[i] = exp(x[i]); }
