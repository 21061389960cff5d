import Tables

/// Why segments cannot be judged. Rows count from 0.
package enum SegmentationError: Error, Sendable, Equatable {
  /// No row has a weight above 0 and a segment.
  case empty
  /// Two arrays do not speak of the same rows.
  case unequalLengths(what: SegmentationInput, count: Int, expected: Int)
  /// A weight is negative, infinite or NaN.
  case invalidWeight(row: Int)
  /// All rows are in one segment, where two are compared.
  case oneSegment
  /// A size of a segment is negative, infinite or NaN, or all of them are 0.
  case invalidSizes
}

/// The arrays that a judgement of segments takes.
package enum SegmentationInput: String, Sendable {
  case segments, weights, sizes
}

extension SegmentationError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty:
      "no row is in a segment: give at least one row with a segment and a weight above 0"
    case .unequalLengths(let what, let count, let expected):
      "there are \(count) \(what.rawValue) where \(expected) are needed: both sides must be of the same "
        + (what == .sizes ? "segments" : "rows")
    case .invalidWeight(let row):
      "row \(row + 1): the weight is not a number of at least 0; weights count how often a row is repeated"
    case .oneSegment:
      "all rows are in one segment, which is apart from no other: make two segments at least"
    case .invalidSizes:
      "the sizes of segments are not numbers of at least 0 with a sum above 0: count rows or add up their weights"
    }
  }
}

extension SegmentationError {
  /// Checks that there is one label and one weight a row, and that weights are finite and not negative.
  static func check(_ labels: [Int32], _ weights: [Double]?, rows: Int) throws(SegmentationError) {
    guard labels.count == rows else {
      throw .unequalLengths(what: .segments, count: labels.count, expected: rows)
    }
    guard let weights else { return }
    guard weights.count == rows else {
      throw .unequalLengths(what: .weights, count: weights.count, expected: rows)
    }
    if let row = InputChecks.firstIndex(weights, where: { !($0 >= 0 && $0.isFinite) }) {
      throw .invalidWeight(row: row)
    }
  }
}
