import ClienteleScoring
import Tables

/// Why a comparison was not made.
enum CompareError: Error, CustomStringConvertible {
  case noColumn(path: String, column: String, role: String, available: [String])
  case noScore(path: String, available: [String])
  case badScore(path: String, row: Int, column: String)
  case noIdentifier(path: String, row: Int)
  case needsIdentifier(path: String)
  case countedTrials(path: String)
  case needsTarget
  case noTarget(ModelKind)
  case segmentsAgainstOthers
  case notOfSegments(option: String)
  case otherTarget(String, String)
  case otherClasses(String, String)
  case otherQuantiles(String, String)
  case noCut(option: String)
  case otherKind(String, String)
  case overlap(model: String, share: Double, compared: Int)
  case tooManyLevels(path: String, column: String, levels: Int, limit: Int)
  case noRows(path: String)
  case nothingToJudge(column: String)
  case noProbability(path: String, row: Int, column: String)
  case noDistribution(path: String, row: Int)
  case noScoreTable(path: String, reason: String)
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
    case .noTarget(let kind):
      "a \(kind.rawValue) model has no target, and there is nothing to judge it by: score tells the rows what they are"
    case .segmentsAgainstOthers:
      "unlike things cannot be compared: one is a model of segments, and the other is not"
    case .notOfSegments(let option):
      "\(option) does not go with models of segments, which have no target: leave it out"
    case .otherTarget(let a, let b): "unlike things cannot be compared: A predicts \(a), B predicts \(b)"
    case .otherClasses(let a, let b):
      "unlike things cannot be compared: A tells apart \(a); B tells apart \(b)"
    case .otherQuantiles(let a, let b):
      "unlike things cannot be compared: A predicts the quantiles \(a), B predicts \(b), and none is the same"
    case .noCut(let option):
      "\(option) selects or values rows by one score, and classes have one each: leave it out"
    case .otherKind(let a, let b): "unlike things cannot be compared: A is \(a), B is \(b)"
    case .overlap(let model, let share, let compared):
      "\(model) was trained on rows of this table: \(NumberText.count(Int((100 * share).rounded()))) % of the "
        + "\(NumberText.count(compared, "row")) that could be told. Compare on rows that neither has seen, or give "
        + "--allow-overlap and do not trust the verdict"
    case .tooManyLevels(let path, let column, let levels, let limit):
      "\(path): column \(column) has \(NumberText.count(levels)) levels, more than \(limit): segments need groups of rows"
    case .noRows(let path): "\(path): no row has a target, weight and a score of both"
    case .nothingToJudge(let column):
      "no row has both a value in column \(Words.name(column)) and a weight above 0: there is nothing to judge"
    case .noProbability(let path, let row, let column):
      "\(path): row \(row), column \(Words.name(column)): not between 0 and 1: give probabilities, not links or per cent"
    case .noDistribution(let path, let row):
      "\(path): row \(row): the probabilities of its classes do not sum to 1; give one a class"
    case .noScoreTable(let path, let reason):
      "\(path) is not a model file, and as a table of scores it cannot be read: \(reason)"
    case .badRule(let path, let reason): "\(path): \(reason)"
    case .noValue(let path, let column): "\(path): column \(column) is not of numbers, which --value needs"
    case .noChampion(let name):
      "\(name) has no champion to be better than: promote this version without --if-better"
    }
  }
}
