/// Writes tables as CSV (RFC 4180, but with line feeds alone), so that reading gives the same values.
///
/// Doubles are written with the fewest digits that read back to the same bits. Missing values are empty fields (`NA`
/// in a table of one column), and a text that would be taken for one is in quotes. Types are not written: a text
/// column of nothing but numerals reads back as numbers unless ``CSVOptions/types`` says otherwise.
public struct CSVWriter: Sendable {
  /// The fields of a task.
  private static let taskFields = 1 << 15
  /// The tasks whose text may wait for its turn to be written.
  private static let roundTasks = 64

  /// The byte between fields.
  public let delimiter: UInt8
  /// The number of threads; nil takes one a processor. The text is the same for any number.
  public var threads: Int?
  /// Text columns that are no values but names: their texts are in quotes only where CSV demands it, even where they
  /// look like a missing value or have blanks at their ends.
  package var verbatim: Set<String> = []

  /// Separates fields by `delimiter`.
  ///
  /// - Precondition: It is an ASCII character other than a quote or a line end.
  public init(delimiter: UInt8 = UInt8(ascii: ","), threads: Int? = nil) {
    precondition(CSVDialect.isDelimiter(delimiter), "a delimiter that cannot be told from the text")
    self.delimiter = delimiter
    self.threads = threads
  }

  /// Writes `table` to a file at `path`, which appears, or replaces the one that is there, when it is complete.
  /// Links are followed; a pipe or a device is written into.
  public func write(_ table: Table, to path: String) throws(FileWriteError) {
    var file = try AtomicFile(path: path)
    try write(table) { bytes throws(FileWriteError) in try file.write(bytes) }
    try file.commit()
  }

  /// Writes `table` to an open file `descriptor`; `name` stands for it in errors.
  package func write(_ table: Table, to descriptor: Int32, name: String) throws(FileWriteError) {
    try write(table) { bytes throws(FileWriteError) in try AtomicFile.write(bytes, to: descriptor, name) }
  }

  /// Hands the text piece by piece to `output`, from any thread, but in order and one at a time.
  private func write(
    _ table: Table, to output: (UnsafeRawBufferPointer) throws(FileWriteError) -> Void
  ) throws(FileWriteError) {
    let formatter = RowFormatter(
      table, delimiter: delimiter, missing: MissingMarkers(CSVOptions().missing), verbatim: verbatim)
    var header = ByteBuffer(capacity: 1 << 12)
    formatter.appendHeader(table.columnNames, to: &header)
    try output(header.bytes)

    let rowsPerTask = max(1, CSVWriter.taskFields / max(1, table.columns.count))
    let rowsPerRound = rowsPerTask * CSVWriter.roundTasks
    for round in stride(from: 0, to: table.rowCount, by: rowsPerRound) {
      let end = min(round + rowsPerRound, table.rowCount)
      let starts = Array(stride(from: round, to: end, by: rowsPerTask))
      try write(starts.map { $0..<min($0 + rowsPerTask, end) }, formatter, to: output)
    }
    withExtendedLifetime(table) {}
  }

  private func write(
    _ tasks: [Range<Int>], _ formatter: RowFormatter,
    to output: (UnsafeRawBufferPointer) throws(FileWriteError) -> Void
  ) throws(FileWriteError) {
    var failure: FileWriteError?
    withoutActuallyEscaping(output) { output in
      let turns = TurnTaker()
      Workers.run(tasks: tasks.count, workers: max(1, threads ?? Workers.processorCount)) { _, task in
        let text = FormattedText(formatter, tasks[task])
        turns.take(task) {
          guard failure == nil else { return }
          do throws(FileWriteError) { try output(text.buffer.bytes) } catch { failure = error }
        }
      }
    }
    if let failure { throw failure }
  }
}

/// The text of some rows until it is written.
private final class FormattedText {
  let buffer: ByteBuffer

  init(_ formatter: RowFormatter, _ rows: Range<Int>) {
    var buffer = ByteBuffer(capacity: 1 << 18)
    formatter.append(rows, to: &buffer)
    self.buffer = buffer
  }
}
