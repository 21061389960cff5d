/// What happens when every row with at least some probability is predicted 1.
package struct OperatingPoint: Sendable, Equatable {
  /// The lowest probability that is predicted 1; nil where none is. From links it is 1/(1 + exp(−link)), to rounding.
  package let threshold: Double?
  /// The share of the outcomes 1 that are predicted 1: the curve's height under ROC, *recall* in a PR curve.
  package let truePositiveRate: Double
  /// The share of the outcomes 0 that are predicted 1.
  package let falsePositiveRate: Double
  /// The share of all rows that are predicted 1.
  package let contacted: Double
  /// The share of outcome 1 among the rows that are predicted 1; nil where there is none.
  package let precision: Double?

  /// Predicts 1 for nobody.
  static let nobody = OperatingPoint(
    threshold: nil, truePositiveRate: 0, falsePositiveRate: 0, contacted: 0, precision: nil)
}

extension Ranking {
  /// The operating point whose lowest group is `group`, with the weight of outcomes 1 and 0 down to it.
  func operatingPoint(group: Int, positives found: Double, negatives passed: Double) -> OperatingPoint {
    // All that is passed is 1 exactly, in whatever order the weights were added up.
    let last = group == scores.count - 1
    return OperatingPoint(
      threshold: probability(ofGroup: group),
      truePositiveRate: last ? 1 : min(1, found / positiveWeight),
      falsePositiveRate: last ? 1 : min(1, passed / negativeWeight),
      contacted: last ? 1 : min(1, (found + passed) / totalWeight),
      precision: found / (found + passed))
  }
}
