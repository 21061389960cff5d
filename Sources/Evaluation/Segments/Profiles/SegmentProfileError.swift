import Tables

/// Why segments cannot be described. Rows count from 0.
package enum SegmentProfileError: Error, Sendable, Equatable {
  /// The weights cannot be judged.
  case weights(EvaluationError)
  /// An array has another length than the labels.
  case unequalLengths(what: String, count: Int, expected: Int)
  /// A label is below −1, or not below the number of segments.
  case invalidLabel(row: Int, segments: Int)
  /// Every row is left out, or has a weight of 0.
  case noRow
  /// A number is infinite.
  case infinite(what: String, row: Int)
  /// A row's level is none of those named.
  case invalidCode(what: String, row: Int)
}

extension SegmentProfileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .weights(let error):
      "\(error)"
    case .unequalLengths(let what, let count, let expected):
      "there are \(count) \(what) for \(expected) labels: give one a row"
    case .invalidLabel(let row, let segments):
      "row \(row + 1): its segment is not from 0 to \(segments - 1), or -1 for none; label it as one of them"
    case .noRow:
      "no row is in a segment: label at least one with a weight above 0"
    case .infinite(let what, let row):
      "row \(row + 1), column \(Words.name(what)): an infinite number; leave the row out or correct it"
    case .invalidCode(let what, let row):
      "row \(row + 1), column \(Words.name(what)): not a level; fill it in or leave the row out"
    }
  }
}
