import Foundation

/// Headless Chromium, if the machine has it.
enum Browser {
  struct Failure: Error { let what: String }

  /// What a run left.
  struct Run {
    let output, log: String

    /// What pages wrote to the console: errors, warnings, refusals of the content policy.
    var console: [Substring] { log.split(separator: "\n").filter { $0.contains(":CONSOLE") } }
  }

  /// `CLIENTELE_CHROMIUM`, or the first of the usual names on the PATH.
  static let path: String? = {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["CLIENTELE_CHROMIUM"] { return named }
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    for name in ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"] {
      for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
        return "\(folder)/\(name)"
      }
    }
    return nil
  }()

  /// Runs it on a file, with a profile of its own in `folder`; the page sees a dark system or a light one.
  static func run(_ file: URL, in folder: URL, isDark: Bool, _ arguments: [String]) throws -> Run {
    guard let path else { throw Failure(what: "no browser") }
    let id = UUID().uuidString
    let output = folder.appending(path: "\(id).out"), log = folder.appending(path: "\(id).log")
    for file in [output, log] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(filePath: path)
    // --no-sandbox: test machines run as root in containers. The page is our own, and no host is reachable.
    process.arguments =
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder.path)/\(id)", "--enable-logging=stderr",
        "--allow-file-access-from-files", "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)",
      ] + arguments + [file.absoluteString]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    let deadline = Date(timeIntervalSinceNow: 120)
    while process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.05) }
    if process.isRunning {
      process.terminate()
      throw Failure(what: "no answer within two minutes")
    }
    return Run(
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      log: String(decoding: try Data(contentsOf: log), as: UTF8.self))
  }
}
