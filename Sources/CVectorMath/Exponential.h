// exp and log over eight lanes, from their series after an exact reduction of the argument. Series instead of minimax
// coefficients cost two or three more multiplications and can be checked by reading. The same source runs on every
// instruction set; no vector mathematics library is needed, and where the machine fuses multiply and add (AVX2 with
// FMA, AVX-512, NEON) the bits are the same too.
#pragma once
#include "Lanes.h"

// ln 2 in two parts; the first has 21 trailing zero bits, so that its product with an exponent is exact.
#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW 0x1.a39ef35793c76p-33

/// exp(x) = 2^k exp(r) with k = round(x / ln 2), |r| <= ln(2)/2, exp(r) by its Taylor series to r^13/13!
/// (truncation below 6e-18). 2^k is applied in two factors, so results below 2^-1022 are rounded once.
/// 0 and infinity at the ends, NaN for NaN.
INLINE lanes exp_lanes(lanes x) {
  x = choose(x > all(710.0), all(710.0), x);
  x = choose(x < all(-746.0), all(-746.0), x);

  // Adding 1.5 * 2^52 leaves round(x / ln 2) in the low bits; 2046 more makes the two halves biased exponents.
  const lanes shift = all(0x1.8p52 + 2046.0);
  const lanes shifted = x * all(0x1.71547652b82fep0) + shift;
  const lanes k = shifted - shift;
  const bit_lanes exponent = (bit_lanes)shifted - (bit_lanes)all(0x1.8p52);
  lanes r = x - k * all(LN2_HIGH);
  r = r - k * all(LN2_LOW);

  // Even and odd powers apart: two chains of half the length keep the processor busy.
  const lanes square = r * r;
  lanes odd = all(1.0 / 6227020800.0), even = all(1.0 / 479001600.0);
  odd = odd * square + all(1.0 / 39916800.0);
  even = even * square + all(1.0 / 3628800.0);
  odd = odd * square + all(1.0 / 362880.0);
  even = even * square + all(1.0 / 40320.0);
  odd = odd * square + all(1.0 / 5040.0);
  even = even * square + all(1.0 / 720.0);
  odd = odd * square + all(1.0 / 120.0);
  even = even * square + all(1.0 / 24.0);
  odd = odd * square + all(1.0 / 6.0);
  even = even * square + all(0.5);
  const lanes series = all(1.0) + (r + square * (odd * r + even));

  const bit_lanes half = exponent >> 1;
  return series * (lanes)(half << 52) * (lanes)((exponent - half) << 52);
}

/// k ln 2 + log(1 + f) for sqrt(1/2) - 1 <= f <= sqrt(2) - 1: with s = f/(2+f), log(1+f) = 2 atanh(s), by the series
/// of atanh to s^21/21 (truncation below 1e-18), arranged so that f itself enters last.
INLINE lanes log_reduced(lanes f, lanes k) {
  const lanes s = f / (all(2.0) + f), z = s * s, half_square = all(0.5) * f * f;
  const lanes fourth = z * z;
  lanes odd = all(2.0 / 19.0), even = all(2.0 / 21.0);
  odd = odd * fourth + all(2.0 / 15.0);
  even = even * fourth + all(2.0 / 17.0);
  odd = odd * fourth + all(2.0 / 11.0);
  even = even * fourth + all(2.0 / 13.0);
  odd = odd * fourth + all(2.0 / 7.0);
  even = even * fourth + all(2.0 / 9.0);
  odd = odd * fourth + all(2.0 / 3.0);
  even = even * fourth + all(2.0 / 5.0);
  const lanes series = z * (even * z + odd);
  const lanes low = s * (half_square + series) + k * all(LN2_LOW);
  return k * all(LN2_HIGH) - ((half_square - low) - f);
}

/// log(x): -infinity at 0, NaN below, infinity at infinity.
INLINE lanes log_lanes(lanes x) {
  const mask_lanes tiny = x < all(0x1p-1022);
  const lanes scaled = choose(tiny, x * all(0x1p54), x);
  // The exponent k that leaves a mantissa in [sqrt(1/2), sqrt(2)), biased by 1024 to stay positive.
  const bit_lanes bits = (bit_lanes)scaled;
  const bit_lanes biased = (bits - 0x3fe6a09e667f3bcd + 0x4000000000000000) >> 52;
  const lanes mantissa = (lanes)(bits - ((biased - 1024) << 52));
  const lanes k = (lanes)(biased | (bit_lanes)all(0x1p52)) -
                  choose(tiny, all(0x1p52 + 1078.0), all(0x1p52 + 1024.0));

  lanes result = log_reduced(mantissa - all(1.0), k);
  result = choose(x == all(0.0), all(-__builtin_inf()), result);
  result = choose(x == all(__builtin_inf()), x, result);
  return choose((x < all(0.0)) | (x != x), all(__builtin_nan("")), result);
}

/// log(1 + e) for 0 <= e <= 1, accurate relative to itself however small e is.
INLINE lanes log1p_unit(lanes e) {
  const mask_lanes large = e > all(0x1.a827999fcef32p-2);  // sqrt(2) - 1
  const lanes f = choose(large, all(0.5) * (e - all(1.0)), e);
  return log_reduced(f, choose(large, all(1.0), all(0.0)));
}

INLINE void exp_rows(const double *x, double *y, long count) { store(y, exp_lanes(load(x, count, 0.0)), count); }

INLINE void log_rows(const double *x, double *y, long count) { store(y, log_lanes(load(x, count, 1.0)), count); }

static void exp_column(const double *x, double *y, long n) {
  const long whole = n & ~7L;
  for (long i = 0; i < whole; i += 8) exp_rows(x + i, y + i, 8);
  if (whole < n) exp_rows(x + whole, y + whole, n - whole);
}

static void log_column(const double *x, double *y, long n) {
  const long whole = n & ~7L;
  for (long i = 0; i < whole; i += 8) log_rows(x + i, y + i, 8);
  if (whole < n) log_rows(x + whole, y + whole, n - whole);
}
