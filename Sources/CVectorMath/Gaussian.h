// The Gaussian family with the identity link: residual, root weight and squared error in one pass.
#pragma once
#include "Lanes.h"

static double gaussian_columns(const double *eta, const double *y, const double *weight, long n, double *residual,
                               double *root_weight) {
  lanes squares = all(0.0);
  for (long i = 0; i < n; i += 8) {
    const long count = n - i;
    const lanes w = weight ? load(weight + i, count, 0.0) : all(1.0);
    const lanes error = load(y + i, count, 0.0) - load(eta + i, count, 0.0);
    store(residual + i, w * error, count);
    if (root_weight) store(root_weight + i, __builtin_elementwise_sqrt(w), count);
    squares += w * error * error;
  }
  return total(squares);
}
