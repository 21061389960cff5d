import ArgumentParser
import DataSources
import LinearAlgebra
import Tables

/// Where the rows come from.
struct TableOptions: ParsableArguments {
  @Option(name: .long, help: "The table: a CSV file, plain or gzipped.")
  var data: String

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
    if let delimiter, delimiter != "\\t", delimiter.utf8.count != 1 {
      throw ValidationError("--delimiter: give one ASCII character, or \\t for a tab")
    }
  }

  /// The number of workers.
  var workers: Int { threads ?? BlockReduction.availableThreads }

  /// The texts that mean missing, where they were named.
  var markers: [String]? { missing.map { [""] + list($0) } }

  /// Reads the table, as `options` say where the command line does not.
  func read(_ options: CSVOptions = CSVOptions()) throws -> CSVTable {
    var options = options
    options.threads = workers
    if let delimiter { options.delimiter = delimiter == "\\t" ? UInt8(ascii: "\t") : delimiter.utf8.first }
    if let markers { options.missing = markers }
    for pair in list(types ?? "") {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let type = ColumnType(rawValue: parts[1]) else {
        throw ValidationError(
          "--types \(pair): write column=type with one of \(ColumnType.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      options.types[parts[0]] = type
    }
    return try TableSource.read(data, options: options)
  }
}

/// The parts of a list separated by commas.
func list(_ text: String) -> [String] {
  text.split(separator: ",").map { String($0.drop { $0 == " " }) }
}
