// Vector kernels that need run-time CPU dispatch (AVX-512, AVX2, portable), each one pass over contiguous doubles.
// Sums run in eight fixed lanes, so a call gives the same bits whatever the thread. Pointers never alias unless said.
#pragma once
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// y[i] = exp(x[i]), at most 3 ulp off. x and y may be the same.
void cvm_exp(const double *x, double *y, long n);

/// y[i] = log(x[i]), at most 3 ulp off. x and y may be the same.
void cvm_log(const double *x, double *y, long n);

/// Binomial with logit link. For every row: mu = 1/(1+exp(-eta)),
/// residual[i] = w (y - mu), root_weight[i] = sqrt(w mu (1-mu)), with w = 1 where weight is NULL.
/// root_weight may be NULL. Returns the log-likelihood, sum of w (y eta - log(1+exp(eta))), free of overflow.
double cvm_logistic(const double *eta, const double *y, const double *weight, long n,
                    double *residual, double *root_weight);

/// Gaussian with identity link. For every row: residual[i] = w (y - eta), root_weight[i] = sqrt(w), with w = 1 where weight
/// is NULL. root_weight may be NULL. Returns the sum of w (y - eta)^2.
double cvm_gaussian(const double *eta, const double *y, const double *weight, long n,
                    double *residual, double *root_weight);

/// Gamma with log link. For every row: residual[i] = w (y exp(-eta) - 1), root_weight[i] = sqrt(w), what its square is expected
/// to be, or sqrt(w y exp(-eta)), observed; w = 1 where weight is NULL, and where w is 0 both are 0, whatever y.
/// root_weight may be NULL. Returns the log-likelihood, sum of -w (y exp(-eta) + eta).
double cvm_gamma(const double *eta, const double *y, const double *weight, bool observed, long n,
                 double *residual, double *root_weight);

/// Asks for the cache lines of x[0] to x[n - 1] ahead of their use: blocks take a few pages of many columns in turn, which
/// the processor does not foresee. x may be NULL.
void cvm_prefetch(const double *x, long n);

/// y[i] = (x[i] - center) * factor * scale[i], with scale = 1 where it is NULL.
void cvm_standardize(const double *x, long n, double center, double factor, const double *scale, double *y);

/// The same, but 0 where x[i] is NaN, and missing[i] = 1 there and 0 elsewhere (minus shift, times missing_factor).
/// missing may be NULL.
void cvm_standardize_missing(const double *x, long n, double center, double factor, double *y,
                             double *missing, double missing_shift, double missing_factor);

/// y[i] = x[i] * w[i]. x and y may be the same.
void cvm_multiply(const double *x, const double *w, double *y, long n);

/// y[i] += alpha * x[i].
void cvm_axpy(double alpha, const double *x, double *y, long n);

/// y[i] += the sum over j < width of coefficient[j] * (columns[j][i] - shift[j]). Asks for half of the cache lines
/// that stand `ahead` doubles further on in the columns, as the next block will need them; not where `ahead` is 0.
void cvm_combine(const double *const *columns, const double *shift, const double *coefficient, long width, long n,
                 long ahead, double *y);

/// sums[j] += the sum over i < n of (columns[j][i] - shift[j]) * v[i], for j < width. Asks for the other half of the lines.
void cvm_project(const double *const *columns, const double *shift, long width, const double *v, long n, long ahead,
                 double *sums);

/// The upper triangle of gram += X'X for the column-major n by width block X (leading dimension ld); gram is column-major
/// too (leading dimension ldc). False, and nothing done, where the processor has no kernel that beats a BLAS.
bool cvm_gram(const double *columns, long ld, long n, long width, double *gram, long ldc);

/// y[i] += table[code[i]].
void cvm_gather_add(const double *table, const int32_t *code, double *y, long n);

/// table[code[i]] += v[i], always in the same order; codes are from 0 to below `levels`.
void cvm_scatter_add(const double *v, const int32_t *code, double *table, long levels, long n);

/// For every row i: table[code[i] * stride + j] += rows[i * stride + j] * w[i] for j < width. rows is row-major.
void cvm_scatter_rows(const double *rows, long stride, long width, const double *w, const int32_t *code,
                      double *table, long n);

/// The transpose of a column-major n by width block (leading dimension ld) into row-major rows of `stride` doubles.
void cvm_transpose(const double *block, long ld, long n, long width, double *rows, long stride);

/// high[i] + low[i] += alpha * x[i] with twice the working precision (error-free product and sum: Dekker 1971, Knuth 1969).
void cvm_axpy_accurate(double alpha, const double *x, double *high, double *low, long n);

/// *high + *low += the sum of x[i] * (v_high[i] + v_low[i]) with twice the working precision (Ogita, Rump and Oishi,
/// SIAM J. Sci. Comput. 26, 2005).
void cvm_dot_accurate(const double *x, const double *v_high, const double *v_low, long n, double *high, double *low);

/// y[i] += (x[i] - center)^2. Difference, square and sum are rounded one by one, never fused: the bits are those of plain
/// loops in any language.
void cvm_add_squares(const double *x, long n, double center, double *y);

/// Column j of the column-major block (leading dimension ld) becomes (columns[j] - shifts[j]) * factors[j], 0 where that is
/// NaN, and for every row i of the block nearest[i] is the number of the centre c with the largest
/// best[i] = <x_i, c> - offsets[c], the first of equals. With half of its squared length as the offset of a centre that is
/// the nearest one. centers is row-major, count by width; count >= 1. A column may be the block's own.
/// Where offsets is NULL, best[i] is the largest -|x_i - c|^2, its squares summed in the order of columns and every
/// operation rounded by itself: the bits are those of plain loops in any language, at 1.6 times the cost.
void cvm_nearest(const double *const *columns, const double *shifts, const double *factors, long n, long width,
                 const double *centers, const double *offsets, long count, double *block, long ld, int32_t *nearest,
                 double *best);

/// distances[i] = |x_i - point|^2 for every row x_i of the column-major n by width block (leading dimension ld).
void cvm_squared_distances(const double *point, const double *columns, long ld, long n, long width, double *distances);

/// For every tip t < count <= 4: the cluster i != tips[t], start <= i < end, whose merge with it costs least,
/// |x_i - x_t|^2 s_i s_t / (s_i + s_t) with centres x and sizes s, and the first among equals, if it costs less than
/// costs[t]; then costs[t] and partners[t] are it. The cost has the same bits from either end of a pair. Centres are
/// column-major (leading dimension ld); a size of NaN stands for no cluster. start and end are multiples of 16.
void cvm_cheapest_merges(const double *columns, long ld, long width, const double *sizes, long start, long end,
                         const int64_t *tips, long count, int64_t *partners, double *costs);

/// What one pass over a column knows of its values that are not NaN, with w = 1 where weight is NULL.
/// Rows of weight 0 count nowhere.
typedef struct {
  double weight;         ///< sum of w over the values present
  double missing_weight; ///< sum of w over the values that are NaN
  double sum;            ///< sum of w (x - shift)
  double sum_squares;    ///< sum of w (x - shift)^2
  double lowest, highest; ///< infinity and -infinity when none is present
  long infinite;         ///< how many are infinite (they enter the sums and make them infinite or NaN)
} cvm_moments;

/// Moments about `shift`.
cvm_moments cvm_column_moments(const double *x, const double *weight, long n, double shift);

#ifdef __cplusplus
}
#endif

#include "CVectorMathVariants.h"
