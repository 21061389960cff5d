import Foundation
import Testing

/// A champion and a challenger on Telco's hold-out, which neither has seen.
@Suite struct CompareTests {
  /// Trains `full.model`, and `less.model` without the two columns that tell most.
  private func prepare(_ folder: Folder) throws {
    try Telco.write(to: folder)
    for (file, extra) in [("full.model", []), ("less.model", ["--drop", "contract,tenure"])] {
      let run = try Tool.run(Telco.training + ["--folds", "0", "--quiet", "-o", file] + extra, in: folder)
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  private func compare(_ a: String, _ b: String, _ more: String..., in folder: Folder) throws -> Tool.Run {
    try Tool.run(["compare", a, b, "--data", "holdout.csv"] + more, in: folder)
  }

  private func refused(_ run: Tool.Run, _ words: String...) {
    #expect(![0, 10, 20].contains(run.status) && run.output.isEmpty)
    for word in words { #expect(run.errors.contains(word), "\(word) in \(run.errors)") }
  }

  @Test func verdictsAndTheirNumbers() throws {
    try Folder.with { folder in
      try prepare(folder)
      let worse = try compare(
        "full.model", "less.model", "--segments", "contract,partner", "--value", "monthly_charges", "--cost", "2",
        "--json", "--report", "verdict.html", in: folder)
      #expect(worse.status == 20 && worse.errors.isEmpty, "\(worse.errors)")
      let report = try worse.json()
      #expect(report["verdict"] as? String == "worse")
      let differences = try #require(report["differences"] as? [String: [String: Any]])
      let auc = try #require(differences["auc"])
      // R's glm on the same rows: .837926 for the full model, whatever the table's scores.
      #expect(abs((auc["a"] as? Double ?? 0) - 0.837926) < 1e-5)
      #expect(auc["test"] as? String == "delong")
      #expect(Set(auc.keys) == ["a", "b", "difference", "lower", "upper", "p_value", "test"])
      let segments = try #require(report["segments"] as? [[String: Any]])
      // Three contracts, two of partner, and their crossings.
      #expect(segments.count == 3 + 2 + 6)
      for key in ["swap", "calibration", "value", "explanation", "fairness", "shift", "decisions", "reasons", "page"] {
        #expect(report[key] != nil && !(report[key] is NSNull), "\(key)")
      }
      let change = try #require(report["explanation"] as? [String: Any])
      let parts = try #require(change["parts"] as? [[String: Any]])
      let sum = parts.reduce(0) { $0 + ($1["difference"] as? Double ?? .nan) }
      let whole = (change["mean_link_b"] as? Double ?? .nan) - (change["mean_link_a"] as? Double ?? .nan)
      #expect(abs(sum - whole) < 1e-12)
      #expect(change["dropped"] as? [String] == ["tenure", "contract"])
      #expect(try folder.text("verdict.html").hasPrefix("<!DOCTYPE html>"))

      #expect(try compare("less.model", "full.model", "--quiet", in: folder).status == 0)
      let same = try compare("full.model", "full.model", "--json", in: folder)
      #expect(same.status == 10)
      #expect(try same.json()["verdict"] as? String == "not_shown")
      // The same for any number of threads.
      let runs = try ["1", "2", "7"].map { threads in
        var object = try compare("full.model", "less.model", "--json", "--threads", threads, in: folder).json()
        object["seconds"] = nil
        return try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
      }
      #expect(runs[0] == runs[1] && runs[1] == runs[2])
    }
  }

  /// Scores made elsewhere take part, found by id in whatever order.
  @Test func scoresFromElsewhere() throws {
    try Folder.with { folder in
      try prepare(folder)
      let score = try Tool.run(
        ["score", "full.model", "--data", "holdout.csv", "-o", "scores.csv", "--quiet"], in: folder)
      #expect(score.status == 0)
      let lines = try folder.text("scores.csv").split(separator: "\n").map(String.init)
      let shuffled = [lines[0]] + lines.dropFirst().reversed()
      try folder.write(shuffled.joined(separator: "\n") + "\n", to: "old.csv")
      let run = try compare("old.csv", "less.model", "--json", in: folder)
      #expect(run.status == 20 && run.errors.contains("cannot be told"))
      let direct = try compare("full.model", "less.model", "--json", in: folder)
      func auc(_ run: Tool.Run) throws -> [Double?] {
        let all = try #require(try run.json()["differences"] as? [String: [String: Any]])
        return ["a", "b", "lower", "upper"].map { all["auc"]?[$0] as? Double }
      }
      #expect(try auc(run) == auc(direct))

      try folder.write((shuffled + [lines[1]]).joined(separator: "\n") + "\n", to: "twice.csv")
      refused(try compare("twice.csv", "less.model", in: folder), "id", "keep one row")
      try folder.write("customer_id,probability\n\(lines[1].prefix { $0 != "," }),nan\n", to: "nan.csv")
      refused(try compare("nan.csv", "less.model", in: folder), "nan.csv", "row 1")
      try folder.write("customer_id,probability\nnobody,0.5\n", to: "strangers.csv")
      refused(try compare("strangers.csv", "less.model", in: folder), "no row of the hold-out")
      try folder.write("who,what\na,b\n", to: "other.csv")
      refused(try compare("other.csv", "less.model", in: folder), "other.csv", "customer_id")
      try folder.write(lines.prefix(1001).joined(separator: "\n") + "\n", to: "part.csv")
      let part = try #require(
        try compare("part.csv", "less.model", "--json", in: folder).json()["rows"] as? [String: Any])
      #expect(part["compared"] as? Int == 1_000 && part["without_a"] as? Int == 408)
    }
  }

  @Test func unlikeThings() throws {
    try Folder.with { folder in
      try prepare(folder)
      let seen = try Tool.run(["compare", "full.model", "less.model", "--data", "train.csv"], in: folder)
      refused(seen, "was trained on rows of this table", "100 %", "--allow-overlap")
      let allowed = try Tool.run(
        ["compare", "full.model", "less.model", "--data", "train.csv", "--allow-overlap"], in: folder)
      #expect(allowed.status == 20 && allowed.errors.contains("was trained on rows of this table"))
      // A tenth of training rows among those held out is found, too.
      let training = try folder.text("train.csv").split(separator: "\n").dropFirst().prefix(140)
      try folder.write(try folder.text("holdout.csv") + training.joined(separator: "\n") + "\n", to: "mixed.csv")
      refused(
        try Tool.run(["compare", "full.model", "less.model", "--data", "mixed.csv"], in: folder), "was trained on rows")

      let spend = try Tool.run(
        [
          "train", "--data", "train.csv", "--target", "total_charges", "--id", "customer_id", "--model", "linear",
          "--folds", "0", "--quiet", "-o", "spend.model",
        ], in: folder)
      #expect(spend.status == 0, "\(spend.errors)")
      refused(try compare("full.model", "spend.model", in: folder), "unlike things", "churn = Yes", "total_charges")
      refused(try compare("full.model", "less.model", "--target", "partner", in: folder), "unlike things")
      refused(try compare("full.model", "less.model", "--segments", "nope", in: folder), "nope", "--segments")
      refused(try compare("full.model", "less.model", "--segments", "customer_id", in: folder), "levels")
      refused(try compare("full.model", "less.model", "--threshold", "2", in: folder), "selects no row")
      refused(try compare("full.model", "less.model", "--top", "1.5", in: folder), "--top")
      refused(try compare("full.model", "nothing.model", in: folder), "nothing.model")
      let negative = try folder.text("holdout.csv").split(separator: "\n").enumerated().map { row, line in
        "\(line),\(row == 0 ? "margin" : row == 7 ? "-3" : "5")"
      }
      try folder.write(negative.joined(separator: "\n") + "\n", to: "holdout.csv")
      refused(try compare("full.model", "less.model", "--value", "margin", in: folder), "margin", "row 7", "negative")
    }
  }

  @Test func rules() throws {
    try Folder.with { folder in
      try prepare(folder)
      try folder.write("primary_metric: brier\nsegment_margin: 0.05\n", to: "rule.yaml")
      let run = try compare("full.model", "less.model", "--rule", "rule.yaml", "--json", in: folder)
      let reasons = try #require(try run.json()["reasons"] as? [[String: Any]])
      #expect((reasons.first?["text"] as? String)?.hasPrefix("brier") == true)
      for (text, word) in [
        ("primary_metrics: auc\n", "primary_metrics"), ("primary_metric: nope\n", "primary_metric"),
        ("segment_margin: wide\n", "segment_margin"), ("just words", "one setting a line"),
        ("false_discovery_rate: 2\n", "false_discovery_rate"), ("a: [", "rule.yaml"),
      ] {
        try folder.write(text, to: "rule.yaml")
        refused(try compare("full.model", "less.model", "--rule", "rule.yaml", in: folder), word)
      }
      refused(try compare("full.model", "less.model", "--rule", "none.yaml", in: folder), "none.yaml")
    }
  }

  @Test func promotionOfWhatIsBetter() throws {
    try Folder.with { folder in
      try Telco.write(to: folder)
      let train = Telco.training + ["--folds", "0", "--quiet", "--register", "churn"]
      #expect(try Tool.run(train + ["--drop", "contract,tenure"], in: folder).status == 0)
      #expect(try Tool.run(train, in: folder).status == 0)
      let promote = ["models", "promote", "churn@2", "--if-better", "--data", "holdout.csv"]
      refused(try Tool.run(promote, in: folder), "no champion")
      #expect(try Tool.run(["models", "promote", "churn@1"], in: folder).status == 0)
      #expect(try Tool.run(promote, in: folder).status == 0)
      let back = try Tool.run(
        ["models", "promote", "churn@1", "--if-better", "--data", "holdout.csv"], in: folder)
      #expect(back.status == 20 && back.output.hasPrefix("WORSE"))
      #expect(try Tool.run(["models", "show", "churn@champion"], in: folder).output.hasPrefix("churn@2 (champion)"))
    }
  }

  @Test func pagesOfModels() throws {
    try Folder.with { folder in
      try prepare(folder)
      let run = try Tool.run(
        ["report", "full.model", "--data", "holdout.csv", "-o", "full.html", "--json"], in: folder)
      #expect(run.status == 0 && run.errors.isEmpty)
      let page = try folder.text("full.html")
      #expect(page.utf8.count < 500_000 && page.contains("<svg") && page.contains("internet_service[Fiber optic]"))
      let metrics = try #require(try run.json()["metrics"] as? [String: [String: Any]])
      #expect(abs((metrics["auc"]?["estimate"] as? Double ?? 0) - 0.837926) < 1e-5)
      #expect(
        try Tool.run(["report", "full.model", "--data", "train.csv", "-o", "t.html"], in: folder).errors
          .contains("not of a hold-out"))
      refused(try Tool.run(["report", "full.model", "--data", "holdout.csv", "-o", "no/x.html"], in: folder), "no")
    }
  }
}
