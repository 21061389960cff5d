// Eight doubles side by side, in the vector extension of the compiler: one zmm register under AVX-512, two ymm under
// AVX2, four xmm or NEON registers elsewhere. Every kernel is written once in these terms and compiled for each
// instruction set, and the tail of a column goes through the same arithmetic as its body.
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// Every function over lanes is inlined or local to one file, so no such argument ever crosses an ABI.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline))

typedef double lanes __attribute__((vector_size(64)));
typedef int64_t mask_lanes __attribute__((vector_size(64)));  // -1 or 0, what a comparison gives
typedef uint64_t bit_lanes __attribute__((vector_size(64)));

INLINE lanes all(double value) {
  return (lanes){value, value, value, value, value, value, value, value};
}

/// The first `count` doubles at p; lanes beyond them hold `fill`.
INLINE lanes load(const double *p, long count, double fill) {
  lanes v = all(fill);
  if (count >= 8) {
    memcpy(&v, p, sizeof v);
  } else {
    for (long i = 0; i < count; i++) v[i] = p[i];
  }
  return v;
}

INLINE void store(double *p, lanes v, long count) {
  if (count >= 8) {
    memcpy(p, &v, sizeof v);
  } else {
    for (long i = 0; i < count; i++) p[i] = v[i];
  }
}

/// yes where `mask` is -1, no where it is 0.
INLINE lanes choose(mask_lanes mask, lanes yes, lanes no) {
  return (lanes)((mask & (mask_lanes)yes) | (~mask & (mask_lanes)no));
}

/// -1 in the first `count` lanes, 0 in the others.
INLINE mask_lanes first(long count) {
  const mask_lanes position = {0, 1, 2, 3, 4, 5, 6, 7};
  return position < (mask_lanes){count, count, count, count, count, count, count, count};
}

/// The sum of the lanes, always by the same tree.
INLINE double total(lanes v) {
  return ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]));
}
