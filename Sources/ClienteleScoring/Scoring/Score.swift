/// The score of one row, with what led to it.
public struct Score: Sendable {
  private let plan: ScoringPlan
  private let values: [Value]
  private let positions: [Int]
  /// The linear predictor: ``baseline`` + Σ ``contributions`` + ``offset``, added in that order, to the bit.
  public let link: Double
  /// The expected response: the link itself for a linear model, the probability of the event for a logistic one.
  public let prediction: Double
  /// The value of the offset column; 0 where the model has none.
  public let offset: Double
  /// How much in this row was unexpected.
  public let unexpected: Unexpected

  init(
    plan: ScoringPlan, link: Double, prediction: Double, offset: Double, unexpected: Unexpected,
    values: [Value], positions: [Int]
  ) {
    self.plan = plan
    self.link = link
    self.prediction = prediction
    self.offset = offset
    self.unexpected = unexpected
    self.values = values
    self.positions = positions
  }

  /// The probability of the event; nil for a model of another kind than logistic.
  public var probability: Double? { plan.kind == .logistic ? prediction : nil }

  /// The link of the average training row.
  public var baseline: Double { plan.baseline }

  /// What every feature adds to the link with respect to the average training row, in the order of the model.
  ///
  /// - Complexity: As much work as the score: they are computed when they are asked for, lest every score allocate them.
  public var contributions: [Double] { plan.contributions(of: values, at: positions) }

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
