import Foundation

/// Values computed by `Reference/make_reference.py`.
enum Reference {
  /// Decodes `Reference/<name>.json`.
  static func values<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference")
    return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: "\(name).json")))
  }

  /// A text and the whole number it stands for, none if it stands for none.
  struct Case: Decodable {
    let text: String
    let value: Int64?

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      text = try container.decode(String.self)
      value = try container.decode(Int64?.self)
    }
  }
}

/// A folder that is removed with this value.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "tables-\(UUID())").path(percentEncoded: false)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  func file(_ name: String, _ content: [UInt8]) throws -> String {
    try Data(content).write(to: URL(filePath: path + "/" + name))
    return path + "/" + name
  }

  /// The names of the files in the folder.
  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}
