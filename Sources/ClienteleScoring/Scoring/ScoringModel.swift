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
  let plan: ScoringPlan

  /// Takes a model as training returns it.
  ///
  /// - Throws: ``ModelFileError/inconsistent(_:)`` when its parts do not fit together.
  public init(_ model: FittedModel) throws(ModelFileError) {
    self = try ModelFile.encode(model).model
  }

  init(_ model: FittedModel, plan: ScoringPlan, hash: String) {
    self.model = model
    self.plan = plan
    self.hash = hash
  }

  /// The columns that a row must have, in the order of the model.
  public var inputs: [ModelInput] { plan.inputs }

  /// The link of the average training row.
  public var baseline: Double { plan.baseline }

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
    return try plan.score(values, at: plan.identity, extraColumns: row.count - plan.inputs.count)
  }

  /// Binds columns to the model once, for many rows that have them in the same order.
  ///
  /// - Throws: ``ScoringError`` when a column of the model is not among them, or a name occurs twice.
  public func prepare(columns: [String]) throws(ScoringError) -> PreparedRow {
    try PreparedRow(plan, columns: columns)
  }
}
