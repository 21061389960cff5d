import ArgumentParser
import DataSources
import LinearAlgebra
import Tables

/// Where the rows come from.
struct TableOptions: ParsableArguments {
  @Option(name: .long, help: "The table: a CSV file, plain or gzipped; - is standard input.")
  var data: String

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if data.isEmpty { throw ValidationError("--data: name a file, or - for standard input") }
  }

  /// The number of workers.
  var workers: Int { reading.workers }

  /// The texts that mean missing, where they were named.
  var markers: [String]? { reading.markers }

  /// Reads the table, as `options` say where the command line does not.
  func read(_ options: CSVOptions = CSVOptions()) throws -> CSVTable { try reading.read(data, options) }

  /// Reads the table at `path` in the same way; - is standard input.
  func read(_ path: String, _ options: CSVOptions) throws -> CSVTable { try reading.read(path, options) }
}

/// How tables are read.
struct ReadingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The character between fields; found out if not given.", valueName: "character"))
  var delimiter: String?

  @Option(
    help: ArgumentHelp(
      "Texts that mean missing where they are not quoted, beside the empty field.", valueName: "text,..."))
  var missing: String?

  @Option(
    help: ArgumentHelp(
      "Types of columns that are not to be found out: double, integer, boolean, text, date, dateTime.",
      valueName: "column=type,..."))
  var types: String?

  @Option(help: "Worker threads; the same results for any number. (default: one a processor)")
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads \(threads): use 1 to 1024") }
    if let delimiter, delimiter != "\\t", delimiter.utf8.count != 1 || "\"\r\n\0".contains(delimiter) {
      throw ValidationError(
        "--delimiter: give one ASCII character other than a quote or a line end, or \\t for a tab")
    }
    _ = try columnTypes()
  }

  /// The number of workers.
  var workers: Int { threads ?? BlockReduction.availableThreads }

  /// The texts that mean missing, where they were named.
  var markers: [String]? { missing.map { [""] + list($0) } }

  /// Reads the table at `path`, as `options` say where the command line does not; - is standard input.
  func read(_ path: String, _ options: CSVOptions = CSVOptions()) throws -> CSVTable {
    var options = options
    options.threads = workers
    if let delimiter { options.delimiter = delimiter == "\\t" ? UInt8(ascii: "\t") : delimiter.utf8.first }
    if let markers { options.missing = markers }
    options.types = try columnTypes()
    do { return try TableSource.read(path == "-" ? "/dev/stdin" : path, options: options) } catch {
      guard case .csv(let problem) = error, case .unknownColumn(let name) = problem.problem else { throw error }
      throw FileProblem(path: problem.file, problem: "there is no column \(Words.name(name)) (--types)")
    }
  }

  /// The columns and types of --types.
  private func columnTypes() throws -> [String: ColumnType] {
    guard let types else { return [:] }
    var found: [String: ColumnType] = [:]
    for pair in types.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let type = ColumnType(rawValue: parts[1]) else {
        let names = ColumnType.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--types \(pair): write column=type with one of \(names)")
      }
      let name = String(parts[0].drop { $0 == " " })
      guard found.updateValue(type, forKey: name) == nil else {
        throw ValidationError("--types \(types): column \(Words.name(name)) has two types; give it one")
      }
    }
    return found
  }
}

/// The parts of a list separated by commas.
func list(_ text: String) -> [String] {
  text.split(separator: ",").map { String($0.drop { $0 == " " }) }
}
