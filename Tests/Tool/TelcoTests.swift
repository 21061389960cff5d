import ClienteleScoring
import Foundation
import Testing

/// Train, score and evaluate on a real table, as its reference numbers have it.
@Suite struct TelcoTests {
  private func number(_ value: Any?) throws -> Double { try #require(value as? NSNumber).doubleValue }

  private func object(_ value: Any?) throws -> [String: Any] { try #require(value as? [String: Any]) }

  private func interval(_ metrics: [String: Any], _ name: String) throws -> (Double, Double, Double) {
    let metric = try object(metrics[name])
    return (try number(metric["lower"]), try number(metric["estimate"]), try number(metric["upper"]))
  }

  @Test func trainScoreEvaluate() throws {
    try Folder.with { folder in
      try Telco.write(to: folder)
      let trained = try Tool.run(Telco.training + ["-o", "churn.model", "--json"], in: folder)
      #expect(trained.status == 0, "\(trained.errors)")
      try checkTraining(trained.json())

      let scored = try Tool.run(
        ["score", "churn.model", "--data", "holdout.csv", "--reasons", "3", "-o", "scores.csv", "--json"], in: folder)
      #expect(scored.status == 0, "\(scored.errors)")
      let report = try scored.json()
      #expect(try number(report["rows"]) == 1_408 && number(report["scored"]) == 1_408)
      try checkScores(folder)

      let evaluated = try Tool.run(["evaluate", "churn.model", "--data", "holdout.csv", "--json"], in: folder)
      #expect(evaluated.status == 0, "\(evaluated.errors)")
      let judged = try evaluated.json()
      #expect(try number(judged["rows"]) == 1_408)
      let auc = try interval(try object(judged["metrics"]), "auc")
      #expect(abs(auc.1 - 0.83793) < 1e-5)
      #expect(auc.0 < auc.1 && auc.1 < auc.2)
      for name in ["pr_auc", "log_loss", "brier", "top_decile_lift", "calibration_slope", "calibration_intercept"] {
        let (lower, estimate, upper) = try interval(try object(judged["metrics"]), name)
        #expect(lower <= estimate && estimate <= upper, "\(name)")
      }
      #expect(try folder.files() == ["churn.model", "holdout.csv", "scores.csv", "train.csv"])
    }
  }

  private func checkTraining(_ report: [String: Any]) throws {
    let model = try object(report["model"])
    #expect(model["kind"] as? String == "logistic" && model["path"] as? String == "churn.model")
    #expect((model["hash"] as? String)?.count == 64)
    let data = try object(report["data"])
    #expect(try number(data["rows"]) == 5_635 && number(data["used"]) == 5_635 && number(data["columns"]) == 19)
    let fit = try object(report["fit"])
    // The reference is given to ten digits.
    #expect(try abs(number(fit["deviance"]) / 4621.002317 - 1) < 1e-6)
    #expect(try abs(number(fit["log_likelihood"]) + number(fit["deviance"]) / 2) < 1e-9)
    let rank = 24.0
    #expect(try abs(number(fit["aic"]) - number(fit["deviance"]) - 2 * rank) < 1e-6)
    #expect(try abs(number(fit["bic"]) - number(fit["deviance"]) - rank * log(5_635)) < 1e-6)
    #expect(try number(fit["dispersion"]) == 1)
    let terms = try #require(fit["terms"] as? [[String: Any]])
    #expect(terms.first?["term"] as? String == "(intercept)" && terms.count == 31)
    let keys = ["estimate", "lower", "note", "p_value", "part", "standard_error", "statistic", "term", "upper"]
    for term in terms { #expect(term.keys.sorted() == keys) }
    let convergence = try object(fit["convergence"])
    #expect(convergence["converged"] as? Bool == true && convergence["stop_reason"] as? String == "gradient")
    #expect(try number(convergence["iterations"]) < 20 && number(convergence["gradient_norm"]) < 1e-8)
    #expect((convergence["aliased"] as? [String])?.count == 7)
    #expect((convergence["separated"] as? [String]) == [])
    let validation = try object(report["validation"])
    #expect(try number(validation["folds"]) == 5)
    let auc = try interval(try object(validation["metrics"]), "auc")
    #expect(auc.0 < auc.1 && auc.1 < auc.2 && auc.1 > 0.83 && auc.1 < 0.86)
    let seconds = try object(report["seconds"])
    for name in ["read", "fit", "total"] { #expect(try number(seconds[name]) >= 0) }
  }

  private func checkScores(_ folder: Folder) throws {
    let lines = try folder.text("scores.csv").split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    #expect(
      lines.first == [
        "customer_id", "probability", "reason_1", "contribution_1", "reason_2", "contribution_2", "reason_3",
        "contribution_3", "rest",
      ])
    #expect(lines.dropFirst().map { $0[0] } == Telco.heldOutIDs())
    let baseline = try ScoringModel(path: folder.url("churn.model").path).score(average(folder)).baseline
    for line in lines.dropFirst() {
      let numbers = [3, 5, 7, 8].compactMap { Double(line[$0]) }
      let probability = try #require(Double(line[1]))
      let link = numbers.reduce(baseline, +)
      #expect(abs(probability - 1 / (1 + exp(-link))) < 1e-12, "\(line[0])")
      #expect(abs(numbers[0]) >= abs(numbers[1]) && abs(numbers[1]) >= abs(numbers[2]), "\(line[0])")
      #expect(line[2].contains(" = "), "\(line[0])")
    }
  }

  /// A row of missing values, which the model scores as the average customer.
  private func average(_ folder: Folder) throws -> [String: Value] {
    let model = try ScoringModel(path: folder.url("churn.model").path)
    return Dictionary(uniqueKeysWithValues: model.inputs.map { ($0.column, Value.missing) })
  }

  @Test func sameBytesForAnyNumberOfThreads() throws {
    try Folder.with { folder in
      try Telco.write(to: folder)
      var results: [[String]] = []
      for threads in ["1", "2", "7"] {
        let trained = try Tool.run(
          Telco.training + ["-o", "\(threads).model", "--json", "--threads", threads], in: folder)
        let scored = try Tool.run(
          [
            "score", "\(threads).model", "--data", "holdout.csv", "--reasons", "2", "-o", "\(threads).csv",
            "--threads", threads,
          ], in: folder)
        #expect(trained.status == 0 && scored.status == 0)
        var report = try trained.json()
        report["seconds"] = nil
        report["model"] = nil
        let json = try JSONSerialization.data(withJSONObject: report, options: .sortedKeys)
        results.append([
          try folder.bytes("\(threads).model").base64EncodedString(), try folder.text("\(threads).csv"),
          String(decoding: json, as: UTF8.self),
        ])
      }
      #expect(results[0] == results[1] && results[0] == results[2])
    }
  }

  @Test func gzipEqualsPlain() throws {
    try Folder.with { folder in
      try Telco.write(to: folder)
      let program = URL(fileURLWithPath: "/usr/bin/env")
      for file in ["train.csv", "holdout.csv"] {
        #expect(try Tool.execute(program, ["gzip", "-k", file], in: folder).status == 0)
      }
      for (suffix, model) in [("", "plain"), (".gz", "packed")] {
        let training = Telco.training.map { $0 == "train.csv" ? $0 + suffix : $0 }
        let trained = try Tool.run(training + ["-o", "\(model).model", "--folds", "0"], in: folder)
        let scored = try Tool.run(
          ["score", "\(model).model", "--data", "holdout.csv\(suffix)", "-o", "\(model).csv"], in: folder)
        #expect(trained.status == 0 && scored.status == 0, "\(trained.errors)\(scored.errors)")
      }
      #expect(try folder.bytes("plain.model") == folder.bytes("packed.model"))
      #expect(try folder.bytes("plain.csv") == folder.bytes("packed.csv"))
    }
  }
}
