import ClienteleScoring
import DataSources
import Tables

/// Scores that any tool has written: one row an id, with a probability or a predicted amount; or with quantiles in
/// columns `q_0.1`, or probabilities of classes in columns `p_gold`, as `clientele score` writes them.
struct ScoreFile {
  let ids: [String]
  private let file: CSVTable
  let path: String
  private let id: String

  /// Reads the table and its id column.
  init(path: String, id: String, reading: TableOptions) throws {
    var options = CSVOptions()
    options.copied = id
    options.expected["probability"] = .double
    options.expected["prediction"] = .double
    do { file = try reading.read(path, options) } catch let error as TableSourceError {
      guard case .csv(let csv) = error else { throw error }
      switch csv.problem {
      case .empty, .noHeader, .emptyColumnName, .duplicateColumnName, .raggedRow, .unterminatedQuote, .strayQuote,
        .nulByte,
        .invalidUTF8:
        throw CompareError.noScoreTable(path: path, reason: "\(error)")
      default: throw error
      }
    }
    self.path = path
    self.id = id
    guard let copy = file.copy, case .text(let texts) = copy.values else {
      throw CompareError.noColumn(path: path, column: id, role: "the id of --id", available: file.table.columnNames)
    }
    if let row = texts.codes.firstIndex(where: { $0 < 0 }) { throw CompareError.noIdentifier(path: path, row: row + 1) }
    ids = texts.codes.map { texts.levels[Int($0)] }
  }

  /// What the columns are called after; nil where their names do not tell.
  var kind: ComparedKind? {
    let names = file.table.columnNames
    if names.contains("probability") { return .event }
    let levels = names.filter { $0.hasPrefix("q_") }.compactMap { Double($0.dropFirst(2)) }
    if !levels.isEmpty, levels.allSatisfy({ $0 > 0 && $0 < 1 }) { return .quantiles(levels.sorted()) }
    let isAmount = names.contains("prediction") && file.misfits(in: "prediction") == nil
    let classes = names.filter { $0.hasPrefix("p_") && $0 != id }.map { String($0.dropFirst(2)) }
    if !isAmount, classes.count > 1 { return .classes(classes) }
    return names.contains("prediction") ? .amount(.leastSquares) : nil
  }

  /// Whether all these columns are there.
  func has(_ names: [String]) -> Bool { names.allSatisfy { file.table[$0] != nil } }

  /// Probabilities, by columns that are all of them or one a class.
  func probabilities(_ names: [String]) throws -> [[Double]] {
    let columns = try names.map(values)
    for (name, column) in zip(names, columns) {
      if let row = column.firstIndex(where: { $0 < 0 || $0 > 1 }) {
        throw CompareError.noProbability(path: path, row: row + 1, column: name)
      }
    }
    guard columns.count > 1 else { return columns }
    let wrong = columns[0].indices.first { row in abs(columns.reduce(0) { $0 + $1[row] } - 1) > 1e-6 }
    if let wrong { throw CompareError.noDistribution(path: path, row: wrong + 1) }
    return columns
  }

  /// The column of the scores: `probability`, `prediction`, or the only other one of numbers.
  func scoreColumn() throws -> String {
    for name in ["probability", "prediction"] where file.table[name] != nil { return name }
    let others = file.table.columns.filter {
      $0.name != id && ($0.values.type == .double || $0.values.type == .integer)
    }
    guard others.count == 1 else { throw CompareError.noScore(path: path, available: file.table.columnNames) }
    return others[0].name
  }

  /// The numbers of a column, every one of them finite.
  func values(_ name: String) throws -> [Double] {
    guard let column = file.table[name] else {
      throw CompareError.noColumn(path: path, column: name, role: "a score", available: file.table.columnNames)
    }
    if let misfits = file.misfits(in: name) {
      throw CompareError.badScore(path: path, row: misfits.first.row, column: name)
    }
    let values: [Double]
    switch column.values {
    case .double(let numbers): values = numbers
    case .integer(let numbers): values = numbers.map { $0 == Tables.ColumnValues.missingInteger ? .nan : Double($0) }
    default: throw CompareError.badScore(path: path, row: 1, column: name)
    }
    if let row = values.firstIndex(where: { !$0.isFinite }) {
      throw CompareError.badScore(path: path, row: row + 1, column: name)
    }
    return values
  }
}
