// Work by level code (gather and scatter) and the transpose of a block.
#pragma once
#include "Lanes.h"

static void gather_add_levels(const double *restrict table, const int32_t *restrict code, double *restrict y, long n) {
  for (long i = 0; i < n; i++) y[i] += table[code[i]];
}

/// Levels that recur wait for the sum before: four quarters of the rows, each with a table of its own, do not wait for each
/// other.
#define SCATTER_LEVELS 512

static void scatter_add_levels(const double *restrict v, const int32_t *restrict code, double *restrict table,
                               long levels, long n) {
  const long quarter = n / 4;
  long i = 0;
  if (levels <= SCATTER_LEVELS && levels <= quarter) {
    double part[3][SCATTER_LEVELS];
    for (int k = 0; k < 3; k++) memset(part[k], 0, (size_t)levels * sizeof(double));
    for (; i < quarter; i++) {
      table[code[i]] += v[i];
      part[0][code[i + quarter]] += v[i + quarter];
      part[1][code[i + 2 * quarter]] += v[i + 2 * quarter];
      part[2][code[i + 3 * quarter]] += v[i + 3 * quarter];
    }
    for (long level = 0; level < levels; level++) table[level] += part[0][level] + (part[1][level] + part[2][level]);
    i = 4 * quarter;
  }
  for (; i < n; i++) table[code[i]] += v[i];
}

static void scatter_rows_by_level(const double *restrict rows, long stride, long width, const double *restrict w,
                                  const int32_t *restrict code, double *restrict table, long n) {
  for (long i = 0; i < n; i++) {
    const double *restrict row = rows + i * stride;
    double *restrict level = table + (long)code[i] * stride;
    long j = 0;
    for (; j + 8 <= width; j += 8) store(level + j, load(level + j, 8, 0.0) + load(row + j, 8, 0.0) * all(w[i]), 8);
    for (; j < width; j++) level[j] += row[j] * w[i];
  }
}

typedef double quad __attribute__((vector_size(32)));

INLINE quad load_quad(const double *p) {
  quad v;
  memcpy(&v, p, sizeof v);
  return v;
}

/// Four by four values at a time; what is left over on the right and at the bottom, one by one.
static void transpose_block(const double *restrict block, long ld, long n, long width, double *restrict rows,
                            long stride) {
  long j = 0;
  for (; j + 4 <= width; j += 4) {
    const double *column = block + j * ld;
    long i = 0;
    for (; i + 4 <= n; i += 4) {
      const quad a = load_quad(column + i), b = load_quad(column + ld + i);
      const quad c = load_quad(column + 2 * ld + i), d = load_quad(column + 3 * ld + i);
      const quad ab_even = __builtin_shufflevector(a, b, 0, 4, 2, 6), ab_odd = __builtin_shufflevector(a, b, 1, 5, 3, 7);
      const quad cd_even = __builtin_shufflevector(c, d, 0, 4, 2, 6), cd_odd = __builtin_shufflevector(c, d, 1, 5, 3, 7);
      const quad out[4] = {__builtin_shufflevector(ab_even, cd_even, 0, 1, 4, 5),
                           __builtin_shufflevector(ab_odd, cd_odd, 0, 1, 4, 5),
                           __builtin_shufflevector(ab_even, cd_even, 2, 3, 6, 7),
                           __builtin_shufflevector(ab_odd, cd_odd, 2, 3, 6, 7)};
      for (int row = 0; row < 4; row++) memcpy(rows + (i + row) * stride + j, &out[row], sizeof(quad));
    }
    for (; i < n; i++) {
      for (int k = 0; k < 4; k++) rows[i * stride + j + k] = column[k * ld + i];
    }
  }
  for (; j < width; j++) {
    for (long i = 0; i < n; i++) rows[i * stride + j] = block[j * ld + i];
  }
}
