import Foundation
import Testing

/// Calibrated and weighted models through all commands.
@Suite struct CalibratedModelTests {
  private func run(_ arguments: [String], in folder: Folder) throws -> Tool.Run {
    let run = try Tool.run(arguments, in: folder)
    #expect([0, 10, 20].contains(run.status), "\(arguments): \(run.errors)")
    return run
  }

  @Test func allCommands() throws {
    try Folder.with { folder in
      try Telco.write(to: folder)
      let training = Telco.training + ["--penalty", "ridge:0.1"]
      _ = try run(training + ["-o", "plain.model"], in: folder)
      let report = try run(
        training + ["--calibrate", "isotonic", "--class-weight", "Yes:3,No:1", "-o", "calibrated.model", "--json"],
        in: folder
      ).json()
      let fit = try #require(report["fit"] as? [String: Any])
      #expect((fit["calibration"] as? [String: Any])?["method"] as? String == "isotonic")
      #expect((fit["class_weights"] as? [String: Any])?["cut_off"] as? Double == 0.25)
      #expect(fit["standard_errors"] as? String == "hc1" && fit["aic"] is NSNull)

      _ = try run(
        ["score", "calibrated.model", "--data", "holdout.csv", "--reasons", "1", "-o", "scores.csv", "--json"],
        in: folder)
      let lines = try folder.text("scores.csv").split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
      #expect(
        lines[0] == ["customer_id", "probability", "reason_1", "contribution_1", "rest", "calibration"])
      let scored = try run(["score", "calibrated.model", "--data", "holdout.csv", "-o", "s.csv", "--json"], in: folder)
      let baseline = try #require(try scored.json()["baseline"] as? Double)
      for line in lines.dropFirst() {
        let numbers = try [1, 3, 4, 5].map { try #require(Double(line[$0])) }
        let logOdds = baseline + numbers[1] + numbers[2] + numbers[3]
        #expect(abs(1 / (1 + exp(-logOdds)) - numbers[0]) < 1e-12)
      }

      // A strong ridge makes probabilities too cautious; the curve mends that on rows that nobody has seen.
      func slope(_ model: String) throws -> Double {
        let judged = try run(["evaluate", model, "--data", "holdout.csv", "--json"], in: folder).json()
        let metric = try #require((judged["metrics"] as? [String: Any])?["calibration_slope"] as? [String: Any])
        return try #require(metric["estimate"] as? Double)
      }
      let (before, after) = try (slope("plain.model"), slope("calibrated.model"))
      #expect(abs(after - 1) < abs(before - 1), "\(before) \(after)")

      let compared = try run(
        ["compare", "plain.model", "calibrated.model", "--data", "holdout.csv", "--json"], in: folder
      ).json()
      let change = try #require(compared["explanation"] as? [String: Any])
      let parts = try #require(change["parts"] as? [[String: Any]])
      #expect(parts.last?["column"] as? String == "(calibration)")
      let sum = parts.reduce(0) { $0 + ($1["difference"] as? Double ?? .nan) }
      let whole = (change["mean_link_b"] as? Double ?? .nan) - (change["mean_link_a"] as? Double ?? .nan)
      #expect(abs(sum - whole) < 1e-9)
      _ = try run(["report", "calibrated.model", "--data", "holdout.csv", "-o", "page.html"], in: folder)
      #expect(try folder.text("page.html").contains("isotonic"))
    }
  }

  @Test func refusals() throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      let training = ["train", "--data", "data.csv", "--id", "id", "-o", "new.model"]
      for (arguments, words) in [
        (["--target", "spend", "--model", "linear", "--calibrate", "platt"], "goes with a binary target"),
        (["--target", "left", "--model", "logistic", "--calibrate", "beta", "--folds", "0"], "needs three folds"),
        (["--target", "left", "--model", "logistic", "--prior", "2"], "give a share between 0 and 1"),
        (["--target", "left", "--model", "logistic", "--class-weight", "yes=2"], "LEVEL:WEIGHT"),
        (["--target", "left", "--model", "logistic", "--class-weight", "balanced", "--link", "probit"], "logit link"),
        (["--target", "spend", "--model", "two-part", "--prior", "0.1"], "--prior does not go with --model two-part"),
        (
          ["--target", "spend", "--model", "linear", "--weights", "copies", "--sampling-weights", "copies"],
          "a row has one weight"
        ),
      ] {
        let run = try Tool.run(training + arguments, in: folder)
        #expect(run.status == 64 && run.output.isEmpty && run.errors.contains(words), "\(arguments): \(run.errors)")
      }
      #expect(try folder.files() == ["data.csv"])
    }
  }
}
