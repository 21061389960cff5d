import Foundation
import Testing

/// Successes of trials through the whole tool, and intervals of the profile likelihood.
@Suite struct CountedTrialsToolTests {
  private func write(to folder: Folder) throws {
    var counted = ["id,age,plan,sent,answered,copies"]
    var single = ["id,age,plan,answered"]
    for row in 0..<90 {
      let (age, plan, sent) = (20 + row * 7 % 50, ["basic", "family", "gold"][row % 3], row * 5 % 8)
      let answered = min(sent, (row * 37 % 11 + age / 25) * sent / 12)
      counted.append("C\(row),\(age),\(plan),\(sent),\(answered),\(1 + row % 2)")
      for trial in 0..<sent { single.append("C\(row),\(age),\(plan),\(trial < answered ? 1 : 0)") }
    }
    try folder.write(counted.joined(separator: "\n") + "\n", to: "counted.csv")
    try folder.write(single.joined(separator: "\n") + "\n", to: "single.csv")
  }

  private func run(_ arguments: [String], in folder: Folder) throws -> [String: Any] {
    let run = try Tool.run(arguments + ["--json"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    return try run.json()
  }

  private func estimates(_ json: [String: Any], _ key: String) throws -> [String: Double] {
    let metrics = try #require(json[key] as? [String: [String: Any]])
    return metrics.compactMapValues { $0["estimate"] as? Double }
  }

  /// Metrics of counted trials are those of the same trials one row each.
  @Test func judgedAsSingleTrials() throws {
    try Folder.with { folder in
      try write(to: folder)
      let counted = [
        "train", "--data", "counted.csv", "--target", "answered", "--trials", "sent", "--id", "id", "--drop", "copies",
        "--model", "logistic", "-o", "counted", "--folds", "3",
      ]
      let report = try run(counted, in: folder)
      #expect(report["event"] is NSNull && (report["data"] as? [String: Any])?["used"] as? Int == 78)
      let validation = try #require(report["validation"] as? [String: Any])
      #expect(try estimates(validation, "metrics")["auc"] != nil)
      _ = try run(
        [
          "train", "--data", "single.csv", "--target", "answered", "--id", "id", "--model", "logistic", "-o", "single",
          "--folds", "0",
        ], in: folder)
      let own = try run(["evaluate", "counted", "--data", "counted.csv"], in: folder)
      let other = try run(["evaluate", "single", "--data", "single.csv"], in: folder)
      #expect(own["rows"] as? Int == 78 && own["rowsRead"] as? Int ?? own["rows_read"] as? Int == 90)
      let (metrics, expected) = try (estimates(own, "metrics"), estimates(other, "metrics"))
      for name in ["auc", "log_loss", "brier", "pr_auc", "calibration_slope", "top_decile_lift"] {
        #expect(abs((metrics[name] ?? .nan) - (expected[name] ?? .nan)) < 1e-9, "\(name)")
      }
      let scores = try Tool.run(["score", "counted", "--data", "counted.csv", "-o", "-", "--reasons", "1"], in: folder)
      #expect(scores.status == 0 && scores.output.hasPrefix("id,probability,reason_1"), "\(scores.errors)")
      let compared = try Tool.run(
        ["compare", "counted", "counted", "--data", "counted.csv", "--allow-overlap"], in: folder)
      #expect(compared.status == 10, "\(compared.errors)")
      let page = try Tool.run(["report", "counted", "--data", "counted.csv", "-o", "page.html"], in: folder)
      #expect(page.status == 0, "\(page.errors)")
      #expect(try folder.text("page.html").contains("answered of sent"))
    }
  }

  @Test func refusals() throws {
    try Folder.with { folder in
      try write(to: folder)
      func refused(_ more: [String], _ words: String) throws {
        let run = try Tool.run(["train", "--data", "counted.csv", "-o", "m"] + more, in: folder)
        #expect(run.status != 0 && run.errors.contains(words), "\(more): \(run.errors)")
        #expect(try !folder.files().contains("m"))
      }
      let counted = ["--target", "answered", "--trials", "sent"]
      try refused(counted + ["--model", "poisson"], "--trials goes with --model logistic")
      try refused(counted + ["--model", "logistic", "--event", "1"], "--event does not go with --trials")
      try refused(["--target", "sent", "--trials", "answered", "--model", "logistic"], "more successes than answered")
      try refused(["--target", "answered", "--trials", "answered", "--model", "logistic"], "at once")
      try refused(["--target", "answered", "--trials", "many", "--model", "logistic"], "(--trials)")
      try refused(["--target", "answered", "--trials", "plan", "--model", "logistic"], "not a number")
    }
  }

  /// An end that does not exist is null for scripts and ∞ for people.
  @Test func profileIntervals() throws {
    try Folder.with { folder in
      var lines = ["group,x,events"]
      for row in 0..<36 {
        lines.append("\(["a", "b", "c"][row % 3]),\(row * 7 % 11),\(row % 3 == 1 ? 0 : row * 5 % 4)")
      }
      try folder.write(lines.joined(separator: "\n") + "\n", to: "rare.csv")
      let arguments = [
        "train", "--data", "rare.csv", "--target", "events", "--model", "poisson", "--folds", "0", "-o", "m",
        "--intervals", "profile",
      ]
      let fit = try #require(run(arguments, in: folder)["fit"] as? [String: Any])
      #expect(fit["intervals"] as? String == "profile")
      let terms = try #require(fit["terms"] as? [[String: Any]])
      let group = try #require(terms.first { $0["term"] as? String == "group[b]" })
      #expect(group["lower"] is NSNull && group["upper"] is Double && group["note"] as? String == "separated")
      let text = try Tool.run(arguments, in: folder)
      #expect(text.output.contains("−∞") && text.output.contains("Intervals: profile likelihood."), "\(text.output)")
      let refused = try Tool.run(arguments + ["--penalty", "ridge:0.1"], in: folder)
      #expect(refused.status == 64 && refused.errors.contains("--intervals profile"), "\(refused.errors)")
    }
  }
}
