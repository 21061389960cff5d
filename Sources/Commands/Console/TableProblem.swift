import ClienteleScoring
import Tables
import Training

/// Does work on a table that was read from the file at `path`. Where it fails, the error names the file, and says first
/// what reading found about the column to blame.
///
/// - Parameter refused: what to add where the model refuses a row.
func about<Result>(
  _ path: String, _ source: CSVTable, refused: String = "", _ work: () throws -> Result
) throws -> Result {
  do { return try work() } catch {
    var problem = "\(error)"
    if case ScoringError.missingColumn(let column) = error {
      problem =
        "there is no column \(Words.name(column)), which the model needs"
        + AbsentColumn.hint(column, available: source.table.columnNames)
    }
    switch error {
    case ScoringError.refused, ScoringError.unreadable: problem += refused
    default: break
    }
    let remark = blamedColumn(error).flatMap { ColumnRemark.text($0.name, in: source, asNumber: $0.isNumber) }
    throw FileProblem(path: path, problem: (remark.map { "\($0)\n  So: " } ?? "") + problem)
  }
}

/// The column that an error is about, if its type may be the cause; and whether it should have been a number.
private func blamedColumn(_ error: any Error) -> (name: String, isNumber: Bool)? {
  switch error {
  case TrainingError.identifierLike(let column, _, _), TrainingError.targetNotBinary(let column, _, isNumber: false):
    (column, false)
  case TrainingError.notNumeric(let column, _, _): (column, true)
  case TrainingError.tooWide(_, _, let widest): widest.first.map { ($0, false) }
  case ScoringError.typeMismatch(let column, let expected, _): (column, expected == .number)
  default: nil
  }
}

/// Why a column is text that might be something else.
enum ColumnRemark {
  /// A sentence on the column called `name`, nil where nothing is odd about it.
  ///
  /// - Parameter isNumber: whether a column of numbers is needed.
  static func text(_ name: String, in source: CSVTable, asNumber isNumber: Bool = false) -> String? {
    guard case .text(let text)? = source.table[name]?.values else { return nil }
    let place = "column \(Words.name(name)): "
    if let near = source.findings.first(where: { $0.name == name })?.nearMiss {
      return place + "\(near); correct \(near.exceptions == 1 ? "it" : "them")"
    }
    if let form = TextForm.most(of: text) { return place + "its values look like \(form.advice)" }
    return isNumber ? exceptions(text).map { place + $0 } : nil
  }

  /// How many texts are not numbers, and where the first is.
  private static func exceptions(_ text: TextValues) -> String? {
    let isNumber = text.levels.map { Double($0) != nil }
    let present = text.codes.count { $0 >= 0 }
    let odd = text.codes.count { $0 >= 0 && !isNumber[Int($0)] }
    guard let first = text.codes.firstIndex(where: { $0 >= 0 && !isNumber[Int($0)] }) else { return nil }
    return "\(NumberText.count(odd)) of \(NumberText.count(present, "value")) \(odd == 1 ? "is" : "are") not a number, "
      + "first in row \(first + 1)"
  }
}
