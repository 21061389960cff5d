import Foundation
import Testing

/// What scoring does with ids, order, rows that a model refuses, and models that are none.
@Suite struct ScoreTests {
  /// Trains `churn.model` on a small table with `flags`.
  private func withModel(_ flags: [String] = [], _ body: (Folder) throws -> Void) throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      let run = try Tool.run(
        [
          "train", "--data", "data.csv", "--target", "left", "--id", "id", "--drop", "copies", "--model", "logistic",
          "--folds", "0", "-o", "churn.model",
        ] + flags, in: folder)
      #expect(run.status == 0, "\(run.errors)")
      try body(folder)
    }
  }

  private func score(_ flags: [String] = [], data: String = "data.csv", in folder: Folder) throws -> Tool.Run {
    try Tool.run(["score", "churn.model", "--data", data, "-o", "scores.csv", "--json"] + flags, in: folder)
  }

  private func cells(_ folder: Folder) throws -> [[String]] {
    try folder.text("scores.csv").split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test func idsAndOrder() throws {
    try withModel { folder in
      var table = SmallTable()
      table.rows.reverse()
      try folder.write(table.text, to: "data.csv")
      #expect(try score(in: folder).status == 0)
      let reversed = try cells(folder)
      #expect(reversed.first == ["id", "probability"])
      #expect(reversed.dropFirst().map { $0[0] } == table.rows.map { $0[0] })
      try folder.write(SmallTable().text, to: "data.csv")
      #expect(try score(in: folder).status == 0)
      #expect(try cells(folder).dropFirst().map { $0 } == reversed.dropFirst().reversed(), "a row's score is its own")
      #expect(try score(["--id", "plan"], in: folder).status == 0)
      #expect(try cells(folder).map { $0[0] } == ["plan"] + SmallTable().rows.map { $0[4] })
      // Without the column the rows are numbered.
      var nameless = SmallTable()
      nameless.header[0] = "other"
      try folder.write(nameless.text, to: "data.csv")
      #expect(try score(in: folder).status == 0)
      #expect(try cells(folder).map { $0[0] } == ["row"] + (1...60).map(String.init))
    }
  }

  @Test func reasons() throws {
    try withModel { folder in
      #expect(try score(["--reasons", "9"], in: folder).status == 0)
      let lines = try cells(folder)
      // As many as there are inputs: age, spend, plan.
      let expected =
        ["id", "probability"] + (1...3).flatMap { ["reason_\($0)", "contribution_\($0)"] } + ["rest"]
      #expect(lines.first == expected)
      for (line, row) in zip(lines.dropFirst(), SmallTable().rows) {
        #expect(
          Set([line[2], line[4], line[6]]) == ["age = \(row[2])", "spend = \(row[3])", "plan = \(row[4])"])
      }
    }
  }

  @Test func badRows() throws {
    try withModel(["--on-unseen", "error"]) { folder in
      try folder.write(SmallTable().with(3, "plan", "s3cret plan").with(8, "plan", "s3cret").text, to: "new.csv")
      let all = try score(in: folder)
      #expect(all.status == 0)
      let good = try cells(folder)
      try FileManager.default.removeItem(at: folder.url("scores.csv"))

      let refused = try score(data: "new.csv", in: folder)
      #expect(refused.status != 0 && refused.output.isEmpty)
      for word in ["row 3", "plan", "never seen"] { #expect(refused.errors.contains(word), "\(refused.errors)") }
      #expect(!refused.errors.contains("s3cret"))
      #expect(try folder.files() == ["churn.model", "data.csv", "new.csv"])

      let skipped = try score(["--on-bad", "skip"], data: "new.csv", in: folder)
      #expect(skipped.status == 0 && !skipped.output.contains("s3cret"))
      let report = try skipped.json()
      #expect(report["rows"] as? Int == 60 && report["scored"] as? Int == 58 && report["refused_count"] as? Int == 2)
      #expect(try cells(folder) == good.indices.filter { $0 != 3 && $0 != 8 }.map { good[$0] })

      #expect(try score(["--on-bad", "flag"], data: "new.csv", in: folder).status == 0)
      let flagged = try cells(folder)
      #expect(flagged.first == ["id", "probability", "refused"] && flagged.count == 61)
      #expect(flagged[3].dropFirst() == ["", "plan: unseen"] && flagged[8].dropFirst() == ["", "plan: unseen"])
      #expect(flagged[4] == good[4] + [""])
    }
  }

  @Test func unseenCountsAsAverage() throws {
    try withModel { folder in
      try folder.write(
        SmallTable().with(3, "plan", "platinum").with(5, "age", "").with(6, "spend", "1e6").text, to: "new.csv")
      let run = try score(data: "new.csv", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let unexpected = try #require(try run.json()["unexpected"] as? [String: [String: Int]])
      #expect(unexpected["plan"] == ["missing": 0, "unseen": 1, "out_of_range": 0])
      #expect(unexpected["age"] == ["missing": 1, "unseen": 0, "out_of_range": 0])
      #expect(unexpected["spend"] == ["missing": 0, "unseen": 0, "out_of_range": 1])
    }
  }

  static let refusals: [Refused] = [
    Refused(name: "no model", arguments: ["gone.model"], words: ["gone.model", "no such file"]),
    Refused(
      name: "not a model", arguments: ["data.csv"], words: ["data.csv: this is not a model made by clientele train"]),
    Refused(name: "model cut off", arguments: ["half.model"], words: ["cut off"]),
    Refused(name: "model damaged", arguments: ["damaged.model"], words: ["hash"]),
    Refused(
      name: "no column", csv: SmallTable().text.replacingOccurrences(of: ",plan,", with: ",tariff,"),
      words: ["new.csv", "no column plan", "the columns are", "tariff"]),
    Refused(
      name: "wrong type", csv: SmallTable().with("age") { _ in "s3cret" }.text,
      words: ["new.csv", "row 1", "age", "not a number", "60"]),
    Refused(name: "infinite", csv: SmallTable().with(11, "age", "inf").text, words: ["row 11", "age", "infinite"]),
    Refused(name: "id", arguments: ["churn.model", "--id", "gone"], words: ["--id", "gone"]),
    Refused(name: "reasons", arguments: ["churn.model", "--reasons=-1"], words: ["--reasons -1"]),
    Refused(name: "bad rows", arguments: ["churn.model", "--on-bad", "weep"], words: ["--on-bad", "skip", "flag"]),
  ]

  @Test(arguments: refusals)
  func refuses(item: Refused) throws {
    try withModel { folder in
      let model = try folder.bytes("churn.model")
      try model.prefix(model.count - 9).write(to: folder.url("half.model"))
      var damaged = model
      damaged[damaged.count - 3] ^= 1
      try damaged.write(to: folder.url("damaged.model"))
      if let csv = item.csv { try folder.write(csv, to: "new.csv") }
      let before = try folder.files()
      let arguments = item.arguments.isEmpty ? ["churn.model"] : item.arguments
      let run = try Tool.run(["score"] + arguments + ["--data", "new.csv", "-o", "scores.csv", "--json"], in: folder)
      #expect(run.status != 0 && run.output.isEmpty)
      for word in item.words { #expect(run.errors.contains(word), "\(word) in: \(run.errors)") }
      #expect(!run.errors.contains("s3cret"), "a cell in: \(run.errors)")
      #expect(try folder.files() == before)
    }
  }

  static let unjudgeable: [Refused] = [
    Refused(
      name: "no target", csv: SmallTable().text.replacingOccurrences(of: ",left,", with: ",gone,"), words: ["left"]),
    Refused(
      name: "foreign class", csv: SmallTable().with(21, "left", "s3cret").text, words: ["new.csv", "row 21", "left"]),
    Refused(name: "no outcome", csv: SmallTable().with("left") { _ in "" }.text, words: ["left", "nothing to judge"]),
    Refused(
      name: "negative weight", csv: SmallTable().with(12, "copies", "-1").text, arguments: ["--weights", "copies"],
      words: ["row 12", "copies", "negative"]),
    Refused(name: "no weights", arguments: ["--weights", "gone"], words: ["new.csv", "gone", "--weights"]),
  ]

  @Test(arguments: unjudgeable)
  func evaluateRefuses(item: Refused) throws {
    try withModel { folder in
      try folder.write(item.csv ?? "", to: "new.csv")
      let run = try Tool.run(
        ["evaluate", "churn.model", "--data", "new.csv", "--json"] + item.arguments, in: folder)
      #expect(run.status != 0 && run.output.isEmpty)
      for word in item.words { #expect(run.errors.contains(word), "\(word) in: \(run.errors)") }
      #expect(!run.errors.contains("s3cret"), "a cell in: \(run.errors)")
    }
  }
}
