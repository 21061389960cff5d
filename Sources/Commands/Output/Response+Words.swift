import ClienteleScoring
import Tables

extension Response {
  /// What is predicted, in words: the column, with the event of a choice or the trials of a count of successes.
  var words: String {
    let column = Words.name(column)
    if let trials { return "\(column) of \(Words.name(trials))" }
    return event.map { "\(column) = \(Words.name($0))" } ?? column
  }
}
