/// Why outcomes and predictions cannot be judged. Rows count from 0.
package enum EvaluationError: Error, Sendable, Equatable {
  /// No row, or no row with a weight above 0.
  case empty
  /// An array has another length than the outcomes.
  case unequalLengths(what: EvaluationInput, count: Int, expected: Int)
  /// A number is infinite or NaN.
  case notFinite(what: EvaluationInput, row: Int)
  /// A binary outcome is neither 0 nor 1.
  case notBinary(row: Int)
  /// A probability is outside [0, 1].
  case notProbability(row: Int)
  /// The probabilities of a row's classes do not sum to 1.
  case notDistribution(row: Int)
  /// A weight is negative.
  case negativeWeight(row: Int)
}

/// The arrays that an evaluation takes.
package enum EvaluationInput: String, Sendable {
  case outcomes, probabilities, links, predictions, weights
}

extension EvaluationError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty:
      "there is no row to evaluate: give at least one row with a weight above 0"
    case .unequalLengths(let what, let count, let expected):
      "there are \(count) \(what.rawValue) for \(expected) outcomes: give one a row"
    case .notFinite(let what, let row):
      "row \(row + 1), \(what.rawValue): not a finite number; leave the row out or correct it"
    case .notBinary(let row):
      "row \(row + 1): the outcome is neither 0 nor 1; code it as one of them"
    case .notProbability(let row):
      "row \(row + 1): the probability is not between 0 and 1; give probabilities, not links or scores"
    case .notDistribution(let row):
      "row \(row + 1): the probabilities of its classes do not sum to 1; give one a class"
    case .negativeWeight(let row):
      "row \(row + 1): the weight is negative; weights count how often a row is repeated"
    }
  }
}
