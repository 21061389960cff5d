import Foundation
import Testing

/// A registry as its users meet it: numbered versions, a champion, and what is told when a file was touched.
@Suite struct ModelsTests {
  private let training = [
    "train", "--data", "data.csv", "--target", "left", "--id", "id", "--model", "logistic", "--quiet", "--folds", "0",
  ]

  private func prepare(_ folder: Folder, versions: Int) throws {
    try folder.write(SmallTable().text, to: "data.csv")
    for _ in 0..<versions {
      let run = try Tool.run(training + ["--register", "churn"], in: folder)
      #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run.errors)")
    }
  }

  private func refused(_ arguments: [String], in folder: Folder, _ words: String...) throws {
    let run = try Tool.run(arguments, in: folder)
    #expect(run.status != 0 && run.output.isEmpty, "\(arguments)")
    for word in words { #expect(run.errors.contains(word), "\(word) in \(run.errors)") }
  }

  @Test func versionsAndChampion() throws {
    try Folder.with { folder in
      try prepare(folder, versions: 2)
      let third = try Tool.run(training.filter { $0 != "--quiet" } + ["--register", "churn", "--json"], in: folder)
      let model = try #require(try third.json()["model"] as? [String: Any])
      #expect(model["version"] as? String == "churn@3" && model["path"] as? String == "models/churn/3/churn.model")
      try refused(
        ["score", "models/churn@champion", "--data", "data.csv", "-o", "s.csv"], in: folder, "no champion", "1, 2, 3")
      let promoted = try Tool.run(["models", "promote", "churn@2", "--json"], in: folder).json()
      #expect(promoted["version"] as? Int == 2 && promoted["previous"] is NSNull)
      #expect(try Tool.run(["models", "promote", "churn@3", "--json"], in: folder).json()["previous"] as? Int == 2)

      let list = try #require(
        try Tool.run(["models", "list", "--json"], in: folder).json()["versions"] as? [[String: Any]])
      #expect(list.map { $0["version"] as? Int } == [1, 2, 3])
      #expect(list.map { $0["champion"] as? Bool } == [false, false, true])
      let shown = try Tool.run(["models", "show", "churn@champion"], in: folder)
      #expect(shown.output.contains("churn@3 (champion)") && shown.output.contains("plan[gold]"))
      #expect(try Tool.run(["models", "show", "models/churn/3/churn.model"], in: folder).output.contains("plan[gold]"))

      // The champion and the file that it is score to the same bytes.
      for (place, file) in [("models/churn@champion", "a.csv"), ("models/churn/3/churn.model", "b.csv")] {
        #expect(
          try Tool.run(["score", place, "--data", "data.csv", "-o", file, "--quiet"], in: folder).status == 0)
      }
      #expect(try folder.bytes("a.csv") == folder.bytes("b.csv"))

      // What is trained next has the champion as its parent.
      let champion = try #require(list.last?["hash"] as? String)
      try prepare(folder, versions: 1)
      let fourth = try Tool.run(["models", "show", "churn@4", "--json"], in: folder).json()
      #expect((fourth["lineage"] as? [String: Any])?["parent"] as? String == champion)
    }
  }

  @Test func refusals() throws {
    try Folder.with { folder in
      try refused(["models", "list"], in: folder, "no registry models", "--register")
      try prepare(folder, versions: 1)
      try refused(["models", "show", "churn@2"], in: folder, "no version 2", "it has 1")
      try refused(["models", "show", "spend@1"], in: folder, "no model spend", "churn")
      try refused(["models", "list", "spend"], in: folder, "no model spend")
      try refused(["models", "show", "churn@first"], in: folder, "churn@champion")
      for name in ["../churn", "a/b", ".."] {
        try refused(training + ["--register", name], in: folder, "no name for a model")
      }
      try refused(training, in: folder, "-o", "--register")
      #expect(try folder.files() == ["data.csv", "models"])
      try folder.write("", to: "file")
      try refused(training + ["--register", "churn", "--registry", "file"], in: folder, "file/churn")
    }
  }

  @Test(arguments: ["churn.model", "record.json", "SHA256SUMS"])
  func alteredFiles(file: String) throws {
    try Folder.with { folder in
      try prepare(folder, versions: 2)
      #expect(try Tool.run(["models", "verify"], in: folder).status == 0)
      let path = "models/churn/2/\(file)"
      var bytes = try folder.bytes(path)
      bytes[bytes.count / 2] ^= 1
      try FileManager.default.removeItem(at: folder.url(path))
      try bytes.write(to: folder.url(path))
      let run = try Tool.run(["models", "verify"], in: folder)
      #expect(run.status == 1 && run.output.contains("churn@1: as registered"))
      let line = try #require(run.output.split(separator: "\n").last)
      #expect(line.hasPrefix("churn@2: ") && !line.contains("as registered"), "\(line)")
      try refused(["models", "promote", "churn@2"], in: folder, "churn@2 is not as it was registered")
      try FileManager.default.removeItem(at: folder.url(path))
      #expect(try Tool.run(["models", "verify", "churn@2"], in: folder).output.contains("\(file) is missing"))
    }
  }

  @Test func alteredChampion() throws {
    try Folder.with { folder in
      try prepare(folder, versions: 1)
      for text in ["x", #"{"version": 7, "promoted": ""}"#] {
        try folder.write(text, to: "models/churn/champion.json")
        let found = try Tool.run(["models", "verify"], in: folder)
        #expect(found.status == 1, "\(found.errors)")
        #expect(found.output.contains("churn@1: as registered\nchurn@champion: "), "\(found.output)")
        try refused(["models", "show", "churn@champion"], in: folder, "churn")
        #expect(try Tool.run(["models", "promote", "churn@1"], in: folder).status == 0)
        #expect(try Tool.run(["models", "verify"], in: folder).status == 0)
      }
    }
  }

  /// Eight processes at once: eight versions, none lost, none torn.
  @Test func registrationsAtOnce() async throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write(SmallTable().text, to: "data.csv")
    let arguments = training + ["--register", "churn"]
    let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
      for _ in 0..<8 { group.addTask { try Tool.run(arguments, in: folder).status } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == [Int32](repeating: 0, count: 8))
    let versions = try FileManager.default.contentsOfDirectory(atPath: folder.url("models/churn").path).sorted()
    #expect(versions == (1...8).map(String.init))
    #expect(try Tool.run(["models", "verify"], in: folder).status == 0)
  }
}
