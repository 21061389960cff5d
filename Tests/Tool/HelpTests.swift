import Foundation
import Testing

/// The help texts, as they were last agreed on (Help/*.txt). `CLIENTELE_RECORD=1` writes them anew, and fails, so that no
/// run passes on texts that nobody has read.
@Suite struct HelpTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Help")
  private static let isRecording = ProcessInfo.processInfo.environment["CLIENTELE_RECORD"] == "1"

  @Test(arguments: [
    "clientele", "train", "segment", "score", "evaluate", "compare", "report", "models", "models list", "models show",
    "models promote",
    "models verify",
  ])
  func help(command: String) throws {
    try Folder.with { folder in
      let words = command == "clientele" ? [] : command.split(separator: " ").map(String.init)
      let run = try Tool.run(words + ["--help"], in: folder)
      #expect(run.status == 0 && run.errors.isEmpty)
      let file = Self.folder.appendingPathComponent("\(command.replacing(" ", with: "-")).txt")
      if Self.isRecording {
        try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
        try Data(run.output.utf8).write(to: file)
        Issue.record("\(file.lastPathComponent) was recorded: read it, then run without CLIENTELE_RECORD")
        return
      }
      let expected = try String(contentsOf: file, encoding: .utf8)
      #expect(run.output == expected, "agreed on anew with CLIENTELE_RECORD=1")
    }
  }

  @Test func everyFlagIsDescribed() throws {
    try Folder.with { folder in
      for command in ["train", "score", "evaluate", "compare", "report"] {
        let lines = try Tool.run([command, "--help"], in: folder).output.split(separator: "\n").map(String.init)
        for (line, next) in zip(lines, lines.dropFirst() + [""]) where line.hasPrefix("  -") {
          // A flag and its words stand on one line, or the words on the next.
          let words = line.replacing(#/^ +(-\w, )?--?[\w-]+( <[^>]+>)?/#, with: "").filter { $0 != " " }
          #expect(!words.isEmpty || next.hasPrefix("          "), "\(command): \(line)")
        }
      }
    }
  }
}
