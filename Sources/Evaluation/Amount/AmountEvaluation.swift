/// Everything that is told about predicted amounts, in the order of the summary.
package struct AmountEvaluation: Sendable {
  /// The rows given, those of weight 0 included.
  package let rows: Int
  /// Σ weights.
  package let totalWeight: Double
  /// The mean outcome.
  package let mean: Double
  /// r_squared, rmse, mae, deviance; the last is the mean of a row.
  package let metrics: [Metric]

  /// Judges one predicted amount a row.
  ///
  /// - Parameters:
  ///   - outcomes: the amounts observed.
  ///   - predictions: the amounts predicted.
  ///   - weights: how often each row is repeated.
  ///   - unitDeviance: that of the family that predicts.
  /// - Throws: ``EvaluationError`` when the input is not as described. A metric that has no value on sound input says so
  ///   in its ``Metric/value``.
  /// - Complexity: O(*n*).
  package init(
    outcomes: [Double], predictions: [Double], weights: [Double]? = nil,
    unitDeviance: UnitDeviance = .gaussian
  ) throws(EvaluationError) {
    let amounts = try AmountPredictions(outcomes: outcomes, predictions: predictions, weights: weights)
    rows = outcomes.count
    totalWeight = amounts.weights.rows(amounts.moments.totalWeight)
    mean = amounts.moments.mean
    let variance = amounts.moments.variance
    metrics = [
      Metric(.rSquared, naive: 0) { () throws(UndefinedMetric) in try amounts.rSquared() },
      Metric(.rmse, naive: variance.squareRoot()) { amounts.rootMeanSquaredError() },
      Metric(.mae, naive: amounts.meanAbsoluteDeviation) { amounts.meanAbsoluteError() },
      Metric(.deviance, naive: amounts.meanDevianceOfMean(unitDeviance)) { amounts.meanDeviance(unitDeviance) },
    ]
  }

  /// The metric called `name`, if this evaluation has it.
  package subscript(name: MetricName) -> Metric? { metrics.first { $0.name == name } }
}
