import Tables

/// Why rows cannot be dealt to folds. Rows count from 0.
package enum FoldError: Error, Sendable, Equatable {
  /// The number of folds is not from 2 to 255.
  case count(Int)
  /// There are fewer rows than folds.
  case tooFewRows(rows: Int, folds: Int)
  /// There are fewer groups than folds.
  case tooFewGroups(groups: Int, folds: Int)
  /// One class has fewer rows than there are folds, so some fold would lack it.
  case tooFewOfClass(rows: Int, folds: Int)
  /// A binary outcome is neither 0 nor 1.
  case notBinary(row: Int)
  /// A row has no group.
  case missingGroup(row: Int)
}

extension FoldError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .count(let count):
      "\(count) folds: choose from 2 to 255"
    case .tooFewRows(let rows, let folds):
      "\(Words.count(rows, "row")) \(rows == 1 ? "does" : "do") not fill \(folds) folds: choose fewer folds"
    case .tooFewGroups(let groups, let folds):
      "\(Words.count(groups, "group")) \(groups == 1 ? "does" : "do") not fill \(folds) folds: choose fewer folds"
    case .tooFewOfClass(let rows, let folds):
      "the rarer outcome has \(Words.count(rows, "row")), too few for \(folds) folds: choose fewer folds"
    case .notBinary(let row):
      "row \(row + 1): the outcome is neither 0 nor 1; code it as one of them"
    case .missingGroup(let row):
      "row \(row + 1): the group is missing; fill it in or leave the row out"
    }
  }
}
