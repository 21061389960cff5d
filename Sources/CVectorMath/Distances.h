// Distances of rows to centres, rows in column-major blocks.
#pragma once
#include "Lanes.h"
#include <stddef.h>

/// Lanes of rows and centres whose products are summed at the same time: as many as the registers hold.
#ifdef HAS_32_REGISTERS
#define ROW_LANES 2
#define CENTERS 10
#else
#define ROW_LANES 1
#define CENTERS 5
#endif

/// How many doubles further on in its column memory is asked for.
#define AHEAD 128

/// Difference, square and sum are rounded one by one: every instruction set gives the same bits, and so does plain Swift.
static void add_squares_of_column(const double *restrict x, long n, double center, double *restrict y) {
#pragma clang fp contract(off)
  for (long i = 0; i < n; i++) {
    const double difference = x[i] - center;
    y[i] += difference * difference;
  }
}

/// What is known so far of a few lanes of rows.
typedef struct {
  lanes best[ROW_LANES];
  mask_lanes index[ROW_LANES];
} nearest_rows;

/// Compares `centers`, at most CENTERS, from number `start` on: by their products where there are offsets, else by squared
/// differences, which are subtracted.
INLINE void nearest_tile(const double *columns, long ld, long width, const double *center, const double *offset,
                         const int centers, long start, const long counts[ROW_LANES], nearest_rows *rows) {
  lanes sums[CENTERS][ROW_LANES];
  for (int c = 0; c < centers; c++) {
    for (int r = 0; r < ROW_LANES; r++) sums[c][r] = all(offset ? -offset[c] : 0.0);
  }
  for (long j = 0; j < width; j++) {
    lanes x[ROW_LANES];
    for (int r = 0; r < ROW_LANES; r++) x[r] = load(columns + j * ld + 8 * r, counts[r], 0.0);
    for (int c = 0; c < centers; c++) {
      const lanes value = all(center[c * width + j]);
      for (int r = 0; r < ROW_LANES; r++) {
        if (offset) {
          sums[c][r] += x[r] * value;
        } else {
#pragma clang fp contract(off)
          const lanes difference = x[r] - value;
          const lanes square = difference * difference;
          sums[c][r] -= square;
        }
      }
    }
  }
  for (int c = 0; c < centers; c++) {
    const int64_t number = start + c;
    const mask_lanes numbers = {number, number, number, number, number, number, number, number};
    for (int r = 0; r < ROW_LANES; r++) {
      const mask_lanes closer = sums[c][r] > rows->best[r];
      rows->best[r] = choose(closer, sums[c][r], rows->best[r]);
      rows->index[r] = (closer & numbers) | (~closer & rows->index[r]);
    }
  }
}

INLINE void nearest_some(const double *columns, long ld, long width, const double *centers, const double *offsets,
                         long count, const long counts[ROW_LANES], int32_t *nearest, double *best) {
  nearest_rows rows;
  for (int r = 0; r < ROW_LANES; r++) {
    rows.best[r] = all(-__builtin_inf());
    rows.index[r] = (mask_lanes){0};
  }
  long c = 0;
#define TILE_OF(size)                                                                                            \
  nearest_tile(columns, ld, width, centers + c * width, offsets ? offsets + c : NULL, size, c, counts, &rows)
  for (; c + CENTERS <= count; c += CENTERS) TILE_OF(CENTERS);
  switch (count - c) {
#if CENTERS > 5
    case 9: TILE_OF(9); break;
    case 8: TILE_OF(8); break;
    case 7: TILE_OF(7); break;
    case 6: TILE_OF(6); break;
    case 5: TILE_OF(5); break;
#endif
    case 4: TILE_OF(4); break;
    case 3: TILE_OF(3); break;
    case 2: TILE_OF(2); break;
    case 1: TILE_OF(1); break;
  }
#undef TILE_OF
  for (int r = 0; r < ROW_LANES; r++) {
    store(best + 8 * r, rows.best[r], counts[r]);
    for (int i = 0; i < 8 && i < counts[r]; i++) nearest[8 * r + i] = (int32_t)rows.index[r][i];
  }
}

/// Standardises a few lanes of rows into the block, and asks for what comes some rounds later: memory is read while
/// earlier rows are compared.
INLINE void standardize_rows(const double *const *columns, const double *shifts, const double *factors, long width,
                             long row, const long counts[ROW_LANES], double *block, long ld) {
  for (long j = 0; j < width; j++) {
    for (int r = 0; r < ROW_LANES; r++) {
      const double *source = columns[j] + row + 8 * r;
      __builtin_prefetch(source + AHEAD, 0, 3);
      const lanes x = load(source, counts[r], 0.0);
      store(block + j * ld + row + 8 * r, choose(x == x, (x - all(shifts[j])) * all(factors[j]), all(0.0)), counts[r]);
    }
  }
}

INLINE void nearest_in_block(const double *const *columns, const double *shifts, const double *factors, long n,
                             long width, const double *centers, const double *offsets, long count, double *block,
                             long ld, int32_t *nearest, double *best) {
  long row = 0;
  for (; row + 8 * ROW_LANES <= n; row += 8 * ROW_LANES) {
    const long counts[2] = {8, 8};
    standardize_rows(columns, shifts, factors, width, row, counts, block, ld);
    nearest_some(block + row, ld, width, centers, offsets, count, counts, nearest + row, best + row);
  }
  if (row == n) return;
  const long left = n - row, counts[2] = {left < 8 ? left : 8, left < 8 ? 0 : left - 8};
  standardize_rows(columns, shifts, factors, width, row, counts, block, ld);
  nearest_some(block + row, ld, width, centers, offsets, count, counts, nearest + row, best + row);
}

static void nearest_of_centers(const double *const *columns, const double *shifts, const double *factors, long n,
                               long width, const double *centers, const double *offsets, long count, double *block,
                               long ld, int32_t *nearest, double *best) {
  if (offsets) {
    nearest_in_block(columns, shifts, factors, n, width, centers, offsets, count, block, ld, nearest, best);
  } else {
    nearest_in_block(columns, shifts, factors, n, width, centers, NULL, count, block, ld, nearest, best);
  }
}
