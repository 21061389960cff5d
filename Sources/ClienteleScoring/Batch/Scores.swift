/// The scores of a table's rows.
///
/// Rows that the model refuses are listed in ``refusedRows``. Where they were to be flagged they keep their place, with
/// NaN as link and prediction; where they were to be skipped they have none, and ``rows`` tells which are left.
public struct Scores: Sendable {
  private let plan: ScoringPlan
  private let function: ResponseFunction
  /// The names of the segments, in the order of their numbers; empty for a model that assigns none.
  public let segmentNames: [String]
  /// The number of rows of the table.
  public let rowCount: Int
  /// The linear predictor, a scored row each.
  public private(set) var link: [Double]
  /// The expected response; see ``Score/prediction``.
  public private(set) var prediction: [Double]
  /// What the model tells beside the prediction, one array a name of ``outputNames``.
  public private(set) var outputs: [[Double]]
  /// The contributions of largest size; nil where none were asked for.
  public private(set) var reasons: ReasonTable?
  /// The rows that the model refuses, in their order.
  public let refusedRows: [RefusedRow]
  /// What was unexpected, by column, in the order of the model. Refused rows are counted, too.
  public let unexpected: [ColumnUnexpected]
  /// The columns of the table that the model does not need.
  public let ignoredColumns: [String]
  /// Whether refused rows were left out.
  private let skips: Bool

  init(
    model: ScoringModel, rowCount: Int, arrays: ScoreArrays, refusedRows: [RefusedRow],
    unexpected: [ColumnUnexpected], ignoredColumns: [String], skips: Bool
  ) {
    plan = model.plan
    function = model.model.function
    segmentNames = model.model.segments?.names ?? []
    baseline = model.baseline
    self.rowCount = rowCount
    link = arrays.link
    prediction = arrays.prediction
    outputs = arrays.outputs
    reasons = arrays.reasons
    self.refusedRows = refusedRows
    self.unexpected = unexpected
    self.ignoredColumns = ignoredColumns
    self.skips = skips && !refusedRows.isEmpty
    if self.skips {
      let kept = rows.map { $0 - 1 }
      link = kept.map { arrays.link[$0] }
      prediction = kept.map { arrays.prediction[$0] }
      outputs = arrays.outputs.map { output in kept.map { output[$0] } }
      reasons = arrays.reasons?.keeping(kept)
    }
  }

  /// The probability of the event; nil where the model does not predict one.
  public var probability: [Double]? { plan.isProbability ? prediction : nil }

  /// What calibration adds, a scored row each: ``link`` + it = the log-odds of ``probability``. nil where the model is not
  /// calibrated.
  public var calibration: [Double]? {
    plan.calibrator == nil ? nil : link.map { plan.calibration(at: $0) ?? .nan }
  }

  /// The log-odds of ``probability``; ``link`` where the model does not predict one.
  package var logOdds: [Double] {
    guard plan.isProbability, plan.calibrator != nil || plan.link != .logit else { return link }
    return link.map { eta in
      let own = plan.link.logOdds(eta)
      return plan.calibrator.map { $0.logOdds(own) } ?? own
    }
  }

  /// The link of the average training row; see ``ScoringModel/baseline``.
  public let baseline: Double

  /// The names of ``outputs``.
  public var outputNames: [String] { function.outputNames }

  /// The class that is predicted, a scored row each, nil in a refused one; nil for a model that predicts no class.
  public var predictedClass: [String?]? {
    guard let classes = function.classes else { return nil }
    return prediction.map { $0.isNaN ? nil : classes[Int($0)] }
  }

  /// The segment, from 0, that every scored row belongs to, nil for a refused one; nil for a model that assigns none.
  public var segments: [Int?]? {
    guard case .segments = function else { return nil }
    return prediction.map { $0.isNaN ? nil : Int($0) }
  }

  /// The number of principal components; nil for a model that tells none.
  package var componentCount: Int? { function.componentCount }

  /// The row of the table, counted from 1, that every score belongs to.
  ///
  /// - Complexity: O(*n*).
  public var rows: [Int] {
    guard skips else { return Array(1..<(rowCount + 1)) }
    let refused = Set(refusedRows.map(\.row))
    return (1..<(rowCount + 1)).filter { !refused.contains($0) }
  }

  /// The columns that reasons point to, in the order of the model.
  public var columns: [String] { plan.inputs.prefix(plan.featureCount).map(\.column) }
}

/// The contributions of largest size for every score, `width` a row, the largest first; see ``Reasons``.
public struct ReasonTable: Sendable {
  /// The number of reasons a row: as many as asked for, at most one a feature.
  public let width: Int
  /// Positions in ``Scores/columns``, `width` a row; −1 in a refused row.
  public internal(set) var features: [Int32]
  /// The contributions of those columns, in the same order.
  public internal(set) var contributions: [Double]
  /// What closes baseline + Σ contributions + rest = link, one a row.
  public internal(set) var rest: [Double]

  /// The rows at `positions`.
  fileprivate func keeping(_ positions: [Int]) -> ReasonTable {
    ReasonTable(
      width: width, features: positions.flatMap { features[($0 * width)..<(($0 + 1) * width)] },
      contributions: positions.flatMap { contributions[($0 * width)..<(($0 + 1) * width)] },
      rest: positions.map { rest[$0] })
  }
}

/// A row that a model refuses.
public struct RefusedRow: Sendable, Hashable {
  /// The row, counted from 1.
  public let row: Int
  /// Why.
  public let refusal: Refusal
}

/// How much was unexpected in a column.
public struct ColumnUnexpected: Sendable, Hashable {
  /// The column.
  public let column: String
  /// Rows whose value is missing.
  public internal(set) var missing = 0
  /// Rows whose level was never seen in training.
  public internal(set) var unseen = 0
  /// Rows whose number lies outside the range of training.
  public internal(set) var outOfRange = 0

  init(column: String) { self.column = column }

  mutating func add(_ other: ColumnUnexpected) {
    missing += other.missing
    unseen += other.unseen
    outOfRange += other.outOfRange
  }
}

/// What to do with rows that the model refuses.
public enum BadRowPolicy: String, Sendable, CaseIterable {
  /// Score nothing and throw an error that names the first of them.
  case error
  /// Leave them out of the scores.
  case skip
  /// Keep their place, with NaN as score.
  case flag
}
