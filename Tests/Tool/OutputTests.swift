import Foundation
import Testing

/// A result appears whole, where it was asked for, or not at all.
@Suite struct OutputTests {
  private static let train = [
    "train", "--data", "data.csv", "--target", "left", "--id", "id", "--model", "logistic", "--folds", "0",
  ]

  /// Trains `churn.model` in a new folder that has `data.csv`, too.
  private func withModel(_ body: (Folder) throws -> Void) throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      let run = try Tool.run(Self.train + ["-o", "churn.model", "--quiet"], in: folder)
      #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run.errors)")
      try body(folder)
    }
  }

  @Test func unwritablePlaces() throws {
    try withModel { folder in
      try FileManager.default.createDirectory(at: folder.url("inside"), withIntermediateDirectories: false)
      let before = try folder.files()
      let score = ["score", "churn.model", "--data", "data.csv"]
      for command in [Self.train, score] {
        for (path, word) in [
          ("absent/result", "no folder absent"), ("inside", "folder"), ("data.csv/result", "data.csv"),
        ] {
          let run = try Tool.run(command + ["-o", path], in: folder)
          #expect(run.status != 0 && run.output.isEmpty, "\(path)")
          #expect(run.errors.contains(word), "\(word) in: \(run.errors)")
          #expect(try folder.files() == before)
        }
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url("inside").path).isEmpty)
    }
  }

  /// An output must not replace what is read: the customers, or the model.
  @Test func inputsSurvive() throws {
    try withModel { folder in
      let (data, model) = (try folder.bytes("data.csv"), try folder.bytes("churn.model"))
      let score = ["score", "churn.model", "--data", "data.csv"]
      for (command, path) in [(Self.train, "./data.csv"), (score, "data.csv"), (score, "churn.model")] {
        let run = try Tool.run(command + ["-o", path], in: folder)
        #expect(run.status != 0 && run.output.isEmpty, "\(path)")
        #expect(run.errors.contains(path) && run.errors.contains("-o"), "\(run.errors)")
      }
      #expect(try folder.bytes("data.csv") == data)
      #expect(try folder.bytes("churn.model") == model)
      #expect(try folder.files() == ["churn.model", "data.csv"])
    }
  }

  /// A pipe is written into, and not replaced by a file.
  @Test func pipe() throws {
    try withModel { folder in
      #expect(mkfifo(folder.url("pipe").path, 0o600) == 0)
      let tool = try #require(Tool.executable).path
      let script = "timeout 30 cat pipe > copy.csv & \"$0\" score churn.model --data data.csv -o pipe; wait"
      let run = try Tool.execute(URL(fileURLWithPath: "/bin/sh"), ["-c", script, tool], in: folder)
      #expect(run.errors.isEmpty)
      #expect(try Tool.run(["score", "churn.model", "--data", "data.csv", "-o", "file.csv"], in: folder).status == 0)
      #expect(try folder.bytes("copy.csv") == folder.bytes("file.csv"))
      let type = try FileManager.default.attributesOfItem(atPath: folder.url("pipe").path)[.type]
      #expect(type as? FileAttributeType != .typeRegular)
    }
  }

  /// A failure leaves the older result as it was.
  @Test func olderResultSurvives() throws {
    try withModel { folder in
      let model = try folder.bytes("churn.model")
      try folder.write(SmallTable().with("left") { _ in "yes" }.text, to: "bad.csv")
      let run = try Tool.run(Self.train.map { $0 == "data.csv" ? "bad.csv" : $0 } + ["-o", "churn.model"], in: folder)
      #expect(run.status != 0)
      #expect(try folder.bytes("churn.model") == model)
      #expect(try Tool.run(Self.train + ["-o", "churn.model"], in: folder).status == 0)
      #expect(try folder.bytes("churn.model") == model, "the same table, the same bytes")
    }
  }
}
