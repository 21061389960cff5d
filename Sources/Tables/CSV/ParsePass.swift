/// Reads some columns of a file whose layout is known, in parallel: the second pass over it.
final class ParsePass {
  /// A column to read.
  struct Request {
    /// The column's number.
    let column: Int
    /// The type to read it as.
    let type: ColumnType
    /// Whether the type was demanded, so that it accepts what by itself would rather be a code.
    let isForced: Bool
  }

  private let content: CSVContent
  private let requests: [Request]
  private let stores: [ColumnStore]
  private let merges: [LevelMerge?]
  private let turns = TurnTaker()
  private var workers: [Worker]
  /// Whether all rows are well-formed.
  private(set) var isWellFormed = true

  /// What one worker keeps between chunks.
  private final class Worker {
    let scanner: FieldScanner
    let tables: [LevelTable?]
    var tallies: [ValueTally]
    var isWellFormed = true

    init(_ content: CSVContent, _ requests: [Request]) {
      scanner = FieldScanner(content.bytes, dialect: content.dialect, columnCount: content.names.count)
      tables = requests.map { $0.type == .text ? LevelTable() : nil }
      tallies = requests.map { _ in ValueTally() }
    }
  }

  /// Reads the columns of `requests`.
  init(_ content: CSVContent, _ requests: [Request], threads: Int) {
    self.content = content
    self.requests = requests
    stores = requests.map { ColumnStore($0.type, rowCount: content.layout.rowCount) }
    let count = max(1, min(threads, content.layout.chunks.count))
    merges = requests.map { $0.type == .text ? LevelMerge(workers: count) : nil }
    workers = (0..<count).map { _ in Worker(content, requests) }
    Workers.run(tasks: content.layout.chunks.count, workers: count) { worker, chunk in
      read(chunk: chunk, worker)
    }
    isWellFormed = workers.allSatisfy(\.isWellFormed)
  }

  /// What was counted in the column of `request`.
  func tally(_ request: Int) -> ValueTally {
    workers.reduce(into: ValueTally()) { $0 += $1.tallies[request] }
  }

  /// The values of the column of `request`.
  func values(_ request: Int) -> ColumnValues { stores[request].values(levels: merges[request]?.levels) }

  private func read(chunk: Int, _ number: Int) {
    let worker = workers[number]
    let rowCount = content.layout.chunks[chunk].rowCount
    guard worker.isWellFormed else { return }
    let firstRow = content.layout.chunks[chunk].firstRow
    if rowCount > 0 {
      let range = content.rows(of: chunk)
      for table in worker.tables { table?.startChunk() }
      worker.isWellFormed = worker.scanner.scan(range, firstRow: firstRow, rowCount: rowCount) { batch in
        for request in requests.indices { read(batch, request, worker) }
        return true
      }
      content.source.release(range)
    }
    let found = worker.tables.map { $0?.newLevels() }
    turns.take(chunk) { [self] in
      for (request, levels) in found.enumerated() {
        guard let levels, let merge = merges[request], rowCount > 0 else { continue }
        let codes = stores[request].start.assumingMemoryBound(to: Int32.self) + firstRow
        merge.add(
          levels.levels, firstCode: levels.firstCode, worker: number,
          codes: UnsafeMutableBufferPointer(start: codes, count: rowCount))
      }
    }
  }

  private func read(_ batch: FieldBatch, _ request: Int, _ worker: Worker) {
    let column = requests[request].column
    let isForced = requests[request].isForced
    let start = stores[request].start
    func read<Parser: FieldParser>(_ parser: Parser) {
      let values = start.assumingMemoryBound(to: Parser.Value.self) + batch.firstRow
      ColumnReading.read(
        batch, column: column, parser, missing: content.missing, into: values, &worker.tallies[request])
    }
    switch requests[request].type {
    case .integer: read(IntegerParser(leniently: isForced))
    case .double: read(DoubleParser(leniently: isForced))
    case .boolean: read(BooleanParser(leniently: isForced))
    case .date: read(DateParser())
    case .dateTime: read(DateTimeParser())
    case .text:
      let codes = start.assumingMemoryBound(to: Int32.self) + batch.firstRow
      guard let table = worker.tables[request] else { return }
      worker.tallies[request].missing += table.code(batch, column: column, missing: content.missing, into: codes)
    }
  }
}
