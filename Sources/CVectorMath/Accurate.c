// Sums in twice the working precision, for the residuals of ill-conditioned least squares. A fused multiply-add gives the
// rounding error of a product; where the processor has none the C library's is exact too, and slower.
#include "CVectorMath.h"

#include <math.h>

// The exact sum of *sum and x is *sum + the result.
static inline double two_sum(double *sum, double x) {
  double s = *sum + x;
  double part = s - *sum;
  double error = (*sum - (s - part)) + (x - part);
  *sum = s;
  return error;
}

#define BODIES(SUFFIX, ATTRIBUTES)                                                                                     \
  ATTRIBUTES static void axpy_##SUFFIX(double alpha, const double *x, double *high, double *low, long n) {             \
    for (long i = 0; i < n; i++) {                                                                                     \
      double product = alpha * x[i];                                                                                   \
      double error = fma(alpha, x[i], -product);                                                                       \
      low[i] += two_sum(&high[i], product) + error;                                                                    \
    }                                                                                                                  \
  }                                                                                                                    \
  ATTRIBUTES static void dot_##SUFFIX(const double *x, const double *v_high, const double *v_low, long n,              \
                                      double *high, double *low) {                                                     \
    double h = *high, l = *low;                                                                                        \
    for (long i = 0; i < n; i++) {                                                                                     \
      double product = x[i] * v_high[i];                                                                               \
      double error = fma(x[i], v_high[i], -product) + x[i] * v_low[i];                                                 \
      l += two_sum(&h, product) + error;                                                                               \
    }                                                                                                                  \
    *high = h;                                                                                                         \
    *low = l;                                                                                                          \
  }

BODIES(portable, )
#if defined(__x86_64__)
BODIES(fma, __attribute__((target("fma"))))
#define HAS_FMA __builtin_cpu_supports("fma")
#else
#define axpy_fma axpy_portable
#define dot_fma dot_portable
#define HAS_FMA 0
#endif

void cvm_axpy_accurate(double alpha, const double *x, double *high, double *low, long n) {
  if (HAS_FMA) axpy_fma(alpha, x, high, low, n);
  else axpy_portable(alpha, x, high, low, n);
}

void cvm_dot_accurate(const double *x, const double *v_high, const double *v_low, long n, double *high, double *low) {
  if (HAS_FMA) dot_fma(x, v_high, v_low, n, high, low);
  else dot_portable(x, v_high, v_low, n, high, low);
}
