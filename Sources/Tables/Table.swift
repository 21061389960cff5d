/// Columns of equal length under distinct names.
public struct Table: Sendable, Equatable {
  /// The columns, in the order of the file.
  public let columns: [Column]
  /// The number of rows.
  public let rowCount: Int
  private let positions: [String: Int]

  /// Joins `columns`.
  ///
  /// - Throws: ``TableError`` when a name occurs twice or the lengths differ.
  public init(_ columns: [Column]) throws(TableError) {
    let rows = columns.first?.count ?? 0
    var positions: [String: Int] = [:]
    for (position, column) in columns.enumerated() {
      guard column.count == rows else {
        throw .unequalLengths(column: column.name, rows: column.count, expected: rows)
      }
      guard positions.updateValue(position, forKey: column.name) == nil else {
        throw .duplicateColumn(column.name)
      }
    }
    self.columns = columns
    self.positions = positions
    rowCount = rows
  }

  /// The column called `name`, if there is one.
  public subscript(name: String) -> Column? {
    positions[name].map { columns[$0] }
  }

  /// The names of the columns, in their order.
  public var columnNames: [String] { columns.map(\.name) }
}

/// Why columns do not make a table.
public enum TableError: Error, Sendable, Equatable {
  case unequalLengths(column: String, rows: Int, expected: Int)
  case duplicateColumn(String)
}

extension TableError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .unequalLengths(let column, let rows, let expected):
      "column \(Words.name(column)) has \(Words.count(rows, "row")) where the first column has \(expected)"
    case .duplicateColumn(let name):
      "two columns are called \(Words.name(name)): rename one"
    }
  }
}
