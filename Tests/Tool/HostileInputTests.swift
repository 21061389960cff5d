import Foundation
import Testing

/// What is no model, no table of scores, no hold-out: every one a clear answer, and nothing written.
@Suite struct HostileInputTests {
  private let names = ["full.model", "less.model", "holdout.csv", "train.csv"]

  private func prepare(_ folder: Folder) throws {
    try folder.write(KindTable(rows: 300, seed: 1).text, to: "train.csv")
    try folder.write(KindTable(rows: 240, seed: 2).text, to: "holdout.csv")
    for run in try KindTable.train(KindTable.kinds[1], in: folder) { #expect(run.status == 0, "\(run.errors)") }
  }

  private func refused(_ arguments: [String], in folder: Folder, _ words: String...) throws {
    let before = try folder.files()
    let run = try Tool.run(arguments, in: folder)
    #expect(![0, 10, 20].contains(run.status) && run.status < 128 && run.output.isEmpty, "\(arguments): \(run.status)")
    #expect(run.errors.hasPrefix("Error: "), "\(arguments): \(run.errors)")
    for word in words { #expect(run.errors.contains(word), "\(word) in \(run.errors)") }
    #expect(try folder.files() == before, "\(arguments)")
  }

  /// Writes the hold-out with one column anew.
  private func write(_ column: String, to file: String, in folder: Folder, _ cell: (Int, String) -> String) throws {
    let place = try #require(KindTable.header.firstIndex(of: column))
    let rows = KindTable(rows: 240, seed: 2).rows.enumerated().map { number, row in
      var row = row
      row[place] = cell(number + 1, row[place])
      return row
    }
    try folder.write(([KindTable.header] + rows).map { $0.joined(separator: ",") + "\n" }.joined(), to: file)
  }

  @Test func filesThatAreNoModel() throws {
    try Folder.with { folder in
      try prepare(folder)
      try folder.write("", to: "empty")
      try folder.write("{\"a\":1}\n", to: "object")
      try folder.write("{\"a\":1}", to: "seven")
      try folder.write("id,probability\n\"1,0.5\n", to: "open.csv")
      try Data((0..<3_000).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 129) }).write(to: folder.url("noise"))
      let model = try folder.bytes("full.model")
      try model.prefix(2_000).write(to: folder.url("cut.model"))
      for size in [0, 1, 7, 8, 9] { try model.prefix(size).write(to: folder.url("cut-\(size).model")) }
      var changed = model
      changed[changed.count - 5] ^= 1
      try changed.write(to: folder.url("changed.model"))
      try FileManager.default.createDirectory(at: folder.url("folder"), withIntermediateDirectories: false)
      let bad = [
        "empty", "object", "seven", "noise", "cut.model", "changed.model", "folder", "none.model", "cut-0.model",
        "cut-1.model", "cut-7.model", "cut-8.model", "cut-9.model", "/dev/null",
      ]
      for name in bad {
        try refused(["report", name, "--data", "holdout.csv", "-o", "page.html"], in: folder, name)
        try refused(["models", "show", name], in: folder, name)
        try refused(["evaluate", name, "--data", "holdout.csv"], in: folder, name)
        try refused(["compare", name, "full.model", "--data", "holdout.csv"], in: folder, name)
        try refused(
          ["compare", "full.model", name, "--data", "holdout.csv", "--report", "page.html"], in: folder, name)
      }
      try refused(["compare", "noise", "full.model", "--data", "holdout.csv"], in: folder, "not a model file")
      try refused(["compare", "open.csv", "full.model", "--data", "holdout.csv"], in: folder, "not a model file")
    }
  }

  @Test func tablesOfScores() throws {
    try Folder.with { folder in
      try prepare(folder)
      for (name, text, words) in [
        ("above.csv", "id,probability\n2-0,0.5\n2-1,1.5\n", ["row 2", "between 0 and 1"]),
        ("below.csv", "id,probability\n2-0,-0.5\n", ["row 1", "between 0 and 1"]),
        ("infinite.csv", "id,probability\n2-0,0.5\n2-1,inf\n", ["row 2", "every row needs a score"]),
        ("missing.csv", "id,probability\n2-0,0.5\n2-1,\n", ["row 2", "every row needs a score"]),
        ("text.csv", "id,probability\n2-0,0.5\n2-1,high\n", ["row 2", "every row needs a score"]),
        ("noid.csv", "id,probability\n2-0,0.5\n,0.5\n", ["row 2 has no id"]),
        ("twice.csv", "id,probability\n2-0,0.5\n2-0,0.5\n", ["row 2", "keep one row an id"]),
        ("header.csv", "id,probability\n", ["no row of the hold-out"]),
        ("strangers.csv", "id,probability\nx,0.5\n", ["no row of the hold-out"]),
        ("column.csv", "id,a,b\n2-0,1,2\n", ["which column has the scores"]),
        ("percent.csv", "id,score\n2-0,50\n", ["row 1, column score", "between 0 and 1"]),
        ("amount.csv", "id,prediction\n2-0,1\n", ["unlike things"]),
        ("classes.csv", "id,prediction,p_a,p_b\n2-0,a,0.5,0.5\n", ["unlike things"]),
        ("other.csv", "who,probability\n2-0,0.5\n", ["no column id"]),
      ] {
        try folder.write(text, to: name)
        let run = try Tool.run(["compare", name, "full.model", "--data", "holdout.csv"], in: folder)
        #expect(run.status == 1 && run.output.isEmpty, "\(name): \(run.output)")
        for word in words + [name == "strangers.csv" || name == "header.csv" ? "holdout.csv" : ""] {
          #expect(word.isEmpty || run.errors.contains(word), "\(word) in \(run.errors)")
        }
      }
      // An id that the hold-out has twice is the hold-out's.
      try folder.write("id,probability\n2-0,0.5\n2-1,0.5\n", to: "good.csv")
      let doubled = KindTable(rows: 240, seed: 2).text.split(separator: "\n").map(String.init)
      try folder.write((doubled + [doubled[5]]).joined(separator: "\n") + "\n", to: "doubled.csv")
      try refused(["compare", "good.csv", "full.model", "--data", "doubled.csv"], in: folder, "the hold-out, row 241")
    }
  }

  @Test func holdOuts() throws {
    try Folder.with { folder in
      try prepare(folder)
      let pair = ["compare", "less.model", "full.model", "--data"]
      try folder.write(KindTable.header.joined(separator: ",") + "\n", to: "empty.csv")
      try refused(pair + ["empty.csv"], in: folder, "empty.csv", "nothing to judge")
      try write("left", to: "missing.csv", in: folder) { _, _ in "" }
      try refused(pair + ["missing.csv"], in: folder, "nothing to judge")
      try write("left", to: "yes.csv", in: folder) { _, _ in "yes" }
      try refused(pair + ["yes.csv"], in: folder, "one class")
      try write("left", to: "maybe.csv", in: folder) { row, own in row == 9 ? "maybe" : own }
      try refused(pair + ["maybe.csv"], in: folder, "row 9", "left")
      try write("x", to: "text.csv", in: folder) { _, _ in "much" }
      try refused(pair + ["text.csv"], in: folder)
      try folder.write("id,left\n1,yes\n", to: "narrow.csv")
      try refused(pair + ["narrow.csv"], in: folder, "column x is missing")
      try refused(pair + ["none.csv"], in: folder, "none.csv", "no such file")
      try write("visits", to: "weights.csv", in: folder) { row, _ in row == 4 ? "-1" : "1" }
      try refused(pair + ["weights.csv", "--weights", "visits"], in: folder, "row 4", "negative")
      try write("visits", to: "zero.csv", in: folder) { _, _ in "0" }
      try refused(pair + ["zero.csv", "--weights", "visits"], in: folder, "nothing to judge")
      try write("visits", to: "huge.csv", in: folder) { _, _ in "1e200" }
      try refused(pair + ["huge.csv", "--value", "visits"], in: folder, "1e145")
      // A page of a single class is written, and says which metrics there are not.
      let page = try Tool.run(["report", "full.model", "--data", "yes.csv", "-o", "yes.html", "--json"], in: folder)
      let undefined = try #require(page.json()["undefined"] as? [String: String])
      #expect(page.status == 0 && undefined["auc"]?.contains("one class") == true)
    }
  }

  /// A segment of one class, one of few rows: named with the reason, and no obstacle.
  @Test func segmentsOfOneClass() throws {
    try Folder.with { folder in
      try prepare(folder)
      let target = KindTable(rows: 240, seed: 2).rows.map { $0[7] }
      try write("choice", to: "holdout.csv", in: folder) { row, _ in
        row <= 5 ? "few" : target[row - 1] == "no" && row % 2 == 0 ? "single" : "rest"
      }
      let run = try Tool.run(
        ["compare", "less.model", "full.model", "--data", "holdout.csv", "--segments", "choice", "--json"], in: folder)
      #expect([0, 10, 20].contains(run.status), "\(run.errors)")
      let segments = try #require(run.json()["segments"] as? [[String: Any]])
      func undefined(_ level: String) -> String? {
        segments.first { ($0["segment"] as? [String: String])?["choice"] == level }?["undefined"] as? String
      }
      #expect(undefined("few")?.contains("5 rows, 30 needed") == true)
      #expect(undefined("single")?.contains("0 rows with outcome 1") == true)
      #expect(segments.count == 3 && undefined("rest") == nil)
    }
  }

  @Test func options() throws {
    try Folder.with { folder in
      try prepare(folder)
      let pair = ["compare", "less.model", "full.model", "--data", "holdout.csv"]
      for (more, word) in [
        (["--top", "0.001"], "selects no row"), (["--top", "0"], "--top"), (["--top", "nan"], "--top"),
        (["--threshold", "1"], "selects no row"), (["--threshold", "inf"], "--threshold"),
        (["--top", "0.1", "--threshold", "0.5"], "--threshold"), (["--cost", "nan"], "--cost"),
        (["--value", "inf"], "finite"), (["--value", "plan"], "plan"), (["--value", "none"], "--value"),
        (["--weights", "plan"], "plan"), (["--weights", "none"], "none"), (["--segments", "none"], "--segments"),
        (["--segments", "plan,plan"], "--segments"), (["--segments", ","], "--segments"),
        (["--segments", "x"], ""), (["--replications", "10"], "--replications"),
        (["--interval", "bca"], "--replications"),
        (["--interval", "other", "--replications", "200"], "percentile"), (["--target", "spend"], "unlike things"),
        (["--report", "holdout.csv"], "holdout.csv"), (["--report", "full.model"], "full.model"),
        (["--report", "none/page.html"], "no folder none"), (["--report", "."], "folder"),
        (["--rule", "none.yaml"], "none.yaml"), (["--id", "none"], ""),
      ] where !word.isEmpty {
        let before = try names.map(folder.bytes)
        try refused(pair + more, in: folder, word)
        #expect(try names.map(folder.bytes) == before, "\(more)")
      }
      let bca = try Tool.run(pair + ["--replications", "400", "--interval", "bca", "--json"], in: folder)
      let differences = try #require(bca.json()["differences"] as? [String: [String: Any]])
      for name in ["auc", "pr_auc", "top_decile_lift"] {
        #expect(differences[name]?["test"] as? String == "bca" && differences[name]?["lower"] is Double, "\(name)")
      }
      #expect(differences["log_loss"]?["test"] as? String == "delta")
    }
  }
}
