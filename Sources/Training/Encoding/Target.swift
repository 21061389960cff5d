import ClienteleScoring
import Tables

/// A target column read for a family: a number a row, and which rows have one.
struct Target: Sendable {
  /// One a row; 0 where missing.
  var values: [Double]
  /// Whether the row has a target.
  var isPresent: [Bool]
  /// For a binary target, the texts of 1 and 0.
  var event, nonEvent: String?

  /// Reads `column` for `kind`.
  ///
  /// A binary target is a truth value, a number or a text with two distinct values; the event is the larger one, or the
  /// one named by `event`.
  init(_ column: Column, kind: ModelKind, event: String?) throws(TrainingError) {
    switch kind {
    case .linear:
      guard let reader = NumericReader(column.values), column.values.type != .boolean else {
        throw .notNumeric(column: column.name, role: "target of a linear model", row: nil)
      }
      try self.init(numbers: reader.values(count: column.count), name: column.name)
    case .logistic:
      try self.init(classes: column, event: event)
    }
    if !isPresent.contains(true) { throw .allTargetsMissing(column: column.name) }
  }

  private init(numbers: [Double], name: String) throws(TrainingError) {
    values = numbers
    isPresent = numbers.map { !$0.isNaN }
    for row in values.indices {
      if values[row].isInfinite { throw .nonFinite(column: name, row: row + 1) }
      if values[row].isNaN { values[row] = 0 }
    }
  }

  private init(classes column: Column, event: String?) throws(TrainingError) {
    switch column.values {
    case .text(let text):
      try self.init(
        codes: text.codes, texts: Array(text.levels.prefix(3)), distinct: text.levels.count, column.name, event)
    case .boolean(let truths):
      try self.init(codes: truths.map { Int32($0) }, texts: ["false", "true"], distinct: 2, column.name, event)
    default:
      guard let reader = NumericReader(column.values) else {
        throw .notNumeric(column: column.name, role: "target of a logistic model", row: nil)
      }
      let numbers = reader.values(count: column.count)
      var distinct: [Double] = []
      let codes = numbers.map { number -> Int32 in
        if number.isNaN { return ColumnValues.missingCode }
        if let code = distinct.firstIndex(of: number) { return Int32(code) }
        if distinct.count < 3 { distinct.append(number) }
        return Int32(distinct.count - 1)
      }
      let order = distinct.indices.sorted { distinct[$0] < distinct[$1] }
      let rank = order.indices.reduce(into: [Int](repeating: 0, count: order.count)) { $0[order[$1]] = $1 }
      try self.init(
        codes: codes.map { $0 < 0 ? $0 : Int32(rank[Int($0)]) },
        texts: order.map { canonicalText(distinct[$0]) }, distinct: distinct.count, column.name, event, isSorted: true)
    }
  }

  private init(
    codes: [Int32], texts: [String], distinct: Int, _ name: String, _ event: String?, isSorted: Bool = false
  ) throws(TrainingError) {
    if distinct > 2 { throw .targetNotBinary(column: name, distinct: distinct) }
    if distinct < 2 {
      if codes.allSatisfy({ $0 < 0 }) { throw .allTargetsMissing(column: name) }
      throw .singleClass(column: name)
    }
    var one = isSorted || texts[0] < texts[1] ? 1 : 0
    if let event {
      guard let named = texts.firstIndex(of: event) else { throw .unknownEvent(event, column: name) }
      one = named
    }
    values = codes.map { Int($0) == one ? 1 : 0 }
    isPresent = codes.map { $0 >= 0 }
    self.event = texts[one]
    nonEvent = texts[1 - one]
  }
}

/// A number as a level is written: whole numbers without a point.
private func canonicalText(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
}
