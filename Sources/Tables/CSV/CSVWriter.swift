/// Writes tables as CSV (RFC 4180): comma, LF, a header, the empty field for missing.
///
/// What is written reads back as the same values. Doubles have the fewest digits that read back as the same bits; a text
/// is quoted where it would otherwise be taken for something else: a missing value, several fields or lines.
public struct CSVWriter: Sendable {
  private let threads: Int
  /// Rows that a worker formats at a time.
  private static let chunkRows = 8192

  /// Formats on `threads` threads; nil takes one a processor.
  public init(threads: Int? = nil) {
    self.threads = max(1, threads ?? Workers.processorCount)
  }

  /// Writes `table` to `path`, aside first: on failure nothing is left behind.
  package func write(_ table: Table, to path: String) throws(AtomicFile.Failure) {
    var file = try AtomicFile(path)
    try file.append(header(table))
    let chunks = (table.rowCount + Self.chunkRows - 1) / Self.chunkRows
    let columns = table.columns.map(ColumnFormatter.init)
    for first in stride(from: 0, to: chunks, by: 4 * threads) {
      let wave = first..<min(chunks, first + 4 * threads)
      for bytes in format(columns, wave, rows: table.rowCount) { try file.append(bytes) }
    }
    try file.finish()
  }

  /// The bytes of `table` as a CSV file.
  public func bytes(of table: Table) -> [UInt8] {
    let columns = table.columns.map(ColumnFormatter.init)
    let chunks = (table.rowCount + Self.chunkRows - 1) / Self.chunkRows
    return header(table) + format(columns, 0..<chunks, rows: table.rowCount).flatMap { $0 }
  }

  private func header(_ table: Table) -> [UInt8] {
    var bytes: [UInt8] = []
    for (position, name) in table.columnNames.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      appendText(Array(name.utf8)[...], to: &bytes)
    }
    return bytes + [UInt8(ascii: "\n")]
  }

  private func format(_ columns: [ColumnFormatter], _ chunks: Range<Int>, rows: Int) -> [[UInt8]] {
    var results = [[UInt8]](repeating: [], count: chunks.count)
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let slots = results  // every task writes its own slot
      Workers.run(tasks: chunks.count, workers: min(threads, max(1, chunks.count))) { _, task in
        let start = (chunks.lowerBound + task) * Self.chunkRows
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.chunkRows * 16 * max(1, columns.count))
        for row in start..<min(rows, start + Self.chunkRows) {
          for (position, column) in columns.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            column.append(row, to: &bytes)
          }
          bytes.append(UInt8(ascii: "\n"))
        }
        slots[task] = bytes
      }
    }
    return results
  }
}

/// Appends the cells of one column.
private struct ColumnFormatter: Sendable {
  private let values: ColumnValues
  /// The levels of a text column as they are written.
  private let levels: [[UInt8]]

  init(_ column: Column) {
    values = column.values
    guard case .text(let text) = column.values else {
      levels = []
      return
    }
    levels = text.levels.indices.map { level in
      var bytes: [UInt8] = []
      appendText(text.levels.utf8(level), to: &bytes)
      return bytes
    }
  }

  @inline(__always) func append(_ row: Int, to bytes: inout [UInt8]) {
    switch values {
    case .text(let text):
      let code = Int(text.codes[row])
      if code >= 0 { bytes.append(contentsOf: levels[code]) }
    case .double(let numbers):
      let number = numbers[row]
      if number.isNaN { return }
      var text = number.description
      text.withUTF8 { bytes.append(contentsOf: $0) }
    default:
      if var text = values.cellText(row) { text.withUTF8 { bytes.append(contentsOf: $0) } }
    }
  }
}

/// Appends a text, in quotes where it needs them.
private func appendText(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
  let quote = UInt8(ascii: "\"")
  if !needsQuotes(text) {
    bytes.append(contentsOf: text)
    return
  }
  bytes.append(quote)
  for byte in text {
    if byte == quote { bytes.append(quote) }
    bytes.append(byte)
  }
  bytes.append(quote)
}

/// Whether a text would be read as something else without quotes.
private func needsQuotes(_ text: ArraySlice<UInt8>) -> Bool {
  guard let first = text.first, let last = text.last else { return true }
  if first <= 0x20 || last <= 0x20 || first == 0xEF { return true }
  for byte in text where byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D || byte == 0x3B || byte == 0x09 {
    return true
  }
  return text.count <= 4 && CSVOptions().missing.contains { text.elementsEqual($0.utf8) }
}
