#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The text of a YAML file.
enum YAMLText {
  /// Reads a file of at most a mebibyte.
  ///
  /// - Parameter refused: the error for a reason.
  static func read(_ path: String, _ refused: (String) -> any Error) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else { throw refused("cannot be read") }
    guard data.count <= 1 << 20, let text = String(data: data, encoding: .utf8) else {
      throw refused("not a small file of UTF-8 text")
    }
    return text
  }
}
