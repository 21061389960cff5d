/// The tables behind a ``ClassesEvaluation``, for reports.
package struct ClassDiagnostics: Sendable {
  /// One class against all others.
  package struct Row: Sendable {
    /// The weight of the rows that are of it, and that are predicted to be.
    package let observed, predicted: Double
    /// The area under the ROC curve of its probability; nil where one side has no row.
    package let area: Estimate?
    /// The share of its rows that are predicted to be of it, and of the rows predicted to be of it that are, with Wilson's
    /// intervals; nil without rows.
    package let recall, precision: Estimate?
    /// Its observed by its predicted share.
    package let calibration: CalibrationCurve
  }

  package let rows: [Row]
  /// The weight of the rows of each class observed (outer) that are predicted to be of a class (inner).
  package let confusion: [[Double]]

  /// Describes the probabilities of classes.
  ///
  /// - Parameters:
  ///   - outcomes: the position of the class observed, a row each.
  ///   - predictions: the position of the class predicted.
  ///   - probabilities: one array a class.
  ///   - weights: how often each row is repeated.
  /// - Complexity: O(*n* K).
  package init(
    outcomes: [Double], predictions: [Double], probabilities: [[Double]], weights: [Double]? = nil
  ) throws(EvaluationError) {
    let count = probabilities.count
    var confusion = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for row in outcomes.indices { confusion[Int(outcomes[row])][Int(predictions[row])] += weights?[row] ?? 1 }
    var rows: [Row] = []
    for k in 0..<count {
      let events = outcomes.map { $0 == Double(k) ? 1.0 : 0 }
      let judged = try BinaryPredictions(outcomes: events, probabilities: probabilities[k], weights: weights)
      let observed = confusion[k].reduce(0, +)
      let predicted = confusion.reduce(0) { $0 + $1[k] }
      let right = confusion[k][k]
      rows.append(
        Row(
          observed: observed, predicted: predicted, area: (try? Ranking(judged))?.areaUnderROC(),
          recall: observed > 0 ? .wilson(rate: right / observed, rows: observed) : nil,
          precision: predicted > 0 ? .wilson(rate: right / predicted, rows: predicted) : nil,
          calibration: CalibrationCurve(ProbabilityGroups(judged))))
    }
    self.rows = rows
    self.confusion = confusion
  }
}
