/// 95 % intervals of what is told by bins of about equal weight.
///
/// Estimates are those of the sample (``BrierDecomposition``, ``CalibrationCurve``), which are too large; intervals are of the
/// numbers without that bias, see ``BinDistances``. A bin of one row leaves none.
struct ReliabilityIntervals {
  let reliability, resolution, expectedCalibrationError: (lower: Double, upper: Double)?
  /// Wilson's interval of the share *ō* of outcome 1, taken to *ō*(1 − *ō*).
  let uncertainty: (lower: Double, upper: Double)?

  /// - Complexity: O(*n*).
  init(_ groups: ProbabilityGroups, bins: Int) {
    let all = groups.sums(groups.weights.indices)
    let rows = all.weight / groups.unit
    var errors = BinDistances(rows: rows)
    var departures = BinDistances(rows: rows)
    var isKnown = true
    for range in groups.ranges(bins: bins) {
      let bin = groups.sums(range)
      let count = bin.weight / groups.unit
      isKnown = isKnown && count > 1
      let distance = bin.rate - bin.meanPredicted
      var squares = 0.0
      for group in range {
        let p = groups.probabilities[group]
        squares += groups.positives[group] * (1 - p - distance) * (1 - p - distance)
        squares += groups.negatives[group] * (p + distance) * (p + distance)
      }
      let share = bin.weight / all.weight
      errors.add(share: share, distance: distance, variance: squares / bin.weight / (count - 1))
      departures.add(
        share: share, distance: bin.rate - all.rate, variance: bin.rate * (1 - bin.rate) / (count - 1))
    }
    reliability = isKnown ? errors.squares() : nil
    expectedCalibrationError = isKnown ? errors.absolutes() : nil
    resolution = isKnown ? departures.squares(less: all.rate * (1 - all.rate) / rows) : nil
    let share = Estimate.wilson(rate: all.rate, rows: rows)
    uncertainty = share.lower.flatMap { lower in
      share.upper.map { upper in
        let ends = (lower * (1 - lower), upper * (1 - upper))
        return (min(ends.0, ends.1), lower < 0.5 && upper > 0.5 ? 0.25 : max(ends.0, ends.1))
      }
    }
  }
}
