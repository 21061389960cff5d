/// Mean probability against the share of outcome 1, in bins of about equal weight.
package struct CalibrationCurve: Sendable, Equatable {
  /// One bin.
  package struct Bin: Sendable, Equatable {
    /// The weight of its rows.
    package let weight: Double
    /// The mean of their probabilities.
    package let meanPredicted: Double
    /// The share of outcome 1.
    package let observed: Double
    /// Wilson's 95 % interval of that share.
    package let lower, upper: Double
  }

  /// The bins by ascending probability; fewer than asked for where few probabilities differ (``EqualCountBins``).
  package let bins: [Bin]
  /// The expected calibration error, Σ *n*ₖ |*p̄*ₖ − ōₖ|/N over these bins of *equal weight*. (Bins of equal width, as in
  /// much of the literature, leave most bins of rare outcomes empty.) Never 0 in a sample, even of right probabilities.
  package let expectedCalibrationError: Double

  /// Groups of `groups` in at most `count` bins.
  ///
  /// Wilson's interval of *x* of *n* rows, with *z* = 1.96, is
  /// (*x* + *z*²/2 ± *z* √(*x*(*n* − *x*)/*n* + *z*²/4))/(*n* + *z*²).
  ///
  /// Sources: E. Wilson (1927), *JASA* 22, 209–212; M. Naeini, G. Cooper and M. Hauskrecht (2015), AAAI, 2901–2907.
  ///
  /// - Complexity: O(*n*).
  package init(_ groups: ProbabilityGroups, bins count: Int = 10) {
    var error = 0.0
    var total = 0.0
    bins = groups.ranges(bins: count).map { range in
      let sums = groups.sums(range)
      error += sums.weight * abs(sums.meanPredicted - sums.rate)
      total += sums.weight
      let weight = sums.weight / groups.unit
      let share = Estimate.wilson(rate: sums.rate, rows: weight)
      return Bin(
        weight: weight, meanPredicted: sums.meanPredicted, observed: sums.rate, lower: share.lower ?? sums.rate,
        upper: share.upper ?? sums.rate)
    }
    expectedCalibrationError = error / total
  }
}
