/// Everything that is told about predicted quantiles, in the order of the summary.
package struct QuantileEvaluation: Sendable {
  /// check_loss, coverage, r_squared, rmse, mae; the last three are of the quantile that is nearest to the median.
  package let metrics: [Metric]
  /// By level, the share of outcomes at or below its quantile, with Wilson's interval.
  package let shares: [(level: Double, share: Estimate)]

  /// Judges one quantile a row and level.
  ///
  /// - Parameters:
  ///   - outcomes: the amounts observed.
  ///   - levels: between 0 and 1, ascending.
  ///   - quantiles: one array a level.
  ///   - weights: how often each row is repeated.
  /// - Throws: ``EvaluationError`` when the input is not as described.
  /// - Complexity: O(*n* log *n* + *n* · levels).
  package init(
    outcomes: [Double], levels: [Double], quantiles: [[Double]], weights: [Double]? = nil
  ) throws(EvaluationError) {
    let each = try quantiles.map { quantile throws(EvaluationError) in
      try AmountPredictions(outcomes: outcomes, predictions: quantile, weights: weights)
    }
    let middle = levels.indices.min { abs(levels[$0] - 0.5) < abs(levels[$1] - 0.5) } ?? 0
    guard let rows = each.indices.contains(middle) ? each[middle] : nil, each.count == levels.count else {
      throw .unequalLengths(what: .predictions, count: quantiles.count, expected: levels.count)
    }
    let kept = each.map(\.predictions)
    let losses = WeightedMean(QuantileLosses.checks(rows.outcomes, levels, kept), weights: rows.weights)
    let alike = WeightedQuantiles(rows.outcomes, weights: rows.weights.values)
    let constant = levels.map { level in
      [Double](repeating: alike.value(level: level), count: rows.outcomes.count)
    }
    let naive = WeightedMean(QuantileLosses.checks(rows.outcomes, levels, constant), weights: rows.weights).mean
    let nominal = QuantileLosses.nominal(levels)
    func share(_ hits: [Double]) -> Estimate {
      let mean = WeightedMean(hits, weights: rows.weights)
      return .wilson(rate: mean.mean, rows: rows.weights.rows(mean.totalWeight))
    }
    let others = try AmountEvaluation(outcomes: outcomes, predictions: quantiles[middle], weights: weights).metrics
    metrics =
      [
        Metric(.checkLoss, naive: naive) {
          Estimate(losses.mean, standardError: losses.standardError, within: 0 ... .infinity)
        },
        Metric(.coverage, naive: nominal) { share(QuantileLosses.covered(rows.outcomes, kept)) },
      ] + others.filter { $0.name != .deviance }
    shares = zip(levels, kept).map { level, quantile in
      (level, share(RowLosses.compute(quantile, rows.outcomes) { $1 <= $0 ? 1 : 0 }))
    }
  }
}
