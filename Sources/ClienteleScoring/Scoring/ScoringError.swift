import Tables

/// Why a row or a table was not scored. No message shows a cell's content.
public enum ScoringError: Error, Sendable, Equatable {
  /// A column that the model needs is not there.
  case missingColumn(String)
  /// A column, or a value in it, has another type than the model needs.
  case typeMismatch(column: String, expected: InputType, found: String)
  /// A row is refused; `row` counts from 1 and is nil where there is only one row.
  case refused(row: Int?, Refusal)
  /// Values of a file, `count` of them in the column, are not of the type that the model needs there; the first is in
  /// `row`, counted from 1.
  case unreadable(column: String, expected: InputType, row: Int, count: Int)
  /// A prepared row was given another number of values than it has columns.
  case valueCount(expected: Int, found: Int)
  /// A column was named twice when a row was prepared.
  case duplicateColumn(String)
}

/// Why a row is refused.
public struct Refusal: Sendable, Hashable {
  /// The column to blame; nil when only the sum of all is too large.
  public let column: String?
  /// What is wrong there.
  public let reason: Reason

  /// What is wrong with a value.
  public enum Reason: String, Sendable, CaseIterable {
    /// It is missing and may not be: by policy, or because it is the offset.
    case missing
    /// The level was never seen in training, and the policy refuses it.
    case unseen
    /// The number lies outside the range of training, and the policy refuses it.
    case outOfRange = "out-of-range"
    /// The value that stands in the file is not of the type that the model needs.
    case wrongType = "wrong-type"
    /// The number, or the score that it leads to, is not finite.
    case notFinite = "not-finite"
  }

  package init(_ column: String?, _ reason: Reason) {
    self.column = column
    self.reason = reason
  }
}

extension ScoringError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .missingColumn(let column):
      "column \(Words.name(column)) is missing: the model needs it; give it, or an explicit missing value"
    case .typeMismatch(let column, let expected, let found):
      "column \(Words.name(column)) holds \(found) where the model was trained on \(expected.rawValue): convert the column"
    case .refused(let row, let refusal):
      (row.map { "row \($0): " } ?? "") + refusal.description
    case .unreadable(let column, let expected, let row, let count):
      "row \(row), column \(Words.name(column)): not \(expected.noun)"
        + (count > 1 ? " (\(count) such values in the column)" : "")
        + ": correct it, or leave the row out"
    case .valueCount(let expected, let found):
      "the row has \(Words.count(found, "value")) where \(Words.count(expected, "column")) \(expected == 1 ? "was" : "were") prepared"
    case .duplicateColumn(let column):
      "column \(Words.name(column)) is named twice: name each once"
    }
  }
}

extension Refusal: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    let place = column.map { "column \(Words.name($0)): " } ?? ""
    return switch reason {
    case .missing: place + "the value is missing and the model refuses that: fill it in, or leave the row out"
    case .unseen:
      place + "the level was never seen in training and the model refuses that: correct it, or leave the row out"
    case .outOfRange:
      place + "the number is outside the training range and the model refuses that: correct it, or leave the row out"
    case .wrongType:
      place + "the value is not of the type that the model needs: correct it, or leave the row out"
    case .notFinite: place + "the number is infinite or too large to score: correct it, or leave the row out"
    }
  }
}
