import Foundation
import Testing

/// Answers that are refused where they would be silently another one, and numbers that JSON can hold.
@Suite struct CarefulAnswerTests {
  private let training = [
    "train", "--data", "data.csv", "--target", "left", "--id", "id", "--model", "logistic", "--quiet", "--folds", "0",
  ]

  /// A folder with `data.csv`, `holdout.csv` and two models, a.model and b.model.
  private func withModels(_ body: (Folder) throws -> Void) throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      for (file, more) in [("a.model", []), ("b.model", ["--drop", "plan"])] {
        let run = try Tool.run(training + more + ["-o", file], in: folder)
        #expect(run.status == 0, "\(run.errors)")
      }
      try body(folder)
    }
  }

  private func compare(_ more: [String], _ a: String = "a.model", _ b: String = "b.model", in folder: Folder) throws
    -> Tool.Run
  {
    try Tool.run(["compare", a, b, "--data", "data.csv", "--allow-overlap"] + more, in: folder)
  }

  private func refused(_ run: Tool.Run, status: Int32, _ words: String...) {
    #expect(run.status == status && run.output.isEmpty, "\(run.status)")
    for word in words { #expect(run.errors.contains(word), "\(word) in \(run.errors)") }
  }

  @Test func namesThatAreNotThere() throws {
    try withModels { folder in
      refused(try compare(["--id", "nosuch"], in: folder), status: 1, "nosuch", "--id")
      refused(try compare([], "nope", "nope", in: folder), status: 1, "nope: no such file")
      refused(try compare([], "", in: folder), status: 64, "empty name")
      refused(try compare(["--report", ""], in: folder), status: 64, "--report")
      for value in ["nan", "inf", "-1"] {
        refused(try compare(["--value=\(value)"], in: folder), status: 64, "--value")
      }
      let report = ["report", "a.model", "--data", "data.csv", "-o"]
      refused(try Tool.run(report + [""], in: folder), status: 64, "-o: name a file")
      refused(try Tool.run(report + ["-", "--json"], in: folder), status: 64, "-o - --json")
    }
  }

  @Test func pagesOnStandardOutput() throws {
    try withModels { folder in
      let report = try Tool.run(["report", "a.model", "--data", "data.csv", "-o", "-"], in: folder)
      #expect(report.status == 0 && report.output.hasPrefix("<!DOCTYPE html>"), "\(report.errors)")
      let verdict = try compare(["--report", "-"], in: folder)
      #expect([0, 10, 20].contains(verdict.status) && verdict.output.hasPrefix("<!DOCTYPE html>"))
      #expect(verdict.errors.contains("keep A") || verdict.errors.contains("may replace"))
      #expect(try folder.files() == ["a.model", "b.model", "data.csv"])
    }
  }

  /// Weights whose sum is no number, and weights of 0, which are no missing targets.
  @Test func weights() throws {
    try withModels { folder in
      try folder.write(SmallTable().with("w") { _ in "1e308" }.text, to: "data.csv")
      let more = ["--weights", "w"]
      refused(try compare(more, in: folder), status: 1, "column w", "overflows")
      for command in [["evaluate", "a.model"], ["report", "a.model", "-o", "page.html"]] {
        refused(try Tool.run(command + ["--data", "data.csv"] + more, in: folder), status: 1, "column w", "overflows")
      }
      let table = SmallTable().with("w") { $0 % 6 == 0 ? "0" : "1" }.with(1, "left", "").with(6, "left", "")
      try folder.write(table.text, to: "data.csv")
      let counts = try #require(try compare(more + ["--json"], in: folder).json()["rows"] as? [String: Any])
      #expect(counts["without_target"] as? Int == 2 && counts["zero_weight"] as? Int == 9)
      #expect(counts["rows"] as? Int == 60 && counts["compared"] as? Int == 49)
    }
  }

  /// The order of the file moves no tie: rows have ids.
  @Test func tiesAndOrder() throws {
    try withModels { folder in
      // Scores by plan and copies only: many ties.
      let table = SmallTable()
      for (file, column) in [("a.csv", 4), ("b.csv", 5)] {
        let levels = Array(Set(table.rows.map { $0[column] })).sorted()
        let lines = table.rows.map { "\($0[0]),\(0.2 + 0.2 * Double(levels.firstIndex(of: $0[column]) ?? 0))" }
        try folder.write((["id,probability"] + lines).joined(separator: "\n") + "\n", to: file)
      }
      func answer(_ rows: [[String]]) throws -> [String: Any] {
        var other = table
        other.rows = rows
        try folder.write(other.text, to: "data.csv")
        let more = ["--target", "left", "--id", "id", "--top", "0.25", "--json", "--quiet"]
        return try compare(more, "a.csv", "b.csv", in: folder).json()
      }
      let forth = try answer(table.rows)
      let back = try answer(table.rows.reversed())
      let decisions = try [forth, back].map { try #require($0["decisions"] as? NSDictionary) }
      #expect(decisions[0] == decisions[1])
      let kept = try [forth, back].map { try #require(($0["swap"] as? [String: Any])?["kept"] as? Double) }
      #expect(kept[0] == kept[1] && kept[0] < 1)
    }
  }

  /// Nor where ids repeat, or there are none: what is in a row decides.
  @Test(arguments: ["of three rows each", ""])
  func tiesWithoutIdentity(ids: String) throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "train.csv")
      for (file, drop) in [("a.model", "age,spend,copies"), ("b.model", "age,spend,plan")] {
        let run = try Tool.run(
          ["train", "--data", "train.csv", "--target", "left", "--id", "id", "--model", "logistic", "--folds", "0"]
            + ["--drop", drop, "-o", file, "--quiet"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
      }
      var table = SmallTable().with("worth") { "\($0 * 13 % 41)" }
      for row in table.rows.indices { table.rows[row][0] = ids.isEmpty ? "" : "customer \(row / 3)" }
      if ids.isEmpty {
        table.header.removeFirst()
        for row in table.rows.indices { table.rows[row].removeFirst() }
      }
      func answer(_ order: [Int]) throws -> [String: Any] {
        var shuffled = table
        shuffled.rows = order.map { table.rows[$0] }
        try folder.write(shuffled.text, to: "data.csv")
        return try compare(["--top", "0.25", "--value", "worth", "--json", "--quiet"], in: folder).json()
      }
      let forth = try answer(Array(0..<60))
      let kept = try #require((forth["swap"] as? [String: Any])?["kept"] as? Double)
      #expect(kept > 0 && kept < 1)
      for order in [Array((0..<60).reversed()), (0..<60).map { $0 * 17 % 60 }, (0..<60).map { $0 * 23 % 60 }] {
        let other = try answer(order)
        #expect(other["decisions"] as? NSDictionary == forth["decisions"] as? NSDictionary)
        for key in ["entering", "leaving", "staying"] {
          let groups = [forth, other].map { ($0["swap"] as? [String: Any])?[key] as? [String: Any] ?? [:] }
          #expect(groups[0]["rows"] as? Int == groups[1]["rows"] as? Int, "\(key)")
          for number in ["outcome", "value"] {
            let means = try groups.map { try #require(($0[number] as? [String: Any])?["estimate"] as? Double) }
            #expect(abs(means[0] - means[1]) < 1e-12, "\(key), \(number)")
          }
        }
      }
    }
  }

  /// Rows of training are told, as `report` tells them.
  @Test func evaluationOnTrainingRows() throws {
    try withModels { folder in
      let seen = try Tool.run(["evaluate", "a.model", "--data", "data.csv", "--json"], in: folder)
      #expect(seen.status == 0 && seen.errors.contains("warning: the model was trained on rows of this table"))
      #expect(try seen.json()["overlap"] as? Double == 1)
      let report = try Tool.run(["report", "a.model", "--data", "data.csv", "-o", "page.html"], in: folder)
      #expect(report.errors == seen.errors)
      try folder.write(SmallTable().with("spend") { "\($0 * 3)" }.text, to: "other.csv")
      let other = try Tool.run(["evaluate", "a.model", "--data", "other.csv", "--json"], in: folder)
      #expect(try other.status == 0 && other.errors.isEmpty && other.json()["overlap"] as? Double == 0)
    }
  }

  @Test func rulesKeepTheirText() throws {
    try withModels { folder in
      try folder.write("name: s3cret one\n  age: \"s3cret: two\nx\n", to: "broken.yaml")
      try folder.write("s3cret-1,yes: no\n", to: "table.yaml")
      try folder.write("segment_margin: s3cret\n", to: "word.yaml")
      try folder.write("minimum_segment_rows: 1.5\n", to: "part.yaml")
      for (file, words) in [
        ("broken.yaml", "line 2"), ("table.yaml", "is no setting"), ("word.yaml", "segment_margin: give a number"),
        ("part.yaml", "minimum_segment_rows: give a whole number"),
      ] {
        let run = try compare(["--rule", file], in: folder)
        refused(run, status: 1, file, words)
        #expect(!run.errors.contains("s3cret") && !run.errors.contains("Scalar"), "\(run.errors)")
      }
      let run = try Tool.run(training + ["--search", "broken.yaml", "--folds", "2", "-o", "s.model"], in: folder)
      #expect(run.status != 0 && !run.errors.contains("s3cret"), "\(run.errors)")
    }
  }

  @Test func intervalsBeyondWhatIsKept() throws {
    try withModels { folder in
      let train = ["train", "--data", "data.csv", "--target", "spend", "--drop", "id", "--model", "linear", "--quiet"]
      #expect(try Tool.run(train + ["-o", "spend.model"], in: folder).status == 0)
      let score = ["score", "spend.model", "--data", "data.csv", "--quiet", "-o", "s.csv", "--interval"]
      refused(try Tool.run(score + ["0.999"], in: folder), status: 64, "--interval 0.999", "at most 0.995")
      #expect(try Tool.run(score + ["0.995"], in: folder).status == 0)
    }
  }

  @Test func devices() throws {
    try withModels { folder in
      let run = try Tool.run(["score", "a.model", "--data", "/dev/zero", "-o", "s.csv"], in: folder)
      refused(run, status: 1, "/dev/zero", "device")
    }
  }

  /// Every number of the JSON is one, or null.
  @Test func numbersOrNull() throws {
    try withModels { folder in
      let table = SmallTable().with("far") { "\(1e4 * Double($0 * $0 % 17))" }.with("paid") { "\(1 + $0 % 9)" }
      try folder.write(table.text, to: "data.csv")
      let run = try Tool.run(
        [
          "train", "--data", "data.csv", "--target", "paid", "--drop", "id,left,copies", "--model", "gamma", "--link",
          "inverse", "--penalty", "cv", "--json", "--quiet", "-o", "g.model",
        ], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(!run.output.contains("\"NaN\"") && !run.output.contains("Infinity\""), "\(run.output)")
      let path = try #require(try run.json()["penalty_path"] as? [String: Any])
      let losses = try #require(path["loss"] as? [Any])
      #expect(losses.allSatisfy { $0 is Double || $0 is NSNull })
      #expect(path["unfitted"] as? Int == losses.count { $0 is NSNull })
    }
  }

  @Test func edgesOfAPath() throws {
    try withModels { folder in
      // Noise that no column tells: the penalty chosen is the strongest.
      let train = [
        "train", "--data", "data.csv", "--target", "noise", "--drop", "id,left,spend,plan", "--model", "linear",
      ]
      try folder.write(SmallTable().with("noise") { "\($0 * $0 * 37 % 101)" }.text, to: "data.csv")
      let run = try Tool.run(train + ["--penalty", "cv:lasso", "-o", "l.model"], in: folder)
      #expect(run.output.contains("Doubtful    the chosen λ leaves no term"), "\(run.output)")
      let json = try Tool.run(train + ["--penalty", "cv:lasso", "-o", "l.model", "--json"], in: folder).json()
      #expect((json["penalty_path"] as? [String: Any])?["edge"] as? String == "largest")
    }
  }
}
