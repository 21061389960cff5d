// The variants of the kernels, one for each instruction set. Callers use CVectorMath.h, which picks the best one;
// this table lets the tests run every variant that the machine can.
#pragma once
#include "CVectorMath.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  const char *name;
  void (*exp)(const double *x, double *y, long n);
  void (*log)(const double *x, double *y, long n);
  double (*logistic)(const double *eta, const double *y, const double *weight, long n, double *residual,
                     double *root_weight);
  double (*gaussian)(const double *eta, const double *y, const double *weight, long n, double *residual,
                     double *root_weight);
  double (*gamma)(const double *eta, const double *y, const double *weight, bool observed, long n, double *residual,
                  double *root_weight);
  void (*standardize)(const double *x, long n, double center, double factor, const double *scale, double *y);
  void (*standardize_missing)(const double *x, long n, double center, double factor, double *y, double *missing,
                              double missing_shift, double missing_factor);
  void (*multiply)(const double *x, const double *w, double *y, long n);
  void (*axpy)(double alpha, const double *x, double *y, long n);
  void (*combine)(const double *const *columns, const double *shift, const double *coefficient, long width, long n,
                  long ahead, double *y);
  void (*project)(const double *const *columns, const double *shift, long width, const double *v, long n, long ahead,
                  double *sums);
  /// NULL where a BLAS does as well.
  void (*gram)(const double *columns, long ld, long n, long width, double *gram, long ldc);
  void (*gather_add)(const double *table, const int32_t *code, double *y, long n);
  void (*scatter_add)(const double *v, const int32_t *code, double *table, long levels, long n);
  void (*scatter_rows)(const double *rows, long stride, long width, const double *w, const int32_t *code,
                       double *table, long n);
  void (*transpose)(const double *block, long ld, long n, long width, double *rows, long stride);
  void (*add_squares)(const double *x, long n, double center, double *y);
  void (*nearest)(const double *const *columns, const double *shifts, const double *factors, long n, long width,
                  const double *centers, const double *offsets, long count, double *block, long ld, int32_t *nearest,
                  double *best);
  void (*squared_distances)(const double *point, const double *columns, long ld, long n, long width, double *distances);
  void (*cheapest_merges)(const double *columns, long ld, long width, const double *sizes, long start, long end,
                          const int64_t *tips, long count, int64_t *partners, double *costs);
  cvm_moments (*column_moments)(const double *x, const double *weight, long n, double shift);
} cvm_kernels;

/// The variant at `position` among those that this machine runs, best first; NULL after the last.
const cvm_kernels *cvm_variant(long position);

#ifdef __cplusplus
}
#endif
