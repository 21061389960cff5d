/// A column that segments are described by, whether or not it helped to form them.
package struct DescribedColumn: Sendable {
  /// What a column holds, a value a row.
  package enum Values: Sendable {
    /// Numbers; NaN is missing.
    case numbers([Double])
    /// Levels; code −1 is missing, and counts as a level of its own.
    case levels(SegmentColumn)
  }

  /// Its name.
  package let name: String
  /// Whether the clustering used it; one that it did not use says more about a segment than one that it did.
  package let isUsed: Bool
  package let values: Values

  /// A numeric column.
  package init(name: String, numbers: [Double], isUsed: Bool = true) {
    self.name = name
    self.isUsed = isUsed
    values = .numbers(numbers)
  }

  /// A categorical one.
  package init(_ levels: SegmentColumn, isUsed: Bool = true) {
    name = levels.name
    self.isUsed = isUsed
    values = .levels(levels)
  }

  func validate(rows: Int) throws(SegmentProfileError) {
    switch values {
    case .numbers(let numbers):
      guard numbers.count == rows else {
        throw .unequalLengths(what: "values of \(name)", count: numbers.count, expected: rows)
      }
      if let row = InputChecks.firstIndex(numbers, where: { $0.isInfinite }) { throw .infinite(what: name, row: row) }
    case .levels(let levels):
      guard levels.codes.count == rows else {
        throw .unequalLengths(what: "levels of \(name)", count: levels.codes.count, expected: rows)
      }
      if let row = levels.firstInvalidRow { throw .invalidCode(what: name, row: row) }
    }
  }
}
