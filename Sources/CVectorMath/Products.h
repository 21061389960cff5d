// Products of a block of columns with a vector. Four columns are read side by side: each is one stream of memory to the
// processor, and the other vector is passed over a quarter as often. The two products of a block, by coefficients and
// then by a number a row, ask for half of the next block each, so that memory and processor work at the same time.
#pragma once
#include "Lanes.h"

/// Asks for the cache line of every column that stands `ahead` doubles further on.
INLINE void ask(const double *const *columns, const int width, long row, long ahead) {
  for (int j = 0; j < width; j++) __builtin_prefetch(columns[j] + row + ahead, 0, 2);
}

/// `width` columns, 1 to 4, in `count` rows, at most eight: the compiler makes one loop of each width.
INLINE void combine_rows(const double *const *columns, const double *shift, const double *coefficient, const int width,
                         long row, long count, double *y) {
  lanes sum = load(y + row, count, 0.0);
  for (int j = 0; j < width; j++) sum += (load(columns[j] + row, count, 0.0) - all(shift[j])) * all(coefficient[j]);
  store(y + row, sum, count);
}

INLINE void combine_some(const double *const *columns, const double *shift, const double *coefficient, const int width,
                         long n, long ahead, double *y) {
  const long whole = n & ~7L;
  for (long row = 0; row < whole; row += 8) {
    if (ahead && !(row & 8)) ask(columns, width, row, ahead);
    combine_rows(columns, shift, coefficient, width, row, 8, y);
  }
  if (whole < n) combine_rows(columns, shift, coefficient, width, whole, n - whole, y);
}

INLINE void project_rows(const double *const *columns, const double *shift, const int width, long row, long count,
                         const double *v, lanes *sums) {
  const lanes other = load(v + row, count, 0.0);
  for (int j = 0; j < width; j++) sums[j] += (load(columns[j] + row, count, 0.0) - all(shift[j])) * other;
}

INLINE void project_some(const double *const *columns, const double *shift, const int width, const double *v, long n,
                         long ahead, double *sums) {
  lanes sum[4] = {all(0.0), all(0.0), all(0.0), all(0.0)};
  const long whole = n & ~7L;
  for (long row = 0; row < whole; row += 8) {
    if (ahead && row & 8) ask(columns, width, row, ahead);
    project_rows(columns, shift, width, row, 8, v, sum);
  }
  if (whole < n) project_rows(columns, shift, width, whole, n - whole, v, sum);
  for (int j = 0; j < width; j++) sums[j] += total(sum[j]);
}

static void combine_columns(const double *const *columns, const double *shift, const double *coefficient, long width,
                            long n, long ahead, double *y) {
  long j = 0;
  for (; j + 4 <= width; j += 4) combine_some(columns + j, shift + j, coefficient + j, 4, n, ahead, y);
  switch (width - j) {
    case 3: combine_some(columns + j, shift + j, coefficient + j, 3, n, ahead, y); break;
    case 2: combine_some(columns + j, shift + j, coefficient + j, 2, n, ahead, y); break;
    case 1: combine_some(columns + j, shift + j, coefficient + j, 1, n, ahead, y); break;
  }
}

static void project_columns(const double *const *columns, const double *shift, long width, const double *v, long n,
                            long ahead, double *sums) {
  long j = 0;
  for (; j + 4 <= width; j += 4) project_some(columns + j, shift + j, 4, v, n, ahead, sums + j);
  switch (width - j) {
    case 3: project_some(columns + j, shift + j, 3, v, n, ahead, sums + j); break;
    case 2: project_some(columns + j, shift + j, 2, v, n, ahead, sums + j); break;
    case 1: project_some(columns + j, shift + j, 1, v, n, ahead, sums + j); break;
  }
}
