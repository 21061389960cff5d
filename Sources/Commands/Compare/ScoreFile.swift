import DataSources
import Tables

/// Scores that any tool has written: one row an id, with a probability or a predicted amount.
struct ScoreFile {
  let ids: [String]
  let values: [Double]
  /// Whether the column is called `probability`.
  let isProbability: Bool

  /// Reads the id column and `probability`, `prediction`, or the only other column of numbers.
  init(path: String, id: String, reading: TableOptions) throws {
    var options = CSVOptions()
    options.copied = id
    options.expected["probability"] = .double
    options.expected["prediction"] = .double
    let file = try reading.read(path, options)
    guard let copy = file.copy, case .text(let texts) = copy.values else {
      throw CompareError.noColumn(path: path, column: id, role: "the id of --id", available: file.table.columnNames)
    }
    let column = try Self.score(file.table, id: id, path: path)
    if let misfits = file.misfits(in: column.name) {
      throw CompareError.badScore(path: path, row: misfits.first.row, column: column.name)
    }
    guard case .double(let values) = column.values else {
      throw CompareError.noScore(path: path, available: file.table.columnNames)
    }
    if let row = values.firstIndex(where: { !$0.isFinite }) {
      throw CompareError.badScore(path: path, row: row + 1, column: column.name)
    }
    if let row = texts.codes.firstIndex(where: { $0 < 0 }) { throw CompareError.noIdentifier(path: path, row: row + 1) }
    ids = texts.codes.map { texts.levels[Int($0)] }
    self.values = values
    isProbability = column.name == "probability"
  }

  private static func score(_ table: Table, id: String, path: String) throws -> Column {
    for name in ["probability", "prediction"] {
      if let column = table[name] { return column }
    }
    let others = table.columns.filter { $0.name != id && ($0.values.type == .double || $0.values.type == .integer) }
    guard others.count == 1 else { throw CompareError.noScore(path: path, available: table.columnNames) }
    guard case .integer(let values) = others[0].values else { return others[0] }
    return Column(
      others[0].name, .double(values.map { $0 == ColumnValues.missingInteger ? .nan : Double($0) }))
  }
}
