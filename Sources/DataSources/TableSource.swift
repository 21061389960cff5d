import Tables

/// Tables from wherever they are: so far CSV files, plain or compressed by gzip.
package enum TableSource {
  /// Reads the table at `location`, the path of a CSV file. Its first bytes tell whether it is compressed.
  package static func read(
    _ location: String, options: CSVOptions = CSVOptions()
  ) throws(TableSourceError) -> CSVTable {
    if let kind = unsupportedKind(location) { throw .unsupported(location: location, kind: kind) }
    let source: SourceBytes
    do {
      source = try SourceBytes.contents(of: location, threads: options.threads ?? Workers.processorCount)
    } catch {
      throw .csv(CSVError(file: location, problem: CSVError.Problem(error)))
    }
    if let kind = FileSignature.kind(of: source) { throw .unsupported(location: location, kind: kind) }
    let content: SourceBytes
    do {
      content = GzipFile.isGzip(source) ? try GzipFile.inflated(source, limit: options.memoryLimit / 3) : source
    } catch {
      switch error {
      case .truncated: throw .truncatedArchive(file: location)
      case .corrupt: throw .corruptArchive(file: location)
      case .outOfMemory, .tooLarge: throw .expandsTooFar(file: location, limit: options.memoryLimit / 3)
      }
    }
    do {
      return try CSVReader(options: options).read(content, name: location)
    } catch {
      throw .csv(error)
    }
  }

  /// The kind of table that `location` names, if it is one that is not read yet.
  private static func unsupportedKind(_ location: String) -> String? {
    if location.hasPrefix("sqlite:") { return "SQLite databases" }
    if location.hasPrefix("postgresql://") || location.hasPrefix("postgres://") { return "PostgreSQL databases" }
    if location.hasPrefix("duckdb:") { return "DuckDB databases" }
    return location.hasSuffix(".parquet") ? "Parquet files" : nil
  }
}

/// Why no table can be had from a location.
package enum TableSourceError: Error, Sendable, Equatable {
  /// The CSV file is not in order.
  case csv(CSVError)
  /// The compressed file breaks off.
  case truncatedArchive(file: String)
  /// The compressed file is damaged.
  case corruptArchive(file: String)
  /// The compressed file holds more than there is memory for.
  case expandsTooFar(file: String, limit: Int)
  /// The location names a kind of table that this version does not read.
  case unsupported(location: String, kind: String)
}

extension TableSourceError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .csv(let error): error.description
    case .truncatedArchive(let file): "\(file): the gzip file is truncated: copy it again"
    case .corruptArchive(let file): "\(file): the gzip file is damaged: copy it again"
    case .expandsTooFar(let file, let limit):
      "\(file): the gzip file holds more than \(limit >> 20) MB, a quarter of the memory: split the table"
    case .unsupported(let location, let kind):
      "\(location): this version does not read \(kind): export a .csv or .csv.gz file in UTF-8"
    }
  }
}
