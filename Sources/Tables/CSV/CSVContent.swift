/// A file whose header has been read and whose rows have been counted.
struct CSVContent {
  let source: SourceBytes
  let dialect: CSVDialect
  /// The names of the columns.
  let names: [String]
  let layout: CSVLayout
  let missing: MissingMarkers
  let threads: Int
  private let headerStart: Int
  /// The columns whose type is settled, so that no sample is needed.
  private let settled: Set<String>

  var bytes: UnsafePointer<UInt8> { source.base }

  init(_ source: SourceBytes, _ options: CSVOptions) throws(CSVError.Problem) {
    if let delimiter = options.delimiter, !CSVDialect.isDelimiter(delimiter) { throw .unusableDelimiter }
    self.source = source
    let bytes = source.base
    let hasMark = source.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    headerStart = hasMark ? 3 : 0
    var end = source.count
    while end > headerStart && (bytes[end - 1] == CSVDialect.lineFeed || bytes[end - 1] == CSVDialect.carriageReturn) {
      end -= 1
    }
    guard end > headerStart else { throw .empty }
    dialect = CSVDialect(sniffing: bytes, from: headerStart, to: source.count, delimiter: options.delimiter)
    var walker = FieldWalker(bytes, from: headerStart, to: end, dialect: dialect)
    let names = try walker.header()
    self.names = names
    if let unknown = options.types.keys.filter({ !names.contains($0) }).min() { throw .unknownColumn(unknown) }
    settled = Set(options.types.keys).union(options.expected.keys).union(options.copied.map { [$0] } ?? [])
    missing = MissingMarkers(options.missing)
    threads = max(1, options.threads ?? Workers.processorCount)
    layout = CSVLayout(
      bytes, text: min(walker.position, end)..<end, newline: dialect.newline, chunkSize: max(1, options.chunkSize),
      threads: threads)
    guard !layout.isMalformed else { throw firstProblem() }
    guard layout.rowCount <= Int32.max else { throw .tooLarge }
  }

  /// The text of a chunk's rows.
  func rows(of chunk: Int) -> Range<Int> { layout.rows(of: chunk, bytes, newline: dialect.newline) }

  /// The line on which `row`, from 0, starts.
  func line(_ row: Int) -> Int {
    let headerLines = (headerStart..<layout.text.lowerBound).count { bytes[$0] == dialect.newline }
    return 1 + headerLines + layout.lines(before: row, bytes, newline: dialect.newline)
  }

  /// The place of a field.
  func position(row: Int, column: Int) -> CSVError.Position {
    CSVError.Position(row: row + 1, line: line(row), column: column + 1, name: names[column])
  }

  /// The bytes that the text and columns of `types` take together, the texts of levels apart.
  func memory(_ types: [ColumnType]) -> Int {
    types.reduce(source.count) { $0 + layout.rowCount * ColumnStore.stride($1) }
  }

  /// What is wrong with a file that a pass has found malformed.
  func firstProblem() -> CSVError.Problem {
    var walker = FieldWalker(bytes, from: headerStart, to: layout.text.upperBound, dialect: dialect)
    do throws(CSVError.Problem) {
      _ = try walker.header()
    } catch { return error }
    return walker.firstProblem() ?? .tooLarge
  }
}

extension CSVContent {
  /// The chunks from which a sample is drawn, and the fields and rows of one chunk's part.
  private static let sampledChunks = 8
  private static let sampledFields = 32_768

  /// The type of every column in a sample from all over the file, but for those whose type is settled.
  func guesses() throws(CSVError.Problem) -> [ColumnType] {
    var tallies = [ValueTally](repeating: ValueTally(), count: names.count)
    let scanner = FieldScanner(bytes, dialect: dialect, columnCount: names.count)
    let chunks = layout.chunks.indices.filter { layout.chunks[$0].rowCount > 0 }
    let step = max(1, chunks.count / CSVContent.sampledChunks)
    for sampled in stride(from: 0, to: chunks.count, by: step) {
      let chunk = layout.chunks[chunks[sampled]]
      _ = scanner.scan(rows(of: chunks[sampled]), firstRow: chunk.firstRow, rowCount: chunk.rowCount) { batch in
        for column in names.indices where !settled.contains(names[column]) {
          ColumnReading.classify(batch, column: column, missing: missing, &tallies[column])
        }
        return false
      }
    }
    return tallies.map(\.guess)
  }
}
