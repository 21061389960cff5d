/// Checked outcomes 0 and 1 with the probabilities predicted for them: what every binary metric takes.
package struct BinaryPredictions: Sendable {
  /// The outcomes, 0 or 1, of the rows with a weight above 0.
  let outcomes: [Double]
  /// Their predicted probabilities of 1.
  let probabilities: [Double]
  /// log(*p*/(1 − *p*)), which keeps apart the probabilities that round to 0 or 1; nil when not given.
  let links: [Double]?
  /// How often each row is repeated; see ``RowWeights``.
  let weights: RowWeights
  /// The weight of the rows with outcome 1, and of those with outcome 0, on the scale of ``weights``.
  let positiveWeight, negativeWeight: Double

  /// Checks and joins one number a row. Rows of weight 0 are left out.
  ///
  /// - Throws: ``EvaluationError`` for unequal lengths, an outcome that is neither 0 nor 1, a probability outside [0, 1],
  ///   a link or weight that is not finite, a negative weight, or no weight at all.
  package init(
    outcomes: [Double], probabilities: [Double], links: [Double]? = nil, weights: [Double]? = nil
  ) throws(EvaluationError) {
    try InputChecks.weights(weights, count: outcomes.count)
    if let row = InputChecks.firstIndex(outcomes, where: { $0 != 0 && $0 != 1 }) { throw .notBinary(row: row) }
    try InputChecks.length(probabilities, .probabilities, expected: outcomes.count)
    try InputChecks.finite(probabilities, .probabilities)
    if let row = InputChecks.firstIndex(probabilities, where: { $0 < 0 || $0 > 1 }) {
      throw .notProbability(row: row)
    }
    if let links {
      try InputChecks.length(links, .links, expected: outcomes.count)
      try InputChecks.finite(links, .links)
    }
    if let weights, weights.contains(0) {
      self.outcomes = InputChecks.dropping(zeroWeights: weights, from: outcomes)
      self.probabilities = InputChecks.dropping(zeroWeights: weights, from: probabilities)
      self.links = links.map { InputChecks.dropping(zeroWeights: weights, from: $0) }
      self.weights = RowWeights(InputChecks.dropping(zeroWeights: weights, from: weights))
    } else {
      self.outcomes = outcomes
      self.probabilities = probabilities
      self.links = links
      self.weights = RowWeights(weights)
    }
    // By class, not by subtraction from a total: an absent class must weigh exactly 0.
    var classWeights = (0.0, 0.0)
    for row in self.outcomes.indices {
      let weight = self.weights.values?[row] ?? 1
      if self.outcomes[row] == 1 { classWeights.1 += weight } else { classWeights.0 += weight }
    }
    (negativeWeight, positiveWeight) = classWeights
  }

  /// Σ weights, on the scale of ``weights``.
  package var totalWeight: Double { positiveWeight + negativeWeight }
  /// The share of outcome 1.
  package var baseRate: Double { positiveWeight / totalWeight }

  /// Throws when only one class is present.
  func requireBothClasses() throws(UndefinedMetric) {
    guard positiveWeight > 0, negativeWeight > 0 else { throw .singleClass }
  }
}
