/// How a CSV file is to be read.
public struct CSVOptions: Sendable {
  /// The byte between fields; nil takes the one of `,` `;` tab `|` that fits the first rows.
  public var delimiter: UInt8?
  /// The texts that stand for a missing value. Only a field without quotes can be missing: a quoted `""` is the empty
  /// text.
  public var missing: [String] = ["", "NA", "NaN", "nan", "null", "NULL", "N/A"]
  /// The types of columns, by name, where the type of the values is not to decide. A value of another type is an error.
  public var types: [String: ColumnType] = [:]
  /// The types that a reader of the table needs, a model for instance, so that no other row decides how a value is read.
  /// Unlike ``types`` a column need not be there, and a value of another type is missing in the table and listed in
  /// ``ColumnFinding/misfits``. Where both name a column, ``types`` decides.
  public var expected: [String: ColumnType] = [:]
  /// A column that is also read as it stands, into ``CSVTable/copy``: an id is a text whatever it looks like.
  public var copied: String?
  /// The number of threads; nil takes one a processor. The result is the same for any number.
  public var threads: Int?
  /// The bytes a task reads at a time; the result is the same for any number.
  package var chunkSize = 1 << 20
  /// The bytes of memory that text and columns may take; a table that needs more is refused.
  package var memoryLimit = PhysicalMemory.bytes / 4 * 3

  /// Sniffs the delimiter, infers all types and uses all processors.
  public init(
    delimiter: UInt8? = nil, missing: [String]? = nil, types: [String: ColumnType] = [:], threads: Int? = nil
  ) {
    self.delimiter = delimiter
    if let missing { self.missing = missing }
    self.types = types
    self.threads = threads
  }
}
