import ClienteleScoring
import Tables

/// The output of a scoring as columns: id, score, reasons, and why a row was refused.
struct ScoreTable {
  private let rows: Table
  private let id: Column?
  private let scores: Scores
  private let interval: (residuals: ResidualQuantiles, level: Double)?
  private let expected: (lower: [Double], upper: [Double])?
  private let flagsRefused: Bool

  /// - Parameter interval: what makes `lower` and `upper`, and the share of outcomes between them.
  init(
    _ file: CSVTable, _ scores: Scores, interval: (residuals: ResidualQuantiles, level: Double)? = nil,
    expected: (lower: [Double], upper: [Double])? = nil, flagsRefused: Bool
  ) {
    rows = file.table
    id = file.copy
    self.scores = scores
    self.interval = interval
    self.expected = expected
    self.flagsRefused = flagsRefused
  }

  func table() throws(TableError) -> Table {
    return try Table(identifier + score + limits + ofExpected + reasons + refusals)
  }

  /// The prediction, and what the model tells beside it.
  private var score: [Column] {
    let further = zip(scores.outputNames, scores.outputs).map { name, values in
      Column(name, name == "outlier" && scores.segments != nil ? Self.truths(values) : .double(values))
    }
    if let segments = scores.segments { return self.segments(segments) + further }
    if scores.componentCount != nil { return further }
    if let classes = scores.predictedClass { return [Column("prediction", .text(TextValues(classes)))] + further }
    return [Column(scores.probability == nil ? "prediction" : "probability", .double(scores.prediction))] + further
  }

  /// The number of the segment, from 1, and its name.
  private func segments(_ segments: [Int?]) -> [Column] {
    let numbers = segments.map { $0.map { Int64($0 + 1) } ?? ColumnValues.missingInteger }
    let codes = segments.map { $0.map { Int32($0) } ?? ColumnValues.missingCode }
    return [
      Column("segment", .integer(numbers)),
      Column("segment_name", .text(TextValues(codes: codes, levels: Levels(scores.segmentNames)))),
    ]
  }

  private static func truths(_ values: [Double]) -> ColumnValues {
    .boolean(values.map { $0.isNaN ? ColumnValues.missingBoolean : $0 == 0 ? 0 : 1 })
  }

  private var limits: [Column] {
    guard let interval else { return [] }
    let groups = interval.residuals.groups.flatMap { rows[$0.column]?.values }
    let numbers = scores.rows
    let ends = scores.prediction.enumerated().map { place, prediction -> (Double, Double) in
      if prediction.isNaN { return (.nan, .nan) }
      let outer = scores.outputs.first.flatMap { lowest in
        scores.outputs.last.map { (lowest: lowest[place], highest: $0[place]) }
      }
      return interval.residuals.interval(
        interval.level, around: prediction, outer: outer, group: groups?.cellText(numbers[place] - 1))
    }
    return [Column("lower", .double(ends.map(\.0))), Column("upper", .double(ends.map(\.1)))]
  }

  private var ofExpected: [Column] {
    guard let expected else { return [] }
    return [Column("expected_lower", .double(expected.lower)), Column("expected_upper", .double(expected.upper))]
  }

  /// The id column, or the number of the row where there is none.
  private var identifier: [Column] {
    guard let column = id else {
      return [Column("row", .integer(scores.rows.map(Int64.init)))]
    }
    return [scores.refusedRows.isEmpty || flagsRefused ? column : column.keeping(scores.rows)]
  }

  private var reasons: [Column] {
    guard let reasons = scores.reasons, reasons.width > 0 else { return [] }
    let texts = ReasonTexts(columns: scores.columns.map { rows[$0]?.values })
    let numbers = scores.rows
    var columns: [Column] = []
    for k in 0..<reasons.width {
      columns.append(
        Column("reason_\(k + 1)", .text(texts.column(names: scores.columns, reasons, k, rows: numbers))))
      columns.append(
        Column(
          "contribution_\(k + 1)",
          .double(numbers.indices.map { reasons.contributions[$0 * reasons.width + k] })))
    }
    return columns + [Column("rest", .double(reasons.rest))]
      + (scores.calibration.map { [Column("calibration", .double($0))] } ?? [])
  }

  private var refusals: [Column] {
    if !flagsRefused || scores.refusedRows.isEmpty { return [] }
    var texts = [String?](repeating: nil, count: scores.rowCount)
    for refused in scores.refusedRows { texts[refused.row - 1] = refused.refusal.code }
    return [Column("refused", .text(TextValues(texts)))]
  }
}

extension Refusal {
  /// The column and the reason, for a machine to compare: `tenure: missing`.
  var code: String { (column.map { "\($0): " } ?? "") + reason.rawValue }
}

/// Reasons in words: `contract = Month-to-month`.
private struct ReasonTexts {
  let columns: [ColumnValues?]

  /// Reason `k` of every row; each distinct text is made once.
  func column(names: [String], _ reasons: ReasonTable, _ k: Int, rows: [Int]) -> TextValues {
    var levels: [String] = []
    var known: [Key: Int32] = [:]
    let codes = rows.indices.map { position -> Int32 in
      let feature = Int(reasons.features[position * reasons.width + k])
      if feature < 0 { return ColumnValues.missingCode }
      let row = rows[position] - 1
      let key = Key(feature: feature, value: columns[feature]?.pattern(row) ?? 0)
      if let code = known[key] { return code }
      let code = Int32(levels.count)
      levels.append("\(names[feature]) = \(columns[feature]?.reasonText(row) ?? "missing")")
      known[key] = code
      return code
    }
    return TextValues(codes: codes, levels: Levels(levels))
  }

  private struct Key: Hashable {
    let feature: Int
    let value: UInt64
  }
}

extension ColumnValues {
  /// The value of a row as text; midnight is its day, whether or not other rows have a time.
  fileprivate func reasonText(_ row: Int) -> String? {
    let day: Int64 = 86_400_000_000
    guard case .dateTime(let values) = self, values[row] != Self.missingInteger, values[row] % day == 0 else {
      return cellText(row)
    }
    return isoDate(daysSince1970: Int(values[row] / day))
  }

  /// Bits that tell the values of one column apart.
  fileprivate func pattern(_ row: Int) -> UInt64 {
    switch self {
    case .double(let values): values[row].bitPattern
    case .integer(let values), .dateTime(let values): UInt64(bitPattern: values[row])
    case .boolean(let values): UInt64(UInt8(bitPattern: values[row]))
    case .date(let values): UInt64(UInt32(bitPattern: values[row]))
    case .text(let text): UInt64(UInt32(bitPattern: text.codes[row]))
    }
  }
}

extension Column {
  /// The rows with these numbers, counted from 1.
  fileprivate func keeping(_ rows: [Int]) -> Column {
    func picked<Value>(_ values: [Value]) -> [Value] { rows.map { values[$0 - 1] } }
    let kept: ColumnValues =
      switch values {
      case .double(let values): .double(picked(values))
      case .integer(let values): .integer(picked(values))
      case .dateTime(let values): .dateTime(picked(values))
      case .boolean(let values): .boolean(picked(values))
      case .date(let values): .date(picked(values))
      case .text(let text): .text(TextValues(codes: picked(text.codes), levels: text.levels))
      }
    return Column(name, kept)
  }
}
