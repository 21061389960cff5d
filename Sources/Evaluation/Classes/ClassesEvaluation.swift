#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Everything that is told about predicted classes, in the order of the summary.
package struct ClassesEvaluation: Sendable {
  /// accuracy and log_loss.
  package let metrics: [Metric]

  /// Judges the probabilities of classes.
  ///
  /// - Parameters:
  ///   - outcomes: the position of the class observed, a row each.
  ///   - predictions: the position of the class predicted.
  ///   - probabilities: one array a class, summing to 1 in every row.
  ///   - weights: how often each row is repeated.
  /// - Throws: ``EvaluationError`` when the input is not as described.
  /// - Complexity: O(*n* K).
  package init(
    outcomes: [Double], predictions: [Double], probabilities: [[Double]], weights: [Double]? = nil
  ) throws(EvaluationError) {
    let rows = try AmountPredictions(outcomes: outcomes, predictions: predictions, weights: weights)
    let observed = outcomes.indices.map { probabilities[Int(outcomes[$0])][$0] }
    let kept = weights.map { InputChecks.dropping(zeroWeights: $0, from: observed) } ?? observed
    let right = zip(rows.outcomes, rows.predictions).map { $0 == $1 ? 1.0 : 0 }
    let shares = probabilities.indices.map { k in
      WeightedMean(rows.outcomes.map { $0 == Double(k) ? 1 : 0 }, weights: rows.weights).mean
    }
    let entropy = shares.reduce(0) { $0 - ($1 > 0 ? $1 * log($1) : 0) }
    metrics = [
      Metric(.accuracy, naive: shares.max()) {
        let mean = WeightedMean(right, weights: rows.weights)
        return Estimate(mean.mean, standardError: mean.standardError, within: 0...1)
      },
      Metric(.logLoss, naive: entropy) { () throws(UndefinedMetric) in
        if kept.contains(0) { throw .certainAndWrong }
        let mean = WeightedMean(kept.map { -log($0) }, weights: rows.weights)
        return Estimate(mean.mean, standardError: mean.standardError, within: 0 ... .infinity)
      },
    ]
  }
}
