import Foundation
import Testing

/// Every family is judged, pictured and compared by what it is about.
@Suite struct CompareKindsTests {
  /// What decides, by family.
  private static let primary = [
    "linear": "rmse", "logistic": "auc", "poisson": "deviance", "negative-binomial": "deviance", "gamma": "deviance",
    "inverse-gaussian": "deviance", "tweedie": "deviance", "quantile": "check_loss", "huber": "mae", "tukey": "mae",
    "two-part": "rmse", "multinomial": "log_loss", "ordinal": "log_loss",
  ]

  private func prepare(_ kind: Int, in folder: Folder) throws -> (kind: String, target: String, more: [String]) {
    let item = KindTable.kinds[kind]
    try folder.write(KindTable(rows: 300, seed: 1).text, to: "train.csv")
    try folder.write(KindTable(rows: 240, seed: 2).text, to: "holdout.csv")
    for run in try KindTable.train(item, in: folder) { #expect(run.status == 0, "\(item.kind): \(run.errors)") }
    return item
  }

  @Test(arguments: KindTable.kinds.indices)
  func everyKind(number: Int) throws {
    try Folder.with { folder in
      let item = try prepare(number, in: folder)
      let judged = try Tool.run(["evaluate", "full.model", "--data", "holdout.csv", "--json"], in: folder)
      #expect(judged.status == 0 && judged.errors.isEmpty, "\(item.kind): \(judged.errors)")
      let metrics = try #require(try judged.json()["metrics"] as? [String: [String: Any]])
      let name = try #require(Self.primary[item.kind])
      #expect(metrics[name]?["lower"] is Double, "\(item.kind): \(metrics)")

      let page = try Tool.run(
        ["report", "full.model", "--data", "holdout.csv", "-o", "full.html", "--json"], in: folder)
      #expect(page.status == 0 && page.errors.isEmpty, "\(item.kind): \(page.errors)")
      #expect(try folder.text("full.html").contains("<svg"), "\(item.kind)")

      let run = try Tool.run(
        [
          "compare", "less.model", "full.model", "--data", "holdout.csv", "--segments", "plan", "--report", "v.html",
          "--json",
        ], in: folder)
      #expect([0, 10, 20].contains(run.status) && run.errors.isEmpty, "\(item.kind): \(run.errors)")
      let report = try run.json()
      let differences = try #require(report["differences"] as? [String: [String: Any]])
      let reasons = try #require(report["reasons"] as? [[String: Any]])
      let first = reasons.first?["text"] as? String
      #expect(first?.hasPrefix(name.replacing("_", with: " ")) == true, "\(item.kind): \(reasons)")
      // Both models' numbers are those of evaluate.
      let (own, alone) = (differences[name]?["b"] as? Double, metrics[name]?["estimate"] as? Double)
      // Parameters of the family are the champion's for both.
      let isShared = ["negative-binomial", "tweedie"].contains(item.kind)
      #expect(abs((own ?? .nan) / (alone ?? .nan) - 1) < (isShared ? 0.5 : 1e-9), "\(item.kind)")
      #expect(report["kind"] as? String == item.kind)
      #expect((report["segments"] as? [[String: Any]])?.count == 2)
      #expect(try folder.text("v.html").contains("<svg"), "\(item.kind)")
    }
  }

  /// Log loss and calibration of a probit model are those of its probabilities, whose links are no log-odds.
  @Test func linksThatAreNoLogOdds() throws {
    try Folder.with { folder in
      _ = try prepare(2, in: folder)
      let score = try Tool.run(
        ["score", "full.model", "--data", "holdout.csv", "-o", "scores.csv", "--quiet"], in: folder)
      #expect(score.status == 0)
      let outcomes = KindTable(rows: 240, seed: 2).rows.map { $0[7] == "yes" }
      let shares = try folder.text("scores.csv").split(separator: "\n").dropFirst().map {
        try #require(Double($0.split(separator: ",")[1]))
      }
      let loss = zip(outcomes, shares).reduce(0) { $0 - log($1.0 ? $1.1 : 1 - $1.1) } / 240
      let judged = try Tool.run(["evaluate", "full.model", "--data", "holdout.csv", "--json"], in: folder).json()
      let found = (judged["metrics"] as? [String: [String: Any]])?["log_loss"]?["estimate"] as? Double
      #expect(abs((found ?? .nan) - loss) < 1e-12)
      // So are those of a table of the same scores.
      let run = try Tool.run(["compare", "scores.csv", "full.model", "--data", "holdout.csv", "--json"], in: folder)
      let difference = try #require(run.json()["differences"] as? [String: [String: Any]])
      #expect(run.status == 10)
      for name in ["log_loss", "brier", "auc", "calibration_slope"] {
        #expect(abs(difference[name]?["difference"] as? Double ?? .nan) < 1e-9, "\(name)")
      }
    }
  }

  /// Quantiles and probabilities of classes that `score` wrote take part as the model that wrote them.
  @Test(arguments: [8, 12, 13])
  func scoresOfSeveralColumns(number: Int) throws {
    try Folder.with { folder in
      let item = try prepare(number, in: folder)
      for name in ["full", "less"] {
        let score = try Tool.run(
          ["score", "\(name).model", "--data", "holdout.csv", "-o", "\(name).csv", "--quiet"], in: folder)
        #expect(score.status == 0)
      }
      func differences(_ a: String, _ b: String, _ more: [String] = []) throws -> NSDictionary {
        let run = try Tool.run(["compare", a, b, "--data", "holdout.csv", "--json"] + more, in: folder)
        return try #require(run.json()["differences"] as? NSDictionary, "\(run.errors)")
      }
      let direct = try differences("less.model", "full.model")
      #expect(try differences("less.csv", "full.model") == direct)
      // Two tables tell their classes themselves, sorted or in whatever order.
      let alone = try differences("less.csv", "full.csv", ["--target", item.target, "--id", "id"])
      #expect(alone == direct)
    }
  }

  @Test func unlikeKinds() throws {
    try Folder.with { folder in
      _ = try prepare(12, in: folder)
      try FileManager.default.moveItem(at: folder.url("full.model"), to: folder.url("classes.model"))
      func refused(_ arguments: [String], _ words: String...) throws {
        let run = try Tool.run(["compare"] + arguments + ["--data", "holdout.csv"], in: folder)
        #expect(![0, 10, 20].contains(run.status) && run.output.isEmpty, "\(arguments)")
        for word in words { #expect(run.errors.contains(word), "\(word) in \(run.errors)") }
      }
      for (option, value) in [
        ("--value", "spend"), ("--cost", "1"), ("--top", "0.2"), ("--threshold", "0.5"), ("--replications", "200"),
      ] {
        try refused(["classes.model", "less.model", option, value], option, "classes")
      }
      // Fewer classes than the other: the rows of one are left out of training.
      let rows = KindTable(rows: 300, seed: 1).rows.filter { $0[8] != "family" }
      try folder.write(
        ([KindTable.header] + rows).map { $0.joined(separator: ",") + "\n" }.joined(), to: "train.csv")
      _ = try KindTable.train(KindTable.kinds[12], in: folder)
      try refused(["classes.model", "full.model"], "unlike things", "basic, family, gold", "basic, gold")

      try folder.write(KindTable(rows: 300, seed: 1).text, to: "train.csv")
      _ = try KindTable.train(KindTable.kinds[8], in: folder)
      try FileManager.default.moveItem(at: folder.url("full.model"), to: folder.url("quantiles.model"))
      _ = try KindTable.train(("quantile", "spend", ["--quantiles", "0.2,0.7"]), in: folder)
      try refused(["quantiles.model", "full.model"], "0.1, 0.5, 0.9", "0.2, 0.7")
      _ = try KindTable.train(KindTable.kinds[0], in: folder)
      try refused(["quantiles.model", "full.model"], "unlike things", "quantile", "linear")
      try refused(["classes.model", "full.model"], "unlike things", "choice", "spend")
    }
  }
}
