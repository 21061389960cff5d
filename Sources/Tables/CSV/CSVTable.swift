/// A table read from CSV, and what was found out about its columns.
public struct CSVTable: Sendable {
  /// The table.
  public let table: Table
  /// One finding a column, in the order of the columns.
  public let findings: [ColumnFinding]
  /// The column of ``CSVOptions/copied`` as text, byte for byte; only an empty field without quotes is missing. nil where
  /// the file has no such column.
  public let copy: Column?

  /// The rows, and then the same rows again.
  package func stacked() throws(TableError) -> CSVTable {
    let findings = findings.map { finding in
      ColumnFinding(
        name: finding.name, type: finding.type, missing: 2 * finding.missing, nearMiss: finding.nearMiss,
        misfits: finding.misfits.map { misfits in
          .init(rows: misfits.rows + misfits.rows.map { $0 + table.rowCount }, first: misfits.first)
        })
    }
    return try CSVTable(table: table.stacked(), findings: findings, copy: copy?.stacked())
  }

  /// The values of a column that are not of the type that was expected of it, if there are any.
  public func misfits(in column: String) -> ColumnFinding.Misfits? { findings.first { $0.name == column }?.misfits }
}

/// The stated result of type inference for one column.
public struct ColumnFinding: Sendable, Equatable {
  /// The column's name.
  public let name: String
  /// The type that its values were read as.
  public let type: ColumnType
  /// The number of missing values.
  public let missing: Int
  /// The type that most values had while some had not, if the column is text for that reason alone.
  public let nearMiss: NearMiss?
  /// The values that are not of the type expected by ``CSVOptions/expected``, if there are any: missing in the table.
  public let misfits: Misfits?

  /// Values that are not of the type that was expected.
  public struct Misfits: Sendable, Equatable {
    /// Their rows, ascending; the first row below the header is 1.
    public let rows: [Int]
    /// Where the first of them is.
    public let first: CSVError.Position
  }

  /// A column that is text because of some values in a column of numbers, dates or truth values.
  public struct NearMiss: Sendable, Equatable {
    /// The type that most values have.
    public let type: ColumnType
    /// The number of values that are not of `type`.
    public let exceptions: Int
    /// The number of values that are not missing.
    public let values: Int
    /// The first row with an exception; the first row below the header is 1.
    public let firstRow: Int
    /// The line of the file on which that row starts; the first line is 1.
    public let firstLine: Int
  }
}

extension ColumnFinding: CustomStringConvertible {
  /// The finding in words.
  public var description: String {
    "\(Words.name(name)): \(type.noun), \(missing) missing" + (nearMiss.map { "; \($0)" } ?? "")
  }
}

extension ColumnFinding.NearMiss: CustomStringConvertible {
  /// The exceptions in words.
  public var description: String {
    "\(exceptions) of \(Words.count(values, "value")) \(exceptions == 1 ? "is" : "are") not \(type.noun),"
      + " first in row \(firstRow) (line \(firstLine))"
  }
}

extension ColumnType {
  /// The values of this type in words: “not a number” and the like.
  var noun: String {
    switch self {
    case .double: "a number"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .text: "text"
    case .date: "a date (YYYY-MM-DD)"
    case .dateTime: "a date and time (YYYY-MM-DD HH:MM:SS)"
    }
  }
}
