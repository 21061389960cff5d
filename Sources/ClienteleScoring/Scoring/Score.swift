/// The score of one row, with what led to it.
public struct Score: Sendable {
  private let plan: ScoringPlan
  private let values: [Value]
  private let positions: [Int]
  /// The linear predictor: ``baseline`` + Σ ``contributions`` + ``offset``, added in that order, to the bit.
  ///
  /// Of a model of several predictors it is what they explain together, which is ``baseline`` + Σ ``contributions`` but for
  /// rounding: of classes the log-odds of the predicted one above those of the average customer, of quantiles the
  /// prediction, of a probability times an amount the expected amount.
  public let link: Double
  /// The expected response: the link itself for a linear model, the probability of the event for a logistic one; for
  /// classes the position of the most probable among ``ScoringModel``'s classes, for quantiles the one nearest to the median.
  public let prediction: Double
  /// What the model tells beside the prediction, by ``ScoringModel/outputNames``; empty for a model of one predictor.
  public let outputs: [Double]
  /// What several predictors' contributions come to; nil for a model of one predictor.
  private let combined: [Double]?
  /// The value of the offset column; 0 where the model has none.
  public let offset: Double
  /// How much in this row was unexpected.
  public let unexpected: Unexpected

  init(
    plan: ScoringPlan, link: Double, prediction: Double, outputs: [Double] = [], combined: [Double]? = nil,
    baseline: Double, offset: Double, unexpected: Unexpected, values: [Value], positions: [Int]
  ) {
    self.plan = plan
    self.link = link
    self.prediction = prediction
    self.outputs = outputs
    self.combined = combined
    self.baseline = baseline
    self.offset = offset
    self.unexpected = unexpected
    self.values = values
    self.positions = positions
  }

  /// The probability of the event; nil where the model does not predict one.
  public var probability: Double? { plan.isProbability ? prediction : nil }

  /// What calibration adds: ``link`` + it = the log-odds of ``probability``. nil where the model is not calibrated.
  public var calibration: Double? { plan.calibration(at: link) }

  /// The link of the average training row; see ``ScoringModel/baseline``.
  public let baseline: Double

  /// What every feature adds to the link with respect to the average training row, in the order of the model.
  ///
  /// - Complexity: As much work as the score: they are computed when they are asked for, lest every score allocate them.
  public var contributions: [Double] { combined ?? plan.contributions(of: values, at: positions) }

  /// The `count` contributions of largest size, ties in the order of the model, and what is left.
  public func reasons(_ count: Int) -> Reasons {
    let contributions = contributions
    let chosen = largest(count, of: contributions)
    let listed = chosen.map { position in
      Reason(
        column: plan.inputs[position].column, value: values[positions[position]].description,
        contribution: contributions[position])
    }
    return Reasons(
      baseline: baseline, listed: listed,
      rest: remainder(of: link, baseline: baseline, chosen.map { contributions[$0] }))
  }
}

/// How much was unexpected in a row.
public struct Unexpected: Sendable, Hashable {
  /// Features whose value is missing.
  public internal(set) var missing = 0
  /// Features whose level was never seen in training.
  public internal(set) var unseen = 0
  /// Features whose number lies outside the range of training.
  public internal(set) var outOfRange = 0
  /// Columns that the model does not need.
  public internal(set) var extraColumns = 0

  init(extraColumns: Int) { self.extraColumns = extraColumns }
}
