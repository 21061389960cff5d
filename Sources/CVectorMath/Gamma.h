// The gamma family with the log link: residual, root weight and log-likelihood in one pass.
#pragma once
#include "Exponential.h"

/// `count` rows, at most eight; returns their terms of the log-likelihood. The curvature is w y exp(-eta), and expected to be w.
INLINE lanes gamma_rows(const double *eta, const double *y, const double *weight, bool observed, long count,
                        double *residual, double *root_weight) {
  const lanes x = load(eta, count, 0.0), w = weight ? load(weight, count, 0.0) : all(1.0);
  const lanes ratio = load(y, count, 0.0) * exp_lanes(-x);
  const mask_lanes counted = first(count) & (w != all(0.0));

  store(residual, choose(counted, w * (ratio - all(1.0)), all(0.0)), count);
  if (root_weight) {
    const lanes curvature = observed ? choose(counted, w * ratio, all(0.0)) : w;
    store(root_weight, __builtin_elementwise_sqrt(curvature), count);
  }
  return choose(counted, -w * (ratio + x), all(0.0));
}

static double gamma_columns(const double *eta, const double *y, const double *weight, bool observed, long n,
                            double *residual, double *root_weight) {
  lanes likelihood = all(0.0);
  const long whole = n & ~7L;
  for (long i = 0; i < n; i += 8) {
    double *const root = root_weight ? root_weight + i : root_weight;
    const double *const w = weight ? weight + i : weight;
    if (i < whole) {
      likelihood += gamma_rows(eta + i, y + i, w, observed, 8, residual + i, root);
    } else {
      likelihood += gamma_rows(eta + i, y + i, w, observed, n - whole, residual + i, root);
    }
  }
  return total(likelihood);
}
