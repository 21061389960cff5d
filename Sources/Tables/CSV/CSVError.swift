/// Why a CSV file cannot be read as a table. No message contains a cell's content.
public struct CSVError: Error, Sendable, Equatable {
  /// The file.
  public let file: String
  /// What is wrong with it.
  public let problem: Problem

  /// Says that `file` has `problem`.
  package init(file: String, problem: Problem) {
    self.file = file
    self.problem = problem
  }

  /// A place in the file.
  public struct Position: Sendable, Equatable {
    /// The row; the first row below the header is 1, the header is 0.
    public let row: Int
    /// The line on which the row starts; the first line is 1. Rows with line ends in quotes have several lines.
    public let line: Int
    /// The column; the first is 1.
    public let column: Int
    /// The column's name, where the header has one for it.
    public let name: String?

    package init(row: Int, line: Int, column: Int, name: String?) {
      self.row = row
      self.line = line
      self.column = column
      self.name = name
    }
  }

  /// What can be wrong with a file.
  public enum Problem: Error, Sendable, Equatable {
    /// There is no such file.
    case notFound
    /// The path leads to a folder.
    case isDirectory
    /// It is a device, which has no end.
    case isDevice
    /// The system refuses to read the file, for the reason it gives.
    case unreadable(reason: String)
    /// Somebody wrote to the file while it was read.
    case changed
    /// Text and columns need more memory than the machine has.
    case outOfMemory(needed: Int, limit: Int)
    /// The file has no header: it is empty.
    case empty
    /// The first line holds values that cannot be names of columns.
    case noHeader
    /// The delimiter is a quote, part of a line end, or no ASCII character.
    case unusableDelimiter
    /// A column has no name in the header.
    case emptyColumnName(column: Int)
    /// Two columns have the same name.
    case duplicateColumnName(String, columns: [Int])
    /// ``CSVOptions/types`` names a column that the file does not have.
    case unknownColumn(String)
    /// A row has more or fewer fields than the header.
    case raggedRow(row: Int, line: Int, fields: Int, expected: Int)
    /// A quote opens a field and nothing closes it; `line` is where it opens.
    case unterminatedQuote(line: Int)
    /// A quote inside an unquoted field, or text behind a closing quote.
    case strayQuote(Position)
    /// A NUL byte: not a text file, or UTF-16.
    case nulByte(Position)
    /// Bytes that are not UTF-8.
    case invalidUTF8(Position)
    /// A value that does not have the type that is demanded of its column; `count` values of the column have not.
    case wrongType(Position, expected: ColumnType, count: Int = 1)
    /// More than 2³¹ − 1 rows, or rows of more than 4 GB.
    case tooLarge
  }
}

extension CSVError: CustomStringConvertible {
  /// The words for it: of the content of the file, only names of columns.
  public var description: String { "\(file): \(problem)" }
}

extension CSVError.Position: CustomStringConvertible {
  /// The words for it: of the content of the file, only names of columns.
  public var description: String {
    // Without a header line the name is a customer's value.
    let shownName = name.flatMap { AbsentColumn.looksLikeValue($0) ? nil : Words.name($0) }
    return (row == 0 ? "the header" : "row \(row) (line \(line))") + ", column \(shownName ?? String(column))"
  }
}

extension CSVError.Problem: CustomStringConvertible {
  /// The words for it: of the content of the file, only names of columns.
  public var description: String {
    switch self {
    case .notFound: "no such file"
    case .isDirectory: "this is a folder: give a file in it"
    case .isDevice: "this is a device: give a file, a pipe or standard input"
    case .unreadable(let reason): "cannot be read (\(reason))"
    case .changed: "the file changed while it was read: try again when nothing writes to it"
    case .outOfMemory(let needed, let limit):
      "its table needs more than \(needed >> 20) MB of memory where there are \(limit >> 20) MB: split the file"
    case .empty: "the file is empty: its first line must name the columns"
    case .noHeader: "the first line holds values: the file seems to have no header line, which must name the columns"
    case .unusableDelimiter: "the delimiter must be an ASCII character other than a quote or a line end"
    case .emptyColumnName(let column): "column \(column) has no name: give it one in the first line"
    case .duplicateColumnName(let name, let columns):
      "columns \(columns.map(String.init).joined(separator: " and ")) are both called \(Words.name(name)): rename one"
    case .unknownColumn(let name): "there is no column \(Words.name(name)) to read as the type given for it"
    case .raggedRow(let row, let line, let fields, let expected):
      "row \(row) (line \(line)) has \(Words.count(fields, "field")) where the header has \(expected):"
        + " quote fields that contain the delimiter or a line end"
    case .unterminatedQuote(let line): "the quote that opens on line \(line) is never closed"
    case .strayQuote(let position):
      "\(position): a quote inside an unquoted field or text behind a closing quote:"
        + " put the whole field in quotes and double the quotes in it"
    case .nulByte(let position): "\(position): a NUL byte: save the file as UTF-8 text"
    case .invalidUTF8(let position): "\(position): not valid UTF-8: save the file as UTF-8"
    case .wrongType(let position, let expected, let count):
      "\(position): not \(expected.noun)" + (count > 1 ? " (\(count) such values in the column)" : "")
    case .tooLarge: "more than 2147483647 rows, or rows of more than 4 GB: split the file"
    }
  }
}
