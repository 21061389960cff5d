import ClienteleScoring
import Evaluation

extension MetricList {
  /// The metrics of a family for predictions of `outcomes`.
  init(kind: ModelKind, outcomes: [Double], links: [Double], predictions: [Double], weights: [Double]?) throws {
    switch kind.outcome {
    case .binary:
      metrics = try BinaryEvaluation(
        outcomes: outcomes, probabilities: predictions, links: links, weights: weights
      ).metrics
    case .amount, .classes:
      metrics = try AmountEvaluation(outcomes: outcomes, predictions: predictions, weights: weights).metrics
    }
  }

  /// What else is told about probabilities; nothing about amounts.
  static func diagnostics(
    kind: ModelKind, outcomes: [Double], links: [Double], predictions: [Double], weights: [Double]?
  ) throws -> MetricList {
    guard kind.outcome == .binary else { return MetricList(metrics: []) }
    let rows = try BinaryPredictions(outcomes: outcomes, probabilities: predictions, links: links, weights: weights)
    return MetricList(metrics: BinaryDiagnostics(rows).metrics)
  }
}
