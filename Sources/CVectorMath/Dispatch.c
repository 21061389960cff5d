// The entry points: each asks the processor once a call (a load and a test) and goes to the best variant.
#include "CVectorMath.h"
#include <stddef.h>

extern const cvm_kernels cvm_portable;
#if defined(__x86_64__)
extern const cvm_kernels cvm_avx2, cvm_avx512;

static int has_avx512(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}
static int has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

const cvm_kernels *cvm_variant(long position) {
  if (has_avx512() && position-- == 0) return &cvm_avx512;
  if (has_avx2() && position-- == 0) return &cvm_avx2;
  return position == 0 ? &cvm_portable : NULL;
}
#else
const cvm_kernels *cvm_variant(long position) { return position == 0 ? &cvm_portable : NULL; }
#endif

static const cvm_kernels *best(void) { return cvm_variant(0); }

void cvm_exp(const double *x, double *y, long n) { best()->exp(x, y, n); }

void cvm_log(const double *x, double *y, long n) { best()->log(x, y, n); }

double cvm_logistic(const double *eta, const double *y, const double *weight, long n, double *residual,
                    double *root_weight) {
  return best()->logistic(eta, y, weight, n, residual, root_weight);
}

double cvm_gaussian(const double *eta, const double *y, const double *weight, long n, double *residual,
                    double *root_weight) {
  return best()->gaussian(eta, y, weight, n, residual, root_weight);
}

double cvm_gamma(const double *eta, const double *y, const double *weight, bool observed, long n, double *residual,
                 double *root_weight) {
  return best()->gamma(eta, y, weight, observed, n, residual, root_weight);
}

void cvm_prefetch(const double *x, long n) {
  if (!x) return;
  for (long i = 0; i < n; i += 8) __builtin_prefetch(x + i, 0, 2);
}

void cvm_standardize(const double *x, long n, double center, double factor, const double *scale, double *y) {
  best()->standardize(x, n, center, factor, scale, y);
}

void cvm_standardize_missing(const double *x, long n, double center, double factor, double *y, double *missing,
                             double missing_shift, double missing_factor) {
  best()->standardize_missing(x, n, center, factor, y, missing, missing_shift, missing_factor);
}

void cvm_multiply(const double *x, const double *w, double *y, long n) { best()->multiply(x, w, y, n); }

void cvm_axpy(double alpha, const double *x, double *y, long n) { best()->axpy(alpha, x, y, n); }

void cvm_combine(const double *const *columns, const double *shift, const double *coefficient, long width, long n,
                 long ahead, double *y) {
  best()->combine(columns, shift, coefficient, width, n, ahead, y);
}

void cvm_project(const double *const *columns, const double *shift, long width, const double *v, long n, long ahead,
                 double *sums) {
  best()->project(columns, shift, width, v, n, ahead, sums);
}

bool cvm_gram(const double *columns, long ld, long n, long width, double *gram, long ldc) {
  if (!best()->gram) return false;
  best()->gram(columns, ld, n, width, gram, ldc);
  return true;
}

void cvm_gather_add(const double *table, const int32_t *code, double *y, long n) {
  best()->gather_add(table, code, y, n);
}

void cvm_scatter_add(const double *v, const int32_t *code, double *table, long levels, long n) {
  best()->scatter_add(v, code, table, levels, n);
}

void cvm_scatter_rows(const double *rows, long stride, long width, const double *w, const int32_t *code, double *table,
                      long n) {
  best()->scatter_rows(rows, stride, width, w, code, table, n);
}

void cvm_transpose(const double *block, long ld, long n, long width, double *rows, long stride) {
  best()->transpose(block, ld, n, width, rows, stride);
}

void cvm_add_squares(const double *x, long n, double center, double *y) { best()->add_squares(x, n, center, y); }

void cvm_nearest(const double *const *columns, const double *shifts, const double *factors, long n, long width,
                 const double *centers, const double *offsets, long count, double *block, long ld, int32_t *nearest,
                 double *best_values) {
  best()->nearest(columns, shifts, factors, n, width, centers, offsets, count, block, ld, nearest, best_values);
}

void cvm_squared_distances(const double *point, const double *columns, long ld, long n, long width, double *distances) {
  best()->squared_distances(point, columns, ld, n, width, distances);
}

void cvm_cheapest_merges(const double *columns, long ld, long width, const double *sizes, long start, long end,
                         const int64_t *tips, long count, int64_t *partners, double *costs) {
  best()->cheapest_merges(columns, ld, width, sizes, start, end, tips, count, partners, costs);
}

cvm_moments cvm_column_moments(const double *x, const double *weight, long n, double shift) {
  return best()->column_moments(x, weight, n, shift);
}
