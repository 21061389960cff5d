/// Reads some columns of a file whose layout is known, in parallel: the second pass over it.
final class ParsePass {
  /// A column to read.
  struct Request {
    /// The column's number.
    let column: Int
    /// The type to read it as.
    let type: ColumnType
    /// Where the type comes from.
    let origin: Origin

    enum Origin {
      /// A sample.
      case guessed
      /// ``CSVOptions/types`` or ``CSVOptions/expected``: it accepts what by itself would rather be a code.
      case demanded, expected
      /// ``CSVOptions/copied``: a text that no marker of missing values applies to.
      case copied
    }
  }

  private let content: CSVContent
  private let requests: [Request]
  private let stores: [ColumnStore]
  private var merges: [LevelMerge]
  /// The requests for text.
  private let texts: [Int]
  private let onlyEmpty = MissingMarkers([""])
  private let turns = TurnTaker()
  /// Guards the workers' final codes.
  private let lock = Lock()
  private var workers: [Worker]
  /// Whether all rows are well-formed.
  private(set) var isWellFormed = true

  /// What one worker keeps between chunks.
  private final class Worker {
    let scanner: FieldScanner
    var tables: [LevelTable]
    var tallies: [ValueTally]
    /// For every text, the final codes of the worker's levels as far as they have been merged.
    var finalCodes: [[Int32]]
    var isWellFormed = true

    init(_ content: CSVContent, _ requests: [Request]) {
      scanner = FieldScanner(content.bytes, dialect: content.dialect, columnCount: content.names.count)
      tables = requests.map { _ in LevelTable() }
      finalCodes = requests.filter { $0.type == .text }.map { _ in [] }
      tallies = requests.map { ValueTally(keepsRows: $0.origin == .expected) }
    }
  }

  /// Reads the columns of `requests`.
  init(_ content: CSVContent, _ requests: [Request], threads: Int) {
    self.content = content
    self.requests = requests
    texts = requests.indices.filter { requests[$0].type == .text }
    stores = requests.map { ColumnStore($0.type, rowCount: content.layout.rowCount) }
    let count = max(1, min(threads, content.layout.chunks.count))
    merges = requests.map { _ in LevelMerge(workers: count) }
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
  func values(_ request: Int) -> ColumnValues {
    stores[request].values(levels: requests[request].type == .text ? merges[request].levels : nil)
  }

  private func read(chunk: Int, _ number: Int) {
    let worker = workers[number]
    let firstRow = content.layout.chunks[chunk].firstRow
    let rowCount = content.layout.chunks[chunk].rowCount
    guard rowCount > 0 else { return turns.take(chunk) {} }
    let range = content.rows(of: chunk)
    let final = lock.withLock { worker.finalCodes }
    for (text, codes) in zip(texts, final) { worker.tables[text].startChunk(codes) }
    let isWellFormed = worker.scanner.scan(range, firstRow: firstRow, rowCount: rowCount) { batch in
      for request in requests.indices { read(batch, request, worker) }
      return true
    }
    guard isWellFormed else { return worker.isWellFormed = false }
    let found = texts.map { worker.tables[$0].chunk }
    turns.take(chunk) { [self] in
      for (position, (text, found)) in zip(texts, found).enumerated() where !found.isSettled {
        guard let start = stores[text].start else { continue }
        let codes = start.assumingMemoryBound(to: Int32.self) + firstRow
        merges[text].add(
          found, worker: number, codes: UnsafeMutableBufferPointer(start: codes, count: rowCount),
          fraction: Double(firstRow + rowCount) / Double(content.layout.rowCount))
        guard found.isKept else { continue }
        lock.withLock { worker.finalCodes[position] = merges[text].codes(of: number) }
      }
    }
  }

  private func read(_ batch: FieldBatch, _ request: Int, _ worker: Worker) {
    let column = requests[request].column
    let origin = requests[request].origin
    let isForced = origin == .demanded || origin == .expected
    guard let start = stores[request].start else { return }
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
      worker.tallies[request].missing += worker.tables[request].code(
        batch, column: column, missing: origin == .copied ? onlyEmpty : content.missing, into: codes)
    }
  }
}
