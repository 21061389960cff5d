/// A model that scores: a fitted model that was checked, and laid out for speed.
///
///     let model = try ScoringModel(contentsOf: url)
///     let p = try model.score(["tenure": 12, "contract": "Month-to-month"]).probability
///     let batch = try model.score(table, reasons: 3)
///
/// A row and a batch take the same arithmetic path: the same values give the same bits.
public struct ScoringModel: Sendable {
  /// The model: its transform, its estimates, its certificate and lineage.
  public let model: FittedModel
  /// The SHA-256 of the model file, in which the hash itself counts as zeros; 64 hexadecimal digits.
  public let hash: String
  /// One a predictor, or the one that makes points of rows; all have the same inputs and refuse the same values.
  let plans: [ScoringPlan]
  /// How several predictors, or one that tells more than a mean, become a prediction; nil for the mean at one link.
  let combination: Combination?
  /// How a point is assigned to a segment; nil for models that predict.
  let rule: SegmentRule?
  /// The first of ``plans``.
  let plan: ScoringPlan

  /// Takes a model as training returns it.
  ///
  /// - Throws: ``ModelFileError/inconsistent(_:)`` when its parts do not fit together.
  public init(_ model: FittedModel) throws(ModelFileError) {
    self = try ModelFile.encode(model).model
  }

  /// Takes a model whose parts are known to fit together.
  init(checked model: FittedModel, hash: String) {
    self.model = model
    self.hash = hash
    if let segments = model.segments {
      rule = SegmentRule(segments, model.encoder)
      plans = [ScoringPlan(pointsOf: model, segments)]
      combination = nil
    } else {
      rule = nil
      plans = model.predictors.indices.map { ScoringPlan(model, predictor: $0) }
      combination = model.link == nil ? Combination(model.function, baselines: plans.map(\.baseline)) : nil
    }
    plan = plans[0]
  }

  /// The columns that a row must have, in the order of the model.
  public var inputs: [ModelInput] { plan.inputs }

  /// The link of the average training row; of a model of several predictors, what they explain of it.
  public var baseline: Double { combination?.baseline ?? plan.baseline }

  /// The names of what the model tells beside the prediction: probabilities of classes, quantiles, parts of an amount.
  public var outputNames: [String] { model.function.outputNames }

  /// Scores one row, its values by column name.
  ///
  /// Names that the model does not need are ignored and counted.
  ///
  /// - Throws: ``ScoringError`` when a column is not there (say `nil` where the value is missing), a value has the wrong
  ///   type, or the model refuses it.
  public func score(_ row: [String: Value]) throws(ScoringError) -> Score {
    var values: [Value] = []
    values.reserveCapacity(plan.inputs.count)
    for input in plan.inputs {
      guard let value = row[input.column] else { throw .missingColumn(input.column) }
      values.append(value)
    }
    return try score(values, at: plan.identity, extraColumns: row.count - plan.inputs.count)
  }

  /// Scores a row that has just the values of ``inputs``, in their order.
  func scoreInOrder(_ values: [Value]) throws(ScoringError) -> Score {
    try score(values, at: plan.identity, extraColumns: 0)
  }

  /// Binds columns to the model once, for many rows that have them in the same order.
  ///
  /// - Throws: ``ScoringError`` when a column of the model is not among them, or a name occurs twice.
  public func prepare(columns: [String]) throws(ScoringError) -> PreparedRow {
    try PreparedRow(self, columns: columns)
  }
}
