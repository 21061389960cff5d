// Elementwise work on columns, and what one pass over a column tells of it.
#pragma once
#include "Lanes.h"
#include "CVectorMath.h"

static void standardize_column(const double *restrict x, long n, double center, double factor,
                               const double *restrict scale, double *restrict y) {
  if (scale) {
    for (long i = 0; i < n; i++) y[i] = (x[i] - center) * factor * scale[i];
  } else {
    for (long i = 0; i < n; i++) y[i] = (x[i] - center) * factor;
  }
}

static void standardize_missing_column(const double *restrict x, long n, double center, double factor,
                                       double *restrict y, double *restrict missing, double missing_shift,
                                       double missing_factor) {
  for (long i = 0; i < n; i++) y[i] = x[i] == x[i] ? (x[i] - center) * factor : 0.0;
  if (!missing) return;
  const double absent = (1.0 - missing_shift) * missing_factor, present = (0.0 - missing_shift) * missing_factor;
  for (long i = 0; i < n; i++) missing[i] = x[i] == x[i] ? present : absent;
}

static void multiply_columns(const double *x, const double *w, double *y, long n) {
  for (long i = 0; i < n; i++) y[i] = x[i] * w[i];
}

static void axpy_columns(double alpha, const double *restrict x, double *restrict y, long n) {
  for (long i = 0; i < n; i++) y[i] += alpha * x[i];
}

/// Without weights, and as if no value were NaN or infinite; a sum that is either betrays them.
INLINE cvm_moments plain_moments(const double *x, long n, double shift) {
  lanes sum = all(0.0), squares = all(0.0), lowest = all(__builtin_inf()), highest = all(-__builtin_inf());
  for (long i = 0; i < n; i += 8) {
    // What fills up the last lanes is a value of the column.
    const lanes v = load(x + i, n - i, x[0]), deviation = choose(first(n - i), v - all(shift), all(0.0));
    sum += deviation;
    squares += deviation * deviation;
    lowest = __builtin_elementwise_min(v, lowest);
    highest = __builtin_elementwise_max(v, highest);
  }
  cvm_moments result = {.weight = (double)n, .sum = total(sum), .sum_squares = total(squares),
                        .lowest = lowest[0], .highest = highest[0]};
  for (int lane = 1; lane < 8; lane++) {
    if (lowest[lane] < result.lowest) result.lowest = lowest[lane];
    if (highest[lane] > result.highest) result.highest = highest[lane];
  }
  return result;
}

static cvm_moments moments_of_column(const double *x, const double *weight, long n, double shift) {
  if (!weight && n > 0) {
    const cvm_moments plain = plain_moments(x, n, shift);
    if (plain.sum - plain.sum == 0.0) return plain;
  }
  lanes present_weight = all(0.0), missing_weight = all(0.0), sum = all(0.0), squares = all(0.0);
  lanes lowest = all(__builtin_inf()), highest = all(-__builtin_inf());
  mask_lanes infinite = {0};  // counts down
  for (long i = 0; i < n; i += 8) {
    const long count = n - i;
    const lanes v = load(x + i, count, 0.0);
    const lanes w = weight ? load(weight + i, count, 0.0) : all(1.0);
    const mask_lanes counted = first(count) & (w != all(0.0)), present = counted & (v == v);

    present_weight += choose(present, w, all(0.0));
    missing_weight += choose(counted & (v != v), w, all(0.0));
    const lanes deviation = v - all(shift), product = w * deviation;
    sum += choose(present, product, all(0.0));
    squares += choose(present, product * deviation, all(0.0));
    lowest = choose(present & (v < lowest), v, lowest);
    highest = choose(present & (v > highest), v, highest);
    const mask_lanes endless = (v == all(__builtin_inf())) | (v == all(-__builtin_inf()));
    infinite += present & endless;
  }
  cvm_moments result = {.weight = total(present_weight), .missing_weight = total(missing_weight),
                        .sum = total(sum), .sum_squares = total(squares),
                        .lowest = lowest[0], .highest = highest[0], .infinite = -infinite[0]};
  for (int lane = 1; lane < 8; lane++) {
    if (lowest[lane] < result.lowest) result.lowest = lowest[lane];
    if (highest[lane] > result.highest) result.highest = highest[lane];
    result.infinite -= infinite[lane];
  }
  return result;
}
