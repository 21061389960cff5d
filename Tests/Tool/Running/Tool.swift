import Foundation
import Testing

/// The built command-line tool, run as a user runs it.
enum Tool {
  /// What a run left.
  struct Run {
    let status: Int32
    let output: String
    let errors: String

    /// The one JSON object on standard output.
    func json() throws -> [String: Any] {
      #expect(output.hasSuffix("}\n") && output.count { $0 == "\n" } == 1, "one line with one object")
      let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return try #require(object as? [String: Any])
    }
  }

  /// Runs the tool in `folder` with `arguments`.
  static func run(_ arguments: [String], in folder: Folder) throws -> Run {
    try execute(try #require(executable, "clientele is not beside the tests"), arguments, in: folder)
  }

  /// Runs `program`; its streams go to files, so that no pipe can fill up.
  static func execute(_ program: URL, _ arguments: [String], in folder: Folder) throws -> Run {
    let streams = try Folder()
    defer { streams.remove() }
    let (output, errors) = (streams.url("output"), streams.url("errors"))
    for file in [output, errors] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder.location
    var environment = ProcessInfo.processInfo.environment
    environment["COLUMNS"] = "100"
    environment["LC_ALL"] = "C"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit, "\(arguments): ended by a signal")
    return Run(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  /// `clientele` in the folder of the test bundle, which is where a build puts both.
  static let executable: URL? = {
    let bundles = Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
    let runner = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return ([runner] + bundles).map { $0.appendingPathComponent("clientele") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()
}

/// A temporary folder of one test.
struct Folder {
  let location: URL

  init() throws {
    location = FileManager.default.temporaryDirectory.appendingPathComponent("clientele-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: location, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: location) }

  func url(_ name: String) -> URL { location.appendingPathComponent(name) }

  func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: url(name)) }

  func text(_ name: String) throws -> String { try String(contentsOf: url(name), encoding: .utf8) }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: url(name)) }

  /// The names of all files, sorted.
  func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: location.path).sorted() }

  /// Calls `body` with a folder that is removed afterwards.
  static func with<Result>(_ body: (Folder) throws -> Result) throws -> Result {
    let folder = try Folder()
    defer { folder.remove() }
    return try body(folder)
  }
}
