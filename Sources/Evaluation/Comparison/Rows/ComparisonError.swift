/// Why two models cannot be compared. Rows count from 0.
package enum ComparisonError: Error, Sendable, Equatable {
  /// What one model predicted, or an outcome or weight, cannot be judged.
  case evaluation(ComparedModel?, EvaluationError)
  /// An array has another length than the outcomes.
  case unequalLengths(what: String, count: Int, expected: Int)
  /// All outcomes are of one class.
  case singleClass
  /// There are more than 2³⁰ rows.
  case tooManyRows(Int)
  /// A row has no cluster, or no level of a segment column: a code below 0 or beyond the names.
  case invalidCode(what: String, row: Int)
  /// The value of a row is negative.
  case negativeValue(row: Int)
  /// The value of a row is infinite or NaN.
  case invalidValue(row: Int)
  /// A setting is out of its range.
  case setting(name: String, requirement: String)
  /// No row reaches the threshold, or the share is less than one row.
  case selectsNoOne(ComparedModel)
  /// An id is there more than once.
  case duplicateIdentifier(IdentifiedTable, row: Int, duplicates: Int)
  /// No row of the hold-out has a score of both models.
  case noCommonRows
}

/// One of the two models.
package enum ComparedModel: String, Sendable {
  /// The champion: what is in use.
  case a = "A"
  /// The challenger.
  case b = "B"
}

/// A table whose rows are joined by id.
package enum IdentifiedTable: Sendable, Equatable {
  case holdOut
  case scores(ComparedModel)
}

extension ComparisonError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .evaluation(let model, let error):
      model.map { "model \($0.rawValue): \(error)" } ?? "\(error)"
    case .unequalLengths(let what, let count, let expected):
      "there are \(count) \(what) for \(expected) outcomes: give one a row"
    case .singleClass:
      "all outcomes are of one class: compare on rows that hold both"
    case .tooManyRows(let rows):
      "\(rows) rows are more than 2^30: compare on a sample of them"
    case .invalidCode(let what, let row):
      "row \(row + 1), \(what): not a level; fill it in or leave the row out"
    case .negativeValue(let row):
      "row \(row + 1): the value is negative; give what a row is worth, and costs as a cost"
    case .invalidValue(let row):
      "row \(row + 1): the value is not a finite number; fill it in or leave the row out"
    case .setting(let name, let requirement):
      "\(name): \(requirement)"
    case .selectsNoOne(let model):
      "the cut selects no row by model \(model.rawValue): choose a lower threshold or a larger share"
    case .duplicateIdentifier(let table, let row, let duplicates):
      "\(table), row \(row + 1): its id has been there before, as have \(duplicates) in all; keep one row an id"
    case .noCommonRows:
      "no row of the hold-out has a score of both models: check that the id columns hold the same ids"
    }
  }
}

extension IdentifiedTable: CustomStringConvertible {
  package var description: String {
    switch self {
    case .holdOut: "the hold-out"
    case .scores(let model): "the scores of model \(model.rawValue)"
    }
  }
}
