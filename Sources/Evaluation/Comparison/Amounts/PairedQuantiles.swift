/// Checked amounts with the quantiles that two models predict for them on the same rows.
package struct PairedQuantiles: Sendable {
  /// Ascending, between 0 and 1.
  let levels: [Double]
  /// The amounts, with the predicted quantile that is nearest to the median.
  package let amounts: PairedAmounts
  /// One array a level.
  let a, b: [[Double]]

  /// - Parameters:
  ///   - outcomes: the amounts observed.
  ///   - levels: the levels of the quantiles, ascending.
  ///   - a: the champion's quantiles, one array a level.
  ///   - b: the challenger's.
  ///   - weights: how often each row is repeated; rows of weight 0 are left out.
  ///   - clusters: a code ≥ 0 a row; rows of one customer have one code.
  /// - Throws: ``ComparisonError`` for what ``PairedAmounts`` refuses.
  package init(
    outcomes: [Double], levels: [Double], a: [[Double]], b: [[Double]], weights: [Double]? = nil,
    clusters: [Int32]? = nil
  ) throws(ComparisonError) {
    guard !levels.isEmpty, a.count == levels.count, b.count == levels.count else {
      throw .unequalLengths(what: "quantiles", count: min(a.count, b.count), expected: max(1, levels.count))
    }
    for level in levels.indices {
      _ = try PairedAmounts(
        outcomes: outcomes, a: a[level], b: b[level], weights: weights, clusters: nil)
    }
    let middle = levels.indices.min { abs(levels[$0] - 0.5) < abs(levels[$1] - 0.5) } ?? 0
    let amounts = try PairedAmounts(
      outcomes: outcomes, a: a[middle], b: b[middle], weights: weights, clusters: clusters)
    self.levels = levels
    self.amounts = amounts
    self.a = a.map { amounts.rows.keep($0) }
    self.b = b.map { amounts.rows.keep($0) }
  }

  func quantiles(_ model: ComparedModel) -> [[Double]] { model == .a ? a : b }
}
