#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Everything that is told about predicted classes, in the order of the summary.
package struct ClassesEvaluation: Sendable {
  /// accuracy, log_loss, brier and auc_macro.
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
    let kept = probabilities.map { column in
      weights.map { InputChecks.dropping(zeroWeights: $0, from: column) } ?? column
    }
    let observed = rows.outcomes.map { Int($0) }
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
        let mean = WeightedMean(try ClassProbabilities.logLosses(kept, observed), weights: rows.weights)
        return Estimate(mean.mean, standardError: mean.standardError, within: 0 ... .infinity)
      },
      Metric(.brier, naive: 1 - shares.reduce(0) { $0 + $1 * $1 }) {
        let mean = WeightedMean(ClassProbabilities.brierLosses(kept, observed), weights: rows.weights)
        return Estimate(mean.mean, standardError: mean.standardError, within: 0...2)
      },
      Metric(.macroAUC, naive: 0.5) { () throws(UndefinedMetric) in
        guard let all = try? ComparedRows(count: outcomes.count, weights: weights, clusters: nil) else {
          throw .overflow
        }
        let area = try MacroArea(kept, observed, all)
        return Estimate(area.value, standardError: all.standardError { area.changes[$0] }, within: 0...1)
      },
    ]
  }
}
