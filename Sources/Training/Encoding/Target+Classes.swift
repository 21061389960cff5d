import ClienteleScoring
import Tables

extension Target {
  /// The classes that a model can have.
  private static let mostClasses = 100

  /// Reads one of several classes: values are positions in `classes`, numbers in their order, texts sorted, or as `order`
  /// lists them.
  init(classesOf column: Column, kind: ModelKind, order: [String]?) throws(TrainingError) {
    let texts = try ClassTexts(column)
    let distinct = texts.distinct
    if distinct.isEmpty { throw .allTargetsMissing(column: column.name) }
    if distinct.count < 2 { throw .singleClass(column: column.name) }
    if distinct.count > Self.mostClasses {
      throw .tooManyClasses(column: column.name, classes: distinct.count, limit: Self.mostClasses)
    }
    if kind == .ordinal, order == nil, !texts.isOrdered { throw .needsOrder(column: column.name) }
    try self.init(texts, classes: order ?? distinct, column: column)
    if let order, order.count > distinct.count { throw .absentClass(column: column.name) }
  }

  /// Reads a target of a table that a model with these classes did not see.
  init(heldOut column: Column, classes: [String]) throws(TrainingError) {
    try self.init(try ClassTexts(column), classes: classes, column: column)
  }

  private init(_ texts: ClassTexts, classes: [String], column: Column) throws(TrainingError) {
    let position = Dictionary(zip(classes, classes.indices), uniquingKeysWith: { first, _ in first })
    let positions = texts.texts.map { position[$0] }
    var values: [Double] = []
    values.reserveCapacity(texts.codes.count)
    for (row, code) in texts.codes.enumerated() {
      guard code >= 0 else {
        values.append(0)
        continue
      }
      guard let position = positions[Int(code)] else { throw .foreignClass(column: column.name, row: row + 1) }
      values.append(Double(position))
    }
    self.init(values: values, isPresent: texts.codes.contains { $0 < 0 } ? texts.codes.map { $0 >= 0 } : nil)
    self.classes = classes
  }
}

/// The texts of a column's values, in the order of the values, and which of them every row has; −1 is missing.
private struct ClassTexts {
  let codes: [Int32]
  let texts: [String]
  /// Whether the values have an order of their own.
  let isOrdered: Bool

  init(_ column: Column) throws(TrainingError) {
    switch column.values {
    case .date, .dateTime: throw .datedClasses(column: column.name)
    case .text(let text):
      let order = text.levels.indices.sorted { text.levels[$0] < text.levels[$1] }
      var rank = [Int32](repeating: 0, count: order.count)
      for (position, code) in order.enumerated() { rank[code] = Int32(position) }
      codes = text.codes.map { $0 < 0 ? $0 : rank[Int($0)] }
      texts = order.map { text.levels[$0] }
      isOrdered = false
    case .boolean(let truths):
      codes = truths.map { Int32($0) }
      texts = ["false", "true"]
      isOrdered = true
    default:
      let numbers = NumericReader(column.values)?.values(count: column.count) ?? []
      let distinct = Set(numbers.filter { !$0.isNaN }).sorted()
      let rank = Dictionary(zip(distinct, distinct.indices), uniquingKeysWith: { first, _ in first })
      codes = numbers.map { rank[$0].map { Int32($0) } ?? ColumnValues.missingCode }
      texts = distinct.map(canonicalText)
      isOrdered = true
    }
  }

  /// The texts that some row has.
  var distinct: [String] {
    var isUsed = [Bool](repeating: false, count: texts.count)
    for code in codes where code >= 0 { isUsed[Int(code)] = true }
    return texts.indices.filter { isUsed[$0] }.map { texts[$0] }
  }
}

/// Σ weights by class, given by its position; a weight is 1 without `weights`.
func weightsByClass(_ classes: [Double], _ count: Int, _ weights: [Double]?) -> [Double] {
  var sums = [Double](repeating: 0, count: count)
  for (row, code) in classes.enumerated() { sums[Int(code)] += weights?[row] ?? 1 }
  return sums
}
