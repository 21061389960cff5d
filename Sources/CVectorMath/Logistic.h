// The binomial family with the logit link: mean, working residual, working weight and log-likelihood in one pass.
#pragma once
#include "Exponential.h"

/// `count` rows, at most eight; returns their terms of the log-likelihood.
///
/// With e = exp(-|eta|) in [0, 1] and q = e/(1+e), the smaller of mu and 1 - mu:
///   mu (1 - mu) = q / (1+e)          y - mu = (y - 1) + q  for eta >= 0,   y - q  below
///   y eta - log(1+exp(eta)) = (y - 1) eta - log(1+e)  for eta >= 0,   y eta - log(1+e)  below
/// No term overflows for finite eta, and both tails keep their relative accuracy.
INLINE lanes logistic_rows(const double *eta, const double *y, const double *weight, long count, double *residual,
                           double *root_weight) {
  const lanes x = load(eta, count, 0.0), outcome = load(y, count, 0.0);
  const lanes w = weight ? load(weight, count, 0.0) : all(1.0);
  const mask_lanes positive = x >= all(0.0);

  const lanes e = exp_lanes(choose(positive, -x, x));
  const lanes larger = all(1.0) / (all(1.0) + e), q = e * larger;
  const lanes excess = outcome - choose(positive, all(1.0), all(0.0));

  store(residual, w * (excess + choose(positive, q, -q)), count);
  if (root_weight) store(root_weight, __builtin_elementwise_sqrt(w * (q * larger)), count);
  return choose(first(count), w * (excess * x - log1p_unit(e)), all(0.0));
}

static double logistic_columns(const double *eta, const double *y, const double *weight, long n, double *residual,
                               double *root_weight) {
  lanes likelihood = all(0.0);
  const long whole = n & ~7L;
  for (long i = 0; i < n; i += 8) {
    double *const root = root_weight ? root_weight + i : root_weight;
    const double *const w = weight ? weight + i : weight;
    if (i < whole) {
      likelihood += logistic_rows(eta + i, y + i, w, 8, residual + i, root);
    } else {
      likelihood += logistic_rows(eta + i, y + i, w, n - whole, residual + i, root);
    }
  }
  return total(likelihood);
}
