// The Gram matrix of a block of few long columns, which general matrix products are not made for: at 30 columns this takes
// half the time of a BLAS rank update. Sixteen sums of lanes fill the registers of AVX-512; sets with fewer have no use
// for it.
#pragma once
#include "Lanes.h"

#define TILE 4

/// Adds the products of `count` rows, at most eight, to the sums of a tile.
INLINE void gram_rows(const double *const left[TILE], const double *const right[TILE], long row, long count,
                      lanes sums[TILE][TILE]) {
  lanes x[TILE];
  for (int i = 0; i < TILE; i++) x[i] = load(left[i] + row, count, 0.0);
  for (int j = 0; j < TILE; j++) {
    const lanes y = load(right[j] + row, count, 0.0);
    for (int i = 0; i < TILE; i++) sums[i][j] += x[i] * y;
  }
}

/// The products of `tall` columns from a with `wide` columns from b, each at most TILE, added to c. Columns beyond those
/// are the last one again, so that every tile is one piece of code.
INLINE void gram_tile(const double *a, long tall, const double *b, long wide, long ld, long n, double *c, long ldc) {
  const double *left[TILE], *right[TILE];
  lanes sums[TILE][TILE];
  for (int k = 0; k < TILE; k++) {
    left[k] = a + (k < tall ? k : tall - 1) * ld;
    right[k] = b + (k < wide ? k : wide - 1) * ld;
    for (int j = 0; j < TILE; j++) sums[k][j] = all(0.0);
  }
  const long whole = n & ~7L;
  for (long row = 0; row < whole; row += 8) gram_rows(left, right, row, 8, sums);
  if (whole < n) gram_rows(left, right, whole, n - whole, sums);
  const long diagonal = (b - a) / ld;
  for (long j = 0; j < wide; j++) {
    for (long i = 0; i < tall && i <= diagonal + j; i++) c[i + j * ldc] += total(sums[i][j]);
  }
}

static void gram_of_columns(const double *columns, long ld, long n, long width, double *gram, long ldc) {
  for (long j = 0; j < width; j += TILE) {
    const long wide = width - j < TILE ? width - j : TILE;
    for (long i = 0; i <= j; i += TILE) {
      const long tall = width - i < TILE ? width - i : TILE;
      gram_tile(columns + i * ld, tall, columns + j * ld, wide, ld, n, gram + i + j * ldc, ldc);
    }
  }
}
