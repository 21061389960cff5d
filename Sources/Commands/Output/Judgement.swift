import ClienteleScoring
import Evaluation

/// The metrics of a family, and those of the naive rule.
struct Judgement {
  let metrics: MetricList
  let naive: MetricList
  /// Metrics that do not exist for these rows, and why.
  let undefined: [(name: String, reason: String)]

  init(kind: ModelKind, outcomes: [Double], links: [Double], predictions: [Double], weights: [Double]?) throws {
    switch kind {
    case .logistic:
      let evaluation = try BinaryEvaluation(
        outcomes: outcomes, probabilities: predictions, links: links, weights: weights)
      metrics = MetricList(entries: evaluation.metrics)
      naive = MetricList(entries: evaluation.naive)
      undefined = evaluation.undefined
    case .linear:
      let evaluation = try AmountEvaluation(outcomes: outcomes, predictions: predictions, weights: weights)
      metrics = MetricList(entries: evaluation.metrics)
      naive = MetricList(entries: evaluation.naive)
      undefined = evaluation.undefined
    }
  }
}
