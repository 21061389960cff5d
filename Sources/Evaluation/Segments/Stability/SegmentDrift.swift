import Distributions

/// How the shares of segments differ between two sets of rows: those that the segments were made from, and later ones.
package struct SegmentDrift: Sendable, Equatable {
  /// Every segment's share of the weight before and after.
  package let before, after: [Double]
  /// Σ (*b* − *a*) log(*b*/*a*) over the segments; see ``PopulationStability``.
  package let populationStability: Double
  /// Pearson's χ² of equal shares, Σ (observed − expected)²/expected over both sets, without continuity correction.
  package let statistic: Double
  /// One less than the number of segments that have a row.
  package let degreesOfFreedom: Int
  /// P(χ² ≥ `statistic`); 1 where one segment alone has rows. Weights count as repetitions: it is too small where they
  /// stand for something else.
  package let pValue: Double

  /// - Parameters:
  ///   - before: the size of every segment, a number of rows or a weight.
  ///   - after: the sizes of the same segments among other rows.
  /// - Throws: ``SegmentationError`` for different numbers of segments, a size below 0, or no row on one side.
  package init(before: [Double], after: [Double]) throws(SegmentationError) {
    guard before.count == after.count else {
      throw .unequalLengths(what: .sizes, count: after.count, expected: before.count)
    }
    let totals = (before: before.reduce(0, +), after: after.reduce(0, +))
    guard (before + after).allSatisfy({ $0 >= 0 }), totals.before > 0, totals.after > 0,
      (totals.before + totals.after).isFinite
    else { throw .invalidSizes }
    self.before = before.map { $0 / totals.before }
    self.after = after.map { $0 / totals.after }
    populationStability = PopulationStability.index(self.before, self.after, rows: totals)
    var (statistic, occupied) = (0.0, 0)
    for (a, b) in zip(before, after) where a + b > 0 {
      occupied += 1
      let share = (a + b) / (totals.before + totals.after)
      let (expectedA, expectedB) = (share * totals.before, share * totals.after)
      statistic += (a - expectedA) * (a - expectedA) / expectedA + (b - expectedB) * (b - expectedB) / expectedB
    }
    self.statistic = statistic
    degreesOfFreedom = occupied - 1
    pValue = occupied > 1 ? ChiSquared(degreesOfFreedom: Double(occupied - 1)).upperTail(statistic) : 1
  }
}
