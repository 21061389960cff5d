import ClienteleScoring

/// Why a comparison was not made.
enum CompareError: Error, CustomStringConvertible {
  case noColumn(path: String, column: String, role: String, available: [String])
  case noScore(path: String, available: [String])
  case badScore(path: String, row: Int, column: String)
  case noIdentifier(path: String, row: Int)
  case needsIdentifier(path: String)
  case countedTrials(path: String)
  case needsTarget
  case otherTarget(String, String)
  case classes(String)
  case otherKind(String, String)
  case overlap(model: String, share: Double, compared: Int)
  case tooManyLevels(path: String, column: String, levels: Int, limit: Int)
  case noRows(path: String)
  case badRule(path: String, reason: String)
  case noChampion(String)
  case noValue(path: String, column: String)

  var description: String {
    switch self {
    case .noColumn(let path, let column, let role, let available):
      "\(path): there is no column \(column) (\(role)); the columns are \(available.prefix(20).joined(separator: ", "))"
    case .noScore(let path, let available):
      "\(path): which column has the scores? Call it probability or prediction; the columns are "
        + available.prefix(20).joined(separator: ", ")
    case .badScore(let path, let row, let column):
      "\(path): row \(row), column \(column): not a finite number: every row needs a score"
    case .noIdentifier(let path, let row): "\(path): row \(row) has no id: fill it in, or leave the row out"
    case .needsIdentifier(let path):
      "\(path) is a table of scores, whose rows are found by id: name the id column with --id"
    case .countedTrials(let path):
      "\(path) counts successes of trials, and such rows are compared by two models only, not by a table of scores"
    case .needsTarget: "two tables of scores do not tell what was predicted: name it with --target"
    case .otherTarget(let a, let b): "unlike things cannot be compared: A predicts \(a), B predicts \(b)"
    case .classes(let label):
      "\(label) predicts one of several classes, and only amounts and probabilities of an event are compared: "
        + "judge each with evaluate"
    case .otherKind(let a, let b): "unlike things cannot be compared: A is \(a), B is \(b)"
    case .overlap(let model, let share, let compared):
      "\(model) was trained on rows of this table: \(NumberText.count(Int((100 * share).rounded()))) % of the "
        + "\(NumberText.count(compared, "row")) that could be told. Compare on rows that neither has seen, or give "
        + "--allow-overlap and do not trust the verdict"
    case .tooManyLevels(let path, let column, let levels, let limit):
      "\(path): column \(column) has \(NumberText.count(levels)) levels, more than \(limit): segments need groups of rows"
    case .noRows(let path): "\(path): no row has a target, weight and a score of both"
    case .badRule(let path, let reason): "\(path): \(reason)"
    case .noValue(let path, let column): "\(path): column \(column) is not of numbers, which --value needs"
    case .noChampion(let name):
      "\(name) has no champion to be better than: promote this version without --if-better"
    }
  }
}
