/// Walks through a file field by field and byte by byte, checking everything: it reads the header, and it finds the
/// place of whatever stopped the fast scanner.
struct FieldWalker {
  private let bytes: UnsafePointer<UInt8>
  private let end: Int
  private let dialect: CSVDialect

  /// The names to put into positions.
  var names: [String] = []
  /// The next field's first byte; behind `end` when all fields have been read.
  private(set) var position: Int
  /// The row of the next field; the header is 0.
  private(set) var row = 0
  /// The line on which that row starts; the first line is 1.
  private(set) var rowLine = 1
  /// The number of the row's fields that have been read.
  private(set) var column = 0
  private var line = 1

  /// A field's place.
  struct Field {
    /// The content, without enclosing quotes.
    let range: Range<Int>
    /// Whether the field is in quotes.
    let isQuoted: Bool
    /// Whether the field is the last of its row.
    let endsRow: Bool
  }

  /// Starts at `start`, the first byte of a header; blank lines must not precede `end`.
  init(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, dialect: CSVDialect) {
    self.bytes = bytes
    self.end = end
    self.dialect = dialect
    position = start
  }

  /// The next field, nil behind the last.
  mutating func next() throws(CSVError.Problem) -> Field? {
    guard position <= end else { return nil }
    if position < end && bytes[position] == CSVDialect.quote { return try quoted() }
    let start = position
    while position < end {
      let byte = bytes[position]
      if byte == dialect.delimiter || byte == dialect.newline { break }
      guard byte != CSVDialect.quote else { throw .strayQuote(place) }
      try advance()
    }
    let cut = position > start && isCarriageReturn(position - 1) ? position - 1 : position
    return finish(start..<cut, isQuoted: false)
  }

  /// The place of the next field.
  private var place: CSVError.Position {
    CSVError.Position(
      row: row, line: rowLine, column: column + 1, name: column < names.count ? names[column] : nil)
  }

  /// Reads a field whose opening quote is at `position`.
  private mutating func quoted() throws(CSVError.Problem) -> Field {
    let opening = line
    position += 1
    let start = position
    while position < end {
      if bytes[position] != CSVDialect.quote {
        try advance()
      } else if position + 1 < end && bytes[position + 1] == CSVDialect.quote {
        position += 2
      } else {
        let range = start..<position
        position += 1
        if position < end && isCarriageReturn(position) { position += 1 }
        guard position == end || bytes[position] == dialect.delimiter || bytes[position] == dialect.newline else {
          throw .strayQuote(place)
        }
        return finish(range, isQuoted: true)
      }
    }
    throw .unterminatedQuote(line: opening)
  }

  /// Whether the byte at `index` is a carriage return that belongs to the line end behind it.
  private func isCarriageReturn(_ index: Int) -> Bool {
    guard dialect.newline == CSVDialect.lineFeed, bytes[index] == CSVDialect.carriageReturn else { return false }
    return index + 1 == end || bytes[index + 1] == dialect.newline
  }

  /// Steps over one character.
  private mutating func advance() throws(CSVError.Problem) {
    let byte = bytes[position]
    if byte == 0 { throw .nulByte(place) }
    if byte == dialect.newline { line += 1 }
    let length = byte < 0x80 ? 1 : UTF8Check.sequenceLength(bytes + position, end - position)
    guard length > 0 else { throw .invalidUTF8(place) }
    position += length
  }

  /// Steps over the delimiter or line end at `position`.
  private mutating func finish(_ range: Range<Int>, isQuoted: Bool) -> Field {
    let endsRow = position == end || bytes[position] == dialect.newline
    position += 1
    column += 1
    if endsRow {
      line += 1
      row += 1
      rowLine = line
      column = 0
    }
    return Field(range: range, isQuoted: isQuoted, endsRow: endsRow)
  }
}

extension FieldWalker {
  /// The names in the header, which must be there.
  mutating func header() throws(CSVError.Problem) -> [String] {
    var seen: [String: Int] = [:]
    var problem: CSVError.Problem?
    while let field = try next() {
      let name = text(field.range)
      if name.isEmpty {
        problem = problem ?? .emptyColumnName(column: names.count + 1)
      } else if let first = seen.updateValue(names.count + 1, forKey: name) {
        problem = problem ?? .duplicateColumnName(name, columns: [first, names.count + 1])
      }
      names.append(name)
      if field.endsRow { break }
    }
    if let problem { throw names.contains(where: AbsentColumn.looksLikeValue) ? .noHeader : problem }
    return names
  }

  /// The text in `range` with doubled quotes made single.
  private func text(_ range: Range<Int>) -> String {
    let content = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(start: bytes, count: end)[range])
    var unescaped: [UInt8] = []
    unescaped.reserveCapacity(content.count)
    var index = 0
    while index < content.count {
      unescaped.append(content[index])
      index += content[index] == CSVDialect.quote ? 2 : 1
    }
    return String(decoding: unescaped, as: UTF8.self)
  }

  /// The first thing that is wrong below the header, which has been read.
  mutating func firstProblem() -> CSVError.Problem? {
    var fields = 0
    var start = (row: row, line: rowLine)
    do throws(CSVError.Problem) {
      while let field = try next() {
        fields += 1
        guard field.endsRow else { continue }
        if fields != names.count {
          return .raggedRow(row: start.row, line: start.line, fields: fields, expected: names.count)
        }
        fields = 0
        start = (row, rowLine)
      }
    } catch { return error }
    return nil
  }
}
