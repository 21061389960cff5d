import Tables

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The two streams of a command: results on standard output, everything else on standard error.
enum Console {
  /// Writes a result. A pipe whose reader has gone is no failure: there is nobody to tell.
  static func print(_ text: String) throws(FileWriteError) { try write(text + "\n") }

  /// Writes a result as it is.
  static func write(_ text: String) throws(FileWriteError) {
    do throws(FileWriteError) { try write(text, to: STDOUT_FILENO, "standard output") } catch {
      if case .readerGone = error { return }
      throw error
    }
  }

  /// Writes a remark; there is no place to say that it cannot be written.
  static func note(_ text: String) { hint(text + "\n") }

  /// Writes to standard error as it is.
  static func hint(_ text: String) { try? write(text, to: STDERR_FILENO, "standard error") }

  /// Writes a result as one JSON object with sorted snake-case keys.
  static func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: noNumber, negativeInfinity: noNumber, nan: noNumber)
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    try print(text.replacing("\"\(noNumber)\"", with: "null"))
  }

  /// What stands for a number that is not finite until it is null: a text of private-use characters, which no other is.
  private static let noNumber = "\u{10FFFC}\u{F8FE}\u{10FFFD}"

  /// Whether standard error is a terminal.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether standard output is a terminal that wants style: NO_COLOR and TERM=dumb say no.
  static var isStyled: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  private static func write(_ text: String, to descriptor: Int32, _ name: String) throws(FileWriteError) {
    try Array(text.utf8).withUnsafeBufferPointer { bytes throws(FileWriteError) in
      try AtomicFile.write(UnsafeRawBufferPointer(bytes), to: descriptor, name)
    }
  }
}
