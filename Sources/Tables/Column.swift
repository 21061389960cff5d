/// A named, typed column of a ``Table``.
public struct Column: Sendable, Equatable {
  /// The column's name, unique within its table.
  public let name: String
  /// The values, one a row.
  public let values: ColumnValues

  /// Names `values`.
  public init(_ name: String, _ values: ColumnValues) {
    self.name = name
    self.values = values
  }

  /// The number of rows.
  public var count: Int { values.count }
}

/// The values of one column: one Swift array of one type, each with its own mark for *missing*.
///
/// Missing is a value of its own: it is neither zero nor the empty string.
public enum ColumnValues: Sendable, Equatable {
  /// Double-precision numbers; a missing value is any NaN.
  case double([Double])
  /// 64-bit integers; a missing value is ``ColumnValues/missingInteger``.
  case integer([Int64])
  /// Truth values: 1 true, 0 false, ``ColumnValues/missingBoolean`` missing.
  case boolean([Int8])
  /// Text, as codes into a list of distinct levels.
  case text(TextValues)
  /// Calendar days since 1970-01-01; a missing value is ``ColumnValues/missingDay``.
  case date([Int32])
  /// Instants in microseconds since 1970-01-01T00:00:00Z; a missing value is ``ColumnValues/missingInteger``.
  case dateTime([Int64])

  /// The mark of a missing integer or instant.
  public static let missingInteger = Int64.min
  /// The mark of a missing truth value.
  public static let missingBoolean: Int8 = -1
  /// The mark of a missing day.
  public static let missingDay = Int32.min
  /// The code of a missing text.
  public static let missingCode: Int32 = -1

  /// The number of rows.
  public var count: Int {
    switch self {
    case .double(let values): values.count
    case .integer(let values), .dateTime(let values): values.count
    case .boolean(let values): values.count
    case .text(let values): values.codes.count
    case .date(let values): values.count
    }
  }

  /// The type of the values.
  public var type: ColumnType {
    switch self {
    case .double: .double
    case .integer: .integer
    case .boolean: .boolean
    case .text: .text
    case .date: .date
    case .dateTime: .dateTime
    }
  }
}

/// The type of a column's values.
public enum ColumnType: String, Sendable, Codable, CaseIterable {
  case double, integer, boolean, text, date, dateTime
}

/// A text column: `codes[row]` is an index into ``levels``, or ``ColumnValues/missingCode``.
public struct TextValues: Sendable, Equatable {
  /// A level index a row.
  public let codes: [Int32]
  /// The distinct texts, in order of first appearance.
  public let levels: Levels

  /// Wraps codes that index `levels`. The caller guarantees that every code is −1 or an index of `levels`.
  public init(codes: [Int32], levels: Levels) {
    self.codes = codes
    self.levels = levels
  }

  /// Codes `texts` (nil is missing), levels in order of first appearance.
  ///
  /// - Complexity: O(*n*).
  public init(_ texts: [String?]) {
    var index: [String: Int32] = [:]
    var levels: [String] = []
    codes = texts.map { text in
      guard let text else { return ColumnValues.missingCode }
      if let code = index[text] { return code }
      let code = Int32(levels.count)
      index[text] = code
      levels.append(text)
      return code
    }
    self.levels = Levels(levels)
  }

  /// The text of a row, nil when missing.
  public subscript(row: Int) -> String? {
    codes[row] < 0 ? nil : levels[Int(codes[row])]
  }
}
