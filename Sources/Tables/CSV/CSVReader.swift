/// Reads CSV (RFC 4180, with any delimiter and any line end) into typed columns.
///
/// The file is copied into memory and read twice by all threads: once to find the rows, once to read
/// the fields into the final arrays. A sample tells which types to try first; a column in which a value does not fit
/// is read again as the type that fits them all, so that the types follow from the whole column. The result is the
/// same, bit for bit, for any number of threads.
public struct CSVReader: Sendable {
  private let options: CSVOptions

  /// A reader with `options`.
  public init(options: CSVOptions = CSVOptions()) { self.options = options }

  /// Reads the file at `path`.
  public func read(contentsOf path: String) throws(CSVError) -> CSVTable {
    let source: SourceBytes
    do {
      source = try SourceBytes.contents(of: path, threads: options.threads ?? Workers.processorCount)
    } catch {
      throw CSVError(file: path, problem: CSVError.Problem(error))
    }
    return try read(source, name: path)
  }

  /// Reads text that is in memory; `name` takes the place of the file in errors.
  public func read(bytes: [UInt8], name: String = "CSV text") throws(CSVError) -> CSVTable {
    try read(bytes.withUnsafeBytes { SourceBytes(copying: $0) }, name: name)
  }

  /// Reads the content of a file called `name`.
  package func read(_ source: SourceBytes, name: String) throws(CSVError) -> CSVTable {
    do {
      let content = try CSVContent(source, options)
      return try table(content)
    } catch {
      throw CSVError(file: name, problem: error)
    }
  }

  private func table(_ content: CSVContent) throws(CSVError.Problem) -> CSVTable {
    let requests = try self.requests(content)
    let needed = content.memory(requests.map(\.type))
    guard needed <= options.memoryLimit else { throw .outOfMemory(needed: needed, limit: options.memoryLimit) }
    let pass = ParsePass(content, requests, threads: content.threads)
    guard pass.isWellFormed else { throw content.firstProblem() }

    let tallies = requests.indices.map { pass.tally($0) }
    var again: [ParsePass.Request] = []
    for (request, tally) in zip(requests, tallies) {
      switch request.origin {
      case .demanded where tally.exceptionCount > 0:
        throw .wrongType(
          content.position(row: tally.firstException, column: request.column), expected: request.type,
          count: tally.exceptionCount)
      case .guessed where tally.type(readAs: request.type) != request.type:
        let type = tally.type(readAs: request.type)
        again.append(ParsePass.Request(column: request.column, type: type, origin: .guessed))
      default: break
      }
    }
    let second = again.isEmpty ? nil : ParsePass(content, again, threads: content.threads)
    var reread: [Int: Int] = [:]
    for (index, request) in again.enumerated() { reread[request.column] = index }

    var columns: [Column] = []
    var findings: [ColumnFinding] = []
    for (column, name) in content.names.enumerated() {
      let (request, tally) = (requests[column], tallies[column])
      if let second, let index = reread[column] {
        let type = again[index].type
        columns.append(Column(name, second.values(index)))
        let nearMiss = type == .text ? tally.nearMiss(readAs: request.type, line: content.line) : nil
        findings.append(
          ColumnFinding(
            name: name, type: type, missing: second.tally(index).missing, nearMiss: nearMiss, misfits: nil))
      } else {
        columns.append(Column(name, pass.values(column)))
        findings.append(
          ColumnFinding(
            name: name, type: request.type, missing: tally.missing, nearMiss: nil,
            misfits: misfits(content, request, tally)))
      }
    }
    let copied = requests.lastIndex { $0.origin == .copied }
    do {
      return CSVTable(
        table: try Table(columns), findings: findings,
        copy: copied.map { Column(content.names[requests[$0].column], pass.values($0)) })
    } catch {
      // The header has been checked and all columns have the rows of the layout.
      preconditionFailure(error.description)
    }
  }

  /// What to read: every column once, and the one to copy once more where it has a type beside.
  private func requests(_ content: CSVContent) throws(CSVError.Problem) -> [ParsePass.Request] {
    let guesses = try content.guesses()
    var requests: [ParsePass.Request] = []
    for (column, name) in content.names.enumerated() {
      let (type, origin): (ColumnType, ParsePass.Request.Origin) =
        if let type = options.types[name] {
          (type, .demanded)
        } else if let type = options.expected[name] {
          (type, .expected)
        } else if name == options.copied {
          (.text, .copied)
        } else {
          (guesses[column], .guessed)
        }
      requests.append(ParsePass.Request(column: column, type: type, origin: origin))
    }
    if let column = content.names.firstIndex(where: { $0 == options.copied }), requests[column].origin != .copied {
      requests.append(ParsePass.Request(column: column, type: .text, origin: .copied))
    }
    return requests
  }

  private func misfits(
    _ content: CSVContent, _ request: ParsePass.Request, _ tally: ValueTally
  ) -> ColumnFinding.Misfits? {
    guard request.origin == .expected, tally.exceptionCount > 0 else { return nil }
    return ColumnFinding.Misfits(
      rows: tally.exceptionRows.sorted().map { $0 + 1 },
      first: content.position(row: tally.firstException, column: request.column))
  }
}

extension CSVError.Problem {
  /// The problem that a file cannot be had.
  package init(_ error: SourceBytesError) {
    switch error {
    case .notFound: self = .notFound
    case .isDirectory: self = .isDirectory
    case .isDevice: self = .isDevice
    case .changed: self = .changed
    case .unreadable(let code): self = .unreadable(reason: systemMessage(code))
    }
  }
}
