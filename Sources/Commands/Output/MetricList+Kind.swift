import ClienteleScoring
import Evaluation
import Training

extension MetricList {
  /// The metrics of a family for predictions of `outcomes`.
  ///
  /// - Parameter links: of a binary model the log-odds.
  /// - Parameter outputs: what the model tells beside the prediction: of classes, the probabilities.
  init(
    model: FittedModel, outcomes: [Double], links: [Double], predictions: [Double], outputs: [[Double]],
    weights: [Double]?, campaign: RetentionCampaign = .published
  ) throws {
    switch model.kind.outcome {
    case .binary:
      metrics = try BinaryEvaluation(
        outcomes: outcomes, probabilities: predictions, links: links, weights: weights,
        campaign: campaign
      ).metrics
    case .classes:
      metrics = try ClassesEvaluation(
        outcomes: outcomes, predictions: predictions, probabilities: outputs, weights: weights
      ).metrics
    case .amount:
      if case .quantiles(let levels) = model.function {
        metrics = try QuantileEvaluation(
          outcomes: outcomes, levels: levels, quantiles: outputs, weights: weights
        ).metrics
        return
      }
      metrics = try AmountEvaluation(
        outcomes: outcomes, predictions: predictions, weights: weights, unitDeviance: .init(model)
      ).metrics
    case .segments, .components: metrics = []
    }
  }

  /// The metrics of the rows that training held out.
  init(_ outOfFold: OutOfFold, of result: TrainingResult) throws {
    var (outcomes, weights) = (result.outcomes, result.weights)
    var (links, predictions) = (outOfFold.links, outOfFold.predictions)
    if result.model.response.trials != nil, let counted = result.weights {
      let single = SingleTrials(shares: outcomes, weights: counted)
      (outcomes, weights) = (single.outcomes, single.weights)
      (links, predictions) = (SingleTrials.repeated(links), SingleTrials.repeated(predictions))
    }
    try self.init(
      model: result.model, outcomes: outcomes, links: links, predictions: predictions, outputs: outOfFold.outputs,
      weights: weights)
  }

  /// What else is told about probabilities; nothing about amounts, but for the probability of `any` where a model has it.
  static func diagnostics(
    model: FittedModel, outcomes: [Double], links: [Double], predictions: [Double], any: [Double]?,
    weights: [Double]?, campaign: RetentionCampaign = .published
  ) throws -> MetricList {
    if let any {
      let judged = try BinaryEvaluation(
        outcomes: outcomes.map { $0 != 0 ? 1 : 0 }, probabilities: any, weights: weights
      ).metrics
      let told: Set<MetricName> = [.auc, .prAUC, .logLoss, .brier, .calibrationSlope, .calibrationIntercept]
      return MetricList(metrics: judged.filter { told.contains($0.name) })
    }
    guard model.kind.outcome == .binary else { return MetricList(metrics: []) }
    let rows = try BinaryPredictions(
      outcomes: outcomes, probabilities: predictions, links: links, weights: weights)
    return MetricList(metrics: BinaryDiagnostics(rows, campaign: campaign).metrics)
  }
}

extension UnitDeviance {
  /// The deviance of the family of a model.
  init(_ model: FittedModel) {
    func parameter(_ name: String) -> Double? { model.certificate.parameters.first { $0.name == name }?.estimate }
    self =
      switch model.kind {
      case .poisson: .poisson
      case .gamma: .gamma
      case .inverseGaussian: .inverseGaussian
      case .negativeBinomial: parameter("theta").map { .negativeBinomial(theta: $0) } ?? .poisson
      case .tweedie: parameter("power").map { .tweedie(power: $0) } ?? .gaussian
      default: .gaussian
      }
  }
}
