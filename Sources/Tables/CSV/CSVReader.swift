/// Reads CSV (RFC 4180, with any delimiter and any line end) into typed columns.
///
/// The file is copied into memory and read twice by all threads: once to find the rows (``CSVLayout``), once to read
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
    let guesses = try content.guesses()
    let requests = content.names.indices.map { column in
      let forced = options.types[content.names[column]]
      return ParsePass.Request(column: column, type: forced ?? guesses[column], isForced: forced != nil)
    }
    let needed = content.memory(requests.map(\.type))
    guard needed <= options.memoryLimit else { throw .outOfMemory(needed: needed, limit: options.memoryLimit) }
    let pass = ParsePass(content, requests, threads: content.threads)
    guard pass.isWellFormed else { throw content.firstProblem() }

    let tallies = requests.indices.map { pass.tally($0) }
    var again: [ParsePass.Request] = []
    for (request, tally) in zip(requests, tallies) {
      if request.isForced {
        guard tally.exceptionCount == 0 else {
          throw .wrongType(
            content.position(row: tally.firstException, column: request.column), expected: request.type)
        }
      } else if tally.type(readAs: request.type) != request.type {
        let type = tally.type(readAs: request.type)
        again.append(ParsePass.Request(column: request.column, type: type, isForced: false))
      }
    }
    let second = again.isEmpty ? nil : ParsePass(content, again, threads: content.threads)
    var reread: [Int: Int] = [:]
    for (index, request) in again.enumerated() { reread[request.column] = index }

    var columns: [Column] = []
    var findings: [ColumnFinding] = []
    for (column, request) in requests.enumerated() {
      let name = content.names[column]
      if let second, let index = reread[column] {
        let type = again[index].type
        columns.append(Column(name, second.values(index)))
        let nearMiss = type == .text ? tallies[column].nearMiss(readAs: request.type, line: content.line) : nil
        findings.append(
          ColumnFinding(name: name, type: type, missing: second.tally(index).missing, nearMiss: nearMiss))
      } else {
        columns.append(Column(name, pass.values(column)))
        findings.append(
          ColumnFinding(name: name, type: request.type, missing: tallies[column].missing, nearMiss: nil))
      }
    }
    do {
      return CSVTable(table: try Table(columns), findings: findings)
    } catch {
      // The header has been checked and all columns have the rows of the layout.
      preconditionFailure(error.description)
    }
  }
}

extension CSVError.Problem {
  /// The problem that a file cannot be had.
  package init(_ error: SourceBytesError) {
    switch error {
    case .notFound: self = .notFound
    case .isDirectory: self = .isDirectory
    case .changed: self = .changed
    case .unreadable(let code): self = .unreadable(reason: systemMessage(code))
    }
  }
}
