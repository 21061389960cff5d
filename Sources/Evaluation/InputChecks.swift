/// The checks that binary outcomes and amounts share. Each is one pass.
enum InputChecks {
  static func finite(_ values: [Double], _ what: EvaluationInput) throws(EvaluationError) {
    if let row = firstIndex(values, where: { !$0.isFinite }) { throw .notFinite(what: what, row: row) }
  }

  static func length(_ values: [Double], _ what: EvaluationInput, expected: Int) throws(EvaluationError) {
    guard values.count == expected else { throw .unequalLengths(what: what, count: values.count, expected: expected) }
  }

  /// Checks that weights are finite, not negative and not all 0.
  static func weights(_ weights: [Double]?, count: Int) throws(EvaluationError) {
    guard count > 0 else { throw .empty }
    guard let weights else { return }
    try length(weights, .weights, expected: count)
    try finite(weights, .weights)
    if let row = firstIndex(weights, where: { $0 < 0 }) { throw .negativeWeight(row: row) }
    if firstIndex(weights, where: { $0 > 0 }) == nil { throw .empty }
  }

  /// The index of the first value for which `predicate` holds.
  @inline(__always)
  static func firstIndex(_ values: [Double], where predicate: (Double) -> Bool) -> Int? {
    values.withUnsafeBufferPointer { values in values.firstIndex(where: predicate) }
  }

  /// `values` without the rows whose weight is 0.
  static func dropping(zeroWeights weights: [Double], from values: [Double]) -> [Double] {
    zip(values, weights).filter { $0.1 > 0 }.map(\.0)
  }
}
