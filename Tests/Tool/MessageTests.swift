import Foundation
import Testing

/// What a message says first: the cause, with its place, and never a customer's value.
@Suite struct MessageTests {
  private func train(_ table: SmallTable, _ flags: [String] = []) throws -> Tool.Run {
    try Folder.with { folder in
      try folder.write(table.text, to: "data.csv")
      return try Tool.run(
        [
          "train", "--data", "data.csv", "--target", "left", "--id", "id", "--model", "logistic", "--folds", "0", "-o",
          "new.model", "--json",
        ] + flags, in: folder)
    }
  }

  /// One bad cell makes a column of numbers text; that comes before what follows from it.
  @Test func oneBadCell() throws {
    let amounts = SmallTable().with("fee") { $0 == 17 ? "s3cret" : "\(Double($0) * 1.25)" }
    let run = try train(amounts)
    #expect(run.status == 1 && !run.errors.contains("s3cret"))
    #expect(
      run.errors.contains("data.csv: column fee: 1 of 60 values is not a number, first in row 17 (line 18)"),
      "\(run.errors)")
    let target = SmallTable().with("left") { $0 == 9 ? "s3cret" : "\($0 % 2)" }
    #expect(try train(target).errors.contains("column left: 1 of 60 values is not"))
  }

  @Test(arguments: [
    ("12,5", "decimal comma"), ("3/14/2023", "YYYY-MM-DD"), ("14.03.2023", "YYYY-MM-DD"), ("$12.50", "currency"),
    ("12.5%", "percent"),
  ])
  func otherForms(example: String, word: String) throws {
    func cell(_ row: Int) -> String {
      "\""
        + example.replacingOccurrences(of: "12", with: "\(10 + row)")
        .replacingOccurrences(of: "14", with: "\(1 + row % 28)") + "\""
    }
    let refused = try train(SmallTable().with("fee", cell))
    #expect(refused.errors.contains(word), "\(refused.errors)")
    // Few of them make levels; that is said, and the model made.
    let taken = try train(SmallTable().with("fee") { cell($0 % 3) })
    #expect(taken.status == 0 && taken.errors.contains(word), "\(taken.errors)")
    #expect((try taken.json()["warnings"] as? [String])?.first?.contains(word) == true)
  }

  @Test func pooling() throws {
    let run = try train(SmallTable(), ["--pool", "50"])
    #expect(run.status == 1 && run.errors.contains("--pool leaves one group"), "\(run.errors)")
  }

  @Test(arguments: [
    ("PK\u{3}\u{4}rest", "Excel"), ("(\u{B5}/\u{FD}", "zstd"), ("\u{FF}\u{FE}i\u{0}", "UTF-16"),
    ("PAR1\u{15}", "Parquet"),
    ("BZh91AY&SY", "bzip2"),
  ])
  func otherKindsOfFile(start: String, word: String) throws {
    try Folder.with { folder in
      try Data(start.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }).write(to: folder.url("table"))
      let run = try Tool.run(
        ["train", "--data", "table", "--target", "y", "--model", "linear", "-o", "a.model"], in: folder)
      #expect(run.status == 1 && run.errors.contains(word), "\(run.errors)")
    }
  }

  /// What a terminal would obey is shown as text.
  @Test func controlCharacters() throws {
    let csv = SmallTable().text.replacingOccurrences(of: "spend", with: "sp\u{1B}[31mend")
    try Folder.with { folder in
      try folder.write(csv, to: "data.csv")
      let train = ["train", "--data", "data.csv", "--model", "logistic", "--id", "id", "-o", "a.model", "--target"]
      let refused = try Tool.run(train + ["gone"], in: folder)
      let done = try Tool.run(train + ["left"], in: folder)
      #expect(refused.status == 1 && done.status == 0)
      for text in [refused.errors, done.output] {
        #expect(!text.contains("\u{1B}") && text.contains("sp\\u{1b}[31mend"), "\(text)")
      }
    }
  }

  /// A pipe as a model is refused, and not waited for.
  @Test func pipeAsModel() throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      #expect(mkfifo(folder.url("pipe").path, 0o600) == 0)
      let tool = try #require(Tool.executable).path
      let run = try Tool.execute(
        URL(fileURLWithPath: "/usr/bin/env"), ["timeout", "20", tool, "evaluate", "pipe", "--data", "data.csv"],
        in: folder)
      #expect(run.status == 1 && run.errors.contains("regular file"), "\(run.errors)")
    }
  }

  /// A refused row: only `score` has an option that leaves it out.
  @Test func refusedRows() throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      let trained = try Tool.run(
        [
          "train", "--data", "data.csv", "--target", "left", "--id", "id", "--model", "logistic", "--on-unseen",
          "error", "-o", "a.model",
        ], in: folder)
      #expect(trained.status == 0)
      try folder.write(SmallTable().with(3, "plan", "s3cret").text, to: "new.csv")
      let judged = try Tool.run(["evaluate", "a.model", "--data", "new.csv"], in: folder)
      #expect(judged.errors.contains("new.csv: row 3") && judged.errors.contains("leave the row out"))
      #expect(!judged.errors.contains("--on-bad"))
      let scored = try Tool.run(["score", "a.model", "--data", "new.csv", "-o", "s.csv"], in: folder)
      #expect(scored.errors.contains("--on-bad skip"))
    }
  }
}
