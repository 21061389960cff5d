/// Writes rows of a table as CSV text.
///
/// It keeps the addresses of the columns' values, so the table must outlive it.
struct RowFormatter {
  private let columns: [Cells]
  private let delimiter: UInt8
  private let markers: MissingMarkers
  /// What is written for a missing value.
  private let missing: String

  /// The values of a column by their address.
  fileprivate enum Cells {
    case double(UnsafePointer<Double>)
    case integer(UnsafePointer<Int64>)
    case boolean(UnsafePointer<Int8>)
    case text(UnsafePointer<Int32>, LevelBytes)
    case verbatim(UnsafePointer<Int32>, LevelBytes)
    case date(UnsafePointer<Int32>)
    case dateTime(UnsafePointer<Int64>)
    case none
  }

  init(_ table: Table, delimiter: UInt8, missing markers: MissingMarkers, verbatim: Set<String>) {
    self.delimiter = delimiter
    self.markers = markers
    // In a table of one column an empty field would make a blank line.
    missing = table.columns.count == 1 ? "NA" : ""
    columns = table.columns.map { column in
      let cells = Cells(column.values)
      if verbatim.contains(column.name), case .text(let codes, let levels) = cells { return .verbatim(codes, levels) }
      return cells
    }
  }

  /// Appends the header.
  func appendHeader(_ names: [String], to buffer: inout ByteBuffer) {
    for (column, name) in names.enumerated() {
      if column > 0 { buffer.append(delimiter) }
      var name = name
      name.withUTF8 { append(text: $0, to: &buffer) }
    }
    buffer.append(CSVDialect.lineFeed)
  }

  /// Appends `rows`.
  func append(_ rows: Range<Int>, to buffer: inout ByteBuffer) {
    columns.withUnsafeBufferPointer { columns in
      for row in rows {
        for column in columns.indices {
          if column > 0 { buffer.append(delimiter) }
          append(columns[column], row, to: &buffer)
        }
        buffer.append(CSVDialect.lineFeed)
      }
    }
  }

  @inline(__always) private func append(_ cells: Cells, _ row: Int, to buffer: inout ByteBuffer) {
    switch cells {
    case .double(let values) where !values[row].isNaN: buffer.append(values[row].description)
    case .integer(let values) where values[row] != ColumnValues.missingInteger: buffer.append(integer: values[row])
    case .boolean(let values) where values[row] != ColumnValues.missingBoolean:
      buffer.append(values[row] == 0 ? "false" : "true")
    case .text(let codes, let levels) where codes[row] != ColumnValues.missingCode:
      append(text: levels[Int(codes[row])], to: &buffer)
    case .verbatim(let codes, let levels) where codes[row] != ColumnValues.missingCode:
      let text = levels[Int(codes[row])]
      if text.isEmpty || hasStructure(text) { appendQuoted(text, to: &buffer) } else { buffer.append(text) }
    case .date(let values) where values[row] != ColumnValues.missingDay: buffer.append(day: Int(values[row]))
    case .dateTime(let values) where values[row] != ColumnValues.missingInteger: buffer.append(instant: values[row])
    default: buffer.append(missing)
    }
  }

  /// Appends a text, in quotes where without them it would be read as something else.
  @inline(__always) private func append(text: UnsafeBufferPointer<UInt8>, to buffer: inout ByteBuffer) {
    if needsQuotes(text) { appendQuoted(text, to: &buffer) } else { buffer.append(text) }
  }

  private func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = text.baseAddress, let first = text.first, let last = text.last else { return true }
    if first <= 0x20 || last <= 0x20 || markers.contains(start, text.count) { return true }
    return hasStructure(text)
  }

  /// Whether CSV demands quotes around a text.
  private func hasStructure(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.contains { byte in
      byte == delimiter || byte == CSVDialect.quote || byte == CSVDialect.lineFeed || byte == CSVDialect.carriageReturn
    }
  }

  private func appendQuoted(_ text: UnsafeBufferPointer<UInt8>, to buffer: inout ByteBuffer) {
    buffer.append(CSVDialect.quote)
    for byte in text {
      if byte == CSVDialect.quote { buffer.append(CSVDialect.quote) }
      buffer.append(byte)
    }
    buffer.append(CSVDialect.quote)
  }
}

extension RowFormatter.Cells {
  /// The addresses stay valid while the arrays live and are not changed.
  init(_ values: ColumnValues) {
    let cells: Self? =
      switch values {
      case .double(let values): values.withUnsafeBufferPointer { $0.baseAddress.map(Self.double) }
      case .integer(let values): values.withUnsafeBufferPointer { $0.baseAddress.map(Self.integer) }
      case .boolean(let values): values.withUnsafeBufferPointer { $0.baseAddress.map(Self.boolean) }
      case .text(let values):
        values.codes.withUnsafeBufferPointer { $0.baseAddress.map { .text($0, LevelBytes(values.levels)) } }
      case .date(let values): values.withUnsafeBufferPointer { $0.baseAddress.map(Self.date) }
      case .dateTime(let values): values.withUnsafeBufferPointer { $0.baseAddress.map(Self.dateTime) }
      }
    self = cells ?? .none
  }
}
