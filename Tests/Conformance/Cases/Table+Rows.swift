import ClienteleScoring
import Tables

extension Table {
  /// The rows at `positions`, in that order.
  func rows(_ positions: [Int]) throws -> Table {
    try Table(
      columns.map { column in
        func picked<Value>(_ values: [Value]) -> [Value] { positions.map { values[$0] } }
        let values: ColumnValues =
          switch column.values {
          case .double(let values): .double(picked(values))
          case .integer(let values): .integer(picked(values))
          case .boolean(let values): .boolean(picked(values))
          case .date(let values): .date(picked(values))
          case .dateTime(let values): .dateTime(picked(values))
          case .text(let text): .text(TextValues(codes: picked(text.codes), levels: text.levels))
          }
        return Column(column.name, values)
      })
  }

  /// With the column called `name` replaced, or added at the end.
  func with(_ name: String, _ values: ColumnValues) throws -> Table {
    if self[name] == nil { return try Table(columns + [Column(name, values)]) }
    return try Table(columns.map { $0.name == name ? Column(name, values) : $0 })
  }

  /// Without the column called `name`.
  func without(_ name: String) throws -> Table { try Table(columns.filter { $0.name != name }) }

  /// The numbers of a column, NaN where missing; nil when it is none of numbers.
  func numbers(_ name: String) -> [Double]? {
    switch self[name]?.values {
    case .double(let values): values
    case .integer(let values): values.map { $0 == ColumnValues.missingInteger ? .nan : Double($0) }
    default: nil
    }
  }

  /// One row, by column name.
  func row(_ row: Int) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.values.value(row)) })
  }
}

extension ColumnValues {
  /// A cell as a row to be scored has it.
  func value(_ row: Int) -> Value {
    switch self {
    case .double(let values): values[row].isNaN ? .missing : .number(values[row])
    case .integer(let values):
      values[row] == ColumnValues.missingInteger ? .missing : .number(Double(values[row]))
    case .boolean(let values): values[row] == ColumnValues.missingBoolean ? .missing : .boolean(values[row] == 1)
    case .date(let values): values[row] == ColumnValues.missingDay ? .missing : .date(daysSince1970: values[row])
    case .dateTime(let values):
      values[row] == ColumnValues.missingInteger ? .missing : .instant(microsecondsSince1970: values[row])
    case .text(let text): text[row].map { .text($0) } ?? .missing
    }
  }

  /// With the cells at `rows` missing, or strange where `isStrange`: a level, a number or a date never seen.
  func spoilt(_ rows: Set<Int>, isStrange: Bool) -> ColumnValues {
    func replaced<Cell>(_ cells: [Cell], _ cell: Cell) -> [Cell] {
      cells.indices.map { rows.contains($0) ? cell : cells[$0] }
    }
    return switch self {
    case .double(let values): .double(replaced(values, isStrange ? -1e7 : .nan))
    case .integer(let values): .integer(replaced(values, isStrange ? 100_000 : ColumnValues.missingInteger))
    case .boolean(let values): isStrange ? self : .boolean(replaced(values, ColumnValues.missingBoolean))
    case .date(let values): .date(replaced(values, isStrange ? 400_000 : ColumnValues.missingDay))
    case .dateTime(let values): .dateTime(replaced(values, isStrange ? 0 : ColumnValues.missingInteger))
    case .text(let text):
      .text(TextValues(text.codes.indices.map { rows.contains($0) ? (isStrange ? "never seen" : nil) : text[$0] }))
    }
  }
}
