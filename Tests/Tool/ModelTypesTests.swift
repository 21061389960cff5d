import Foundation
import Testing

/// Scoring and judging read a table as the model's training read its own.
@Suite struct ModelTypesTests {
  /// A group that looks like truth values but for one level, and a text target of which one value does.
  private func withModel(_ flags: [String] = [], _ body: (Folder) throws -> Void) throws {
    try Folder.with { folder in
      let rows = (0..<120).map { row -> String in
        let group = ["TRUE", "FALSE", "maybe", "1e3"][row % 4]
        let isEvent = (row * 7 + row / 4 * 3) % 10 < 3 + row % 4
        return "K\(row),\(group),\(row % 11 == 3 ? "?" : "\(row % 10)"),\(isEvent ? "TRUE" : "no")\n"
      }
      try folder.write("id,g,x,y\n" + rows.joined(), to: "t.csv")
      let run = try Tool.run(
        [
          "train", "--data", "t.csv", "--target", "y", "--event", "TRUE", "--id", "id", "--model", "logistic",
          "--folds", "0", "--missing", "?", "-o", "m.model", "--quiet",
        ] + flags, in: folder)
      #expect(run.status == 0, "\(run.errors)")
      try body(folder)
    }
  }

  private func lines(_ csv: String, _ flags: [String] = [], in folder: Folder) throws -> [String] {
    try folder.write(csv, to: "new.csv")
    let run = try Tool.run(["score", "m.model", "--data", "new.csv", "-o", "out.csv", "--quiet"] + flags, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    return try folder.text("out.csv").split(separator: "\n").map(String.init)
  }

  @Test func aScoreIsTheRowsOwn() throws {
    try withModel { folder in
      for cell in ["TRUE", "FALSE", "1e3"] {
        let alone = try lines("id,g,x\n1e3,\(cell),3\n", in: folder)
        #expect(try lines("id,g,x\n1e3,\(cell),3\nK1,maybe,2.5\n", in: folder)[1] == alone[1])
        #expect(try lines("id,g,x\n1e3,\(cell),3\nK1,7,\n", in: folder)[1] == alone[1])
      }
      let cells = ["TRUE", "FALSE", "maybe", "1e3"].map { "k,\($0),3\n" }.joined()
      #expect(try Set(lines("id,g,x\n" + cells, in: folder)).count == 5, "four levels, four scores")
    }
  }

  @Test func idsAreCopied() throws {
    try withModel { folder in
      let ids = ["1e3", "TRUE", "NA", "2024-01-01 10:00+02:00", "007", " 5", "\"a,b\"", "?", ""]
      let found = try lines("id,g,x\n" + ids.map { "\($0),maybe,1\n" }.joined(), in: folder)
      #expect(found.dropFirst().map { $0[..<($0.lastIndex(of: ",") ?? $0.startIndex)] } == ids.map { $0[...] })
      // The column of another part can name the row, too.
      #expect(try lines("id,g,x\nk,1e3,03\n", ["--id", "x"], in: folder)[1].hasPrefix("03,"))
    }
  }

  @Test func markersOfTrainingHold() throws {
    try withModel { folder in
      try folder.write("id,g,x\na,?,?\nb,NA,1\n", to: "new.csv")
      func unexpected(_ flags: [String]) throws -> [String: [String: Int]] {
        let run = try Tool.run(
          ["score", "m.model", "--data", "new.csv", "-o", "out.csv", "--json"] + flags, in: folder)
        return try #require(try run.json()["unexpected"] as? [String: [String: Int]])
      }
      let own = try unexpected([])
      #expect(own["g"] == ["missing": 1, "unseen": 1, "out_of_range": 0] && own["x"]?["missing"] == 1)
      let other = try unexpected(["--missing", "NA", "--on-bad", "flag"])
      #expect(other["g"] == ["missing": 1, "unseen": 1, "out_of_range": 0] && other["x"] == nil)
    }
  }

  @Test func badCellsAreBadRows() throws {
    try withModel { folder in
      let csv = "id,g,x\na,maybe,1\nb,maybe,s3cret\nc,maybe,s3cret\n"
      try folder.write(csv, to: "new.csv")
      let refused = try Tool.run(["score", "m.model", "--data", "new.csv", "-o", "out.csv"], in: folder)
      #expect(refused.status == 1 && !refused.errors.contains("s3cret"))
      for word in ["row 2", "column x", "not a number", "2 such"] { #expect(refused.errors.contains(word)) }
      #expect(try lines(csv, ["--on-bad", "skip"], in: folder).count == 2)
      #expect(try lines(csv, ["--on-bad", "flag"], in: folder)[2] == "b,,x: wrong-type")
    }
  }

  @Test func oneClassOfTheTarget() throws {
    try withModel { folder in
      try folder.write("id,g,x,y\na,maybe,1,TRUE\nb,maybe,2,TRUE\n", to: "new.csv")
      let run = try Tool.run(["evaluate", "m.model", "--data", "new.csv", "--json"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let metrics = try #require(try run.json()["metrics"] as? [String: Any])
      #expect(metrics["log_loss"] != nil)
      try folder.write("id,g,x,y\na,maybe,1,TRUE\nb,s,s3cret,TRUE\n", to: "new.csv")
      let bad = try Tool.run(["evaluate", "m.model", "--data", "new.csv", "--json"], in: folder)
      #expect(bad.status == 1 && bad.errors.contains("row 2, column x") && !bad.errors.contains("s3cret"))
    }
  }

  /// The target's type follows from its two values, or is a number.
  @Test(arguments: [
    ("logistic", "1", "0", "1.0"), ("logistic", "true", "false", "TRUE"), ("linear", "12.5", "7", " 12.50"),
  ])
  func targets(kind: String, high: String, low: String, other: String) throws {
    try Folder.with { folder in
      let rows = (0..<60).map { "\($0 % 10),\(($0 * 7) % 10 < 3 + $0 % 5 ? high : low)\n" }
      try folder.write("x,y\n" + rows.joined(), to: "t.csv")
      let train = ["train", "--data", "t.csv", "--target", "y", "--model", kind, "--folds", "0", "-o", "m.model"]
      #expect(try Tool.run(train + ["--quiet"], in: folder).status == 0)
      func judged(_ cell: String) throws -> String {
        try folder.write("x,y\n1,\(cell)\n2,\(cell)\n", to: "new.csv")
        let run = try Tool.run(["evaluate", "m.model", "--data", "new.csv", "--json"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        var report = try run.json()
        report["seconds"] = nil
        return String(decoding: try JSONSerialization.data(withJSONObject: report, options: .sortedKeys), as: UTF8.self)
      }
      #expect(try judged(other) == judged(high))
      try folder.write("x,y\n1,\(high)\n2,s3cret\n", to: "new.csv")
      let bad = try Tool.run(["evaluate", "m.model", "--data", "new.csv", "--json"], in: folder)
      #expect(bad.status == 1 && bad.errors.contains("row 2") && !bad.errors.contains("s3cret"), "\(bad.errors)")
    }
  }
}
