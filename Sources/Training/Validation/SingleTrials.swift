/// Counted trials as one row for all successes of a row and one for all failures, as metrics of a binary outcome take them:
/// first every row as a success, then every row as a failure.
package struct SingleTrials: Sendable {
  /// 1 or 0, and how often.
  package let outcomes, weights: [Double]

  /// Takes the share of successes of every row, and its weight times its trials.
  package init(shares: [Double], weights: [Double]) {
    outcomes = shares.map { _ in 1 } + shares.map { _ in 0 }
    self.weights = zip(shares, weights).map { $0 * $1 } + zip(shares, weights).map { (1 - $0) * $1 }
  }

  /// What holds of a row, for both.
  package static func repeated<Value>(_ values: [Value]) -> [Value] { values + values }
}
