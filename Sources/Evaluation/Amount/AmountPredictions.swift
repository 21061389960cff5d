/// Checked amounts with the amounts predicted for them: what every amount metric takes.
package struct AmountPredictions: Sendable {
  /// The outcomes of the rows with a weight above 0.
  let outcomes: [Double]
  /// Their predictions.
  let predictions: [Double]
  /// How often each row is repeated; see ``RowWeights``.
  let weights: RowWeights
  /// The outcomes' mean and variance.
  let moments: WeightedMean

  /// Checks and joins one number a row. Rows of weight 0 are left out.
  ///
  /// - Throws: ``EvaluationError`` for unequal lengths, a number that is not finite, a negative weight, or no weight at
  ///   all.
  package init(outcomes: [Double], predictions: [Double], weights: [Double]? = nil) throws(EvaluationError) {
    try InputChecks.weights(weights, count: outcomes.count)
    try InputChecks.finite(outcomes, .outcomes)
    try InputChecks.length(predictions, .predictions, expected: outcomes.count)
    try InputChecks.finite(predictions, .predictions)
    if let weights, weights.contains(0) {
      self.outcomes = InputChecks.dropping(zeroWeights: weights, from: outcomes)
      self.predictions = InputChecks.dropping(zeroWeights: weights, from: predictions)
      self.weights = RowWeights(InputChecks.dropping(zeroWeights: weights, from: weights))
    } else {
      self.outcomes = outcomes
      self.predictions = predictions
      self.weights = RowWeights(weights)
    }
    moments = WeightedMean(self.outcomes, weights: self.weights)
  }
}
