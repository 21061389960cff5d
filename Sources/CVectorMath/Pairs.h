// Distances of pairs of points, and the pairs that Ward's method merges at the least cost.
#pragma once
#include "Lanes.h"

/// Lanes of points that are compared at the same time, each with as many others: what the registers hold.
#define TIPS 4
#ifdef HAS_32_REGISTERS
#define MERGE_LANES 2
#else
#define MERGE_LANES 1
#endif

INLINE void squared_distances_of_some(const double *point, const double *columns, long ld, long width, const int count,
                                      long last, double *distances) {
  lanes sums[4];
  for (int r = 0; r < count; r++) sums[r] = all(0.0);
  for (long j = 0; j < width; j++) {
    const lanes value = all(point[j]);
    for (int r = 0; r < count; r++) {
      const lanes difference = load(columns + j * ld + 8 * r, last, 0.0) - value;
      sums[r] += difference * difference;
    }
  }
  for (int r = 0; r < count; r++) store(distances + 8 * r, sums[r], last);
}

static void squared_distances_of_columns(const double *point, const double *columns, long ld, long n, long width,
                                         double *distances) {
  long row = 0;
  for (; row + 32 <= n; row += 32) squared_distances_of_some(point, columns + row, ld, width, 4, 8, distances + row);
  for (; row + 8 <= n; row += 8) squared_distances_of_some(point, columns + row, ld, width, 1, 8, distances + row);
  if (row < n) squared_distances_of_some(point, columns + row, ld, width, 1, n - row, distances + row);
}

/// What is known so far of the partners of one cluster: the cheapest of every lane.
typedef struct {
  lanes cost;
  mask_lanes partner;
} cheapest_lanes;

/// Looks at eight clusters from number `start` on, whose squared distances are given.
INLINE void cheapest_of_eight(lanes squares, lanes sizes, double size, int64_t own, int64_t start,
                              cheapest_lanes *cheapest) {
  const lanes product = squares * (sizes * all(size)), sum = sizes + all(size);
  // A product says whether a division is worth its while; what rounding could hide is let through.
  const mask_lanes near = product <= cheapest->cost * sum * all(1.0 + 0x1p-49);
  if (__builtin_reduce_or(near) == 0) return;
  const lanes cost = product / sum;
  const mask_lanes number = (mask_lanes){0, 1, 2, 3, 4, 5, 6, 7} + (mask_lanes){start, start, start, start, start, start, start, start};
  const mask_lanes cheaper = (cost < cheapest->cost) & (number != own);
  cheapest->cost = choose(cheaper, cost, cheapest->cost);
  cheapest->partner = (cheaper & number) | (~cheaper & cheapest->partner);
}

static void cheapest_merges_of(const double *columns, long ld, long width, const double *sizes, long start, long end,
                               const int64_t *tips, long count, int64_t *partners, double *costs) {
  cheapest_lanes cheapest[TIPS];
  int64_t own[TIPS];
  for (int t = 0; t < TIPS; t++) {
    const long tip = t < count ? t : count - 1;
    own[t] = tips[tip];
    cheapest[t].cost = all(costs[tip]);
    for (int i = 0; i < 8; i++) cheapest[t].partner[i] = partners[tip];
  }
  for (long row = start; row < end; row += 8 * MERGE_LANES) {
    lanes sums[TIPS][MERGE_LANES];
    for (int t = 0; t < TIPS; t++) {
      for (int r = 0; r < MERGE_LANES; r++) sums[t][r] = all(0.0);
    }
    for (long j = 0; j < width; j++) {
      const double *column = columns + j * ld;
      lanes x[MERGE_LANES];
      for (int r = 0; r < MERGE_LANES; r++) x[r] = load(column + row + 8 * r, 8, 0.0);
      for (int t = 0; t < TIPS; t++) {
        const lanes value = all(column[own[t]]);
        for (int r = 0; r < MERGE_LANES; r++) {
          const lanes difference = x[r] - value;
          sums[t][r] += difference * difference;
        }
      }
    }
    for (int r = 0; r < MERGE_LANES; r++) {
      const lanes those = load(sizes + row + 8 * r, 8, 0.0);
      for (int t = 0; t < TIPS; t++) {
        cheapest_of_eight(sums[t][r], those, sizes[own[t]], own[t], row + 8 * r, &cheapest[t]);
      }
    }
  }
  for (int t = 0; t < count; t++) {
    for (int i = 0; i < 8; i++) {
      const double cost = cheapest[t].cost[i];
      const int64_t partner = cheapest[t].partner[i];
      if (cost < costs[t] || (cost == costs[t] && partner < partners[t])) {
        costs[t] = cost;
        partners[t] = partner;
      }
    }
  }
}
