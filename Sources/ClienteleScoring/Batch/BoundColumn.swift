/// The values of a column as one feature reads them.
struct BoundColumn: Sendable {
  private let values: Values
  /// What a code contributes; nil where the column is read as numbers.
  let table: CodeTable?

  private enum Values: Sendable {
    case doubles([Double])
    case integers([Int64])
    case days([Int32])
    case instants([Int64])
    case codes([Int32])
    case booleans([Int8])
    /// Numbers that are levels by their text, as area codes are, with the codes of those that are.
    case integerLevels([Int64], [Int64: Int32])
    case doubleLevels([Double], [Double: Int32])
    /// Nothing but missing values, whatever the type.
    case missing
  }

  /// Matches a column to a feature.
  ///
  /// - Throws: ``ScoringError/typeMismatch(column:expected:found:)``.
  init(_ column: Column, _ feature: PlannedFeature, _ plan: ScoringPlan) throws(ScoringError) {
    var table: CodeTable?
    switch (feature.input, column.values) {
    case (.number, .double(let doubles)): values = .doubles(doubles)
    case (.number, .integer(let integers)): values = .integers(integers)
    case (.date, .date(let days)): values = .days(days)
    case (.date, .dateTime(let instants)): values = .instants(instants)
    case (.text, .text(let texts)):
      values = .codes(texts.codes)
      table = CodeTable(texts.levels, feature, plan)
    case (.text, .boolean(let booleans)), (.boolean, .boolean(let booleans)):
      values = .booleans(booleans)
      table = CodeTable(["false", "true"], feature, plan)
    case (.text, .integer(let integers)):
      let levels = CodeTable.levels(of: feature, plan, number: { Int64($0) }, text: { String($0) })
      values = .integerLevels(integers, levels.codes)
      table = levels.table
    case (.text, .double(let doubles)):
      let levels = CodeTable.levels(of: feature, plan, number: { Double($0) }, text: { canonicalText($0) })
      values = .doubleLevels(doubles, levels.codes)
      table = levels.table
    default:
      guard column.values.isAllMissing else {
        throw .typeMismatch(column: column.name, expected: feature.input, found: column.values.type.rawValue)
      }
      values = .missing
    }
    self.table = table
  }

  /// Calls `body` with the numbers of some rows, NaN where missing, loaded into `scratch` where they need to be.
  func withNumbers<Result>(
    _ rows: Range<Int>, _ feature: PlannedFeature, _ scratch: UnsafeMutablePointer<Double>,
    _ body: (UnsafePointer<Double>) -> Result
  ) -> Result {
    switch values {
    case .doubles(let doubles):
      return doubles.withUnsafeBufferPointer { body(first(rows, of: $0, or: scratch)) }
    case .integers(let integers):
      load(integers, rows, scratch) { $0 == ColumnValues.missingInteger ? .nan : Double($0) }
    case .days(let days):
      load(days, rows, scratch) {
        $0 == ColumnValues.missingDay ? .nan : feature.days(instant: Double($0) * microsecondsADay)
      }
    case .instants(let instants):
      load(instants, rows, scratch) {
        $0 == ColumnValues.missingInteger ? .nan : feature.days(instant: Double($0))
      }
    case .codes, .booleans, .integerLevels, .doubleLevels, .missing:
      scratch.update(repeating: .nan, count: rows.count)
    }
    return body(scratch)
  }

  /// Calls `body` with the codes of some rows, −1 where missing, loaded into `scratch` where they need to be.
  func withCodes<Result>(
    _ rows: Range<Int>, _ scratch: UnsafeMutablePointer<Int32>, _ body: (UnsafePointer<Int32>) -> Result
  ) -> Result {
    let missing = ColumnValues.missingCode
    switch values {
    case .codes(let codes):
      return codes.withUnsafeBufferPointer { body(first(rows, of: $0, or: scratch)) }
    case .booleans(let booleans):
      load(booleans, rows, scratch) { $0 == ColumnValues.missingBoolean ? missing : $0 == 0 ? 0 : 1 }
    case .integerLevels(let integers, let codes):
      load(integers, rows, scratch) { $0 == ColumnValues.missingInteger ? missing : codes[$0] ?? 0 }
    case .doubleLevels(let doubles, let codes):
      load(doubles, rows, scratch) { $0.isNaN ? missing : codes[$0] ?? 0 }
    case .doubles, .integers, .days, .instants, .missing:
      scratch.update(repeating: missing, count: rows.count)
    }
    return body(scratch)
  }
}

/// The first of some rows in place; `scratch` where a column is empty.
@inline(__always)
private func first<Stored>(
  _ rows: Range<Int>, of values: UnsafeBufferPointer<Stored>, or scratch: UnsafeMutablePointer<Stored>
) -> UnsafePointer<Stored> {
  values.baseAddress.map { $0 + rows.lowerBound } ?? UnsafePointer(scratch)
}

/// Converts the values of some rows.
@inline(__always)
private func load<Stored, Loaded>(
  _ values: [Stored], _ rows: Range<Int>, _ loaded: UnsafeMutablePointer<Loaded>, _ convert: (Stored) -> Loaded
) {
  values.withUnsafeBufferPointer { values in
    for row in 0..<rows.count { loaded[row] = convert(values[rows.lowerBound + row]) }
  }
}

extension ColumnValues {
  /// Whether every value is missing.
  fileprivate var isAllMissing: Bool {
    switch self {
    case .double(let values): values.allSatisfy(\.isNaN)
    case .integer(let values), .dateTime(let values): values.allSatisfy { $0 == Self.missingInteger }
    case .boolean(let values): values.allSatisfy { $0 == Self.missingBoolean }
    case .text(let values): values.codes.allSatisfy { $0 == Self.missingCode }
    case .date(let values): values.allSatisfy { $0 == Self.missingDay }
    }
  }
}
