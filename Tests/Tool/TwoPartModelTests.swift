import Foundation
import Testing

/// A two-part model through all commands.
@Suite struct TwoPartModelTests {
  /// Customers of whom a third buy nothing, and some send back more than they buy.
  private func table(of rows: Range<Int>, signed: Bool) -> String {
    let lines = rows.map { row -> String in
      // As SplitMix64 mixes.
      func draw(_ k: Int) -> Double {
        var bits = UInt64(row * 6 + k + 1) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((bits ^ (bits >> 31)) >> 11) * 0x1p-53
      }
      let age = 20 + Int(50 * draw(1))
      let plan = ["basic", "family", "gold"][Int(3 * draw(2))]
      let size = 1 + 20 * draw(3) * draw(3) + 0.2 * Double(age)
      let profit = draw(4) < 0.35 ? 0 : signed && draw(5) < 0.3 ? -size : size
      return "c\(row),\(age),\(plan),\(String(format: "%.2f", profit))\n"
    }
    return "id,age,plan,profit\n" + lines.joined()
  }

  private func run(_ arguments: [String], in folder: Folder) throws -> Tool.Run {
    let run = try Tool.run(arguments, in: folder)
    #expect(run.status == 0, "\(arguments): \(run.errors)")
    return run
  }

  @Test(arguments: [false, true])
  func allCommands(signed: Bool) throws {
    try Folder.with { folder in
      try folder.write(table(of: 0..<400, signed: signed), to: "train.csv")
      try folder.write(table(of: 400..<600, signed: signed), to: "rest.csv")
      let training = ["train", "--data", "train.csv", "--target", "profit", "--id", "id", "-o"]
      let report = try run(training + ["two.model", "--model", "two-part", "--json"], in: folder).json()
      let fit = try #require(report["fit"] as? [String: Any])
      let terms = try #require(fit["terms"] as? [[String: Any]])
      let names = signed ? ["any", "gain_if_any", "gain", "loss"] : ["any", "amount"]
      #expect(terms.map { $0["part"] as? String } == names.flatMap { Array(repeating: $0, count: 4) })
      let validation = try #require(report["validation"] as? [String: Any])
      let metrics = try #require(validation["metrics"] as? [String: Any])
      #expect(Set(metrics.keys) == ["r_squared", "rmse", "mae", "deviance"])
      let text = try run(training + ["lognormal.model", "--model", "two-part", "--amount", "lognormal"], in: folder)
      for name in names { #expect(text.output.contains("\n\(name): ")) }
      _ = try run(training + ["linear.model", "--model", "linear"], in: folder)

      _ = try run(["score", "two.model", "--data", "rest.csv", "--reasons", "1", "-o", "scores.csv"], in: folder)
      let lines = try folder.text("scores.csv").split(separator: "\n").map { $0.split(separator: ",") }
      let outputs = signed ? ["p_any", "p_gain_if_any", "gain", "loss"] : ["p_any", "amount_if_any"]
      #expect(lines[0].map(String.init) == ["id", "prediction"] + outputs + ["reason_1", "contribution_1", "rest"])
      for line in lines.dropFirst() {
        let numbers = line.compactMap { Double($0) }
        let expected =
          signed ? numbers[1] * (numbers[2] * numbers[3] - (1 - numbers[2]) * numbers[4]) : numbers[1] * numbers[2]
        #expect(abs(numbers[0] - expected) < 1e-12 * 100)
      }

      let judged = try run(["evaluate", "two.model", "--data", "rest.csv", "--json"], in: folder).json()
      #expect((judged["metrics"] as? [String: Any])?["r_squared"] != nil)
      #expect((judged["diagnostics"] as? [String: Any])?["auc"] != nil)
      _ = try run(["report", "two.model", "--data", "rest.csv", "-o", "model.html"], in: folder)
      _ = try run(["models", "show", "two.model"], in: folder)
      for other in ["linear.model", "lognormal.model"] { try compare(other, names, in: folder) }
    }
  }

  /// The change of the mean is split without rest.
  private func compare(_ other: String, _ names: [String], in folder: Folder) throws {
    let compared = try Tool.run(["compare", other, "two.model", "--data", "rest.csv", "--json"], in: folder)
    #expect([0, 10, 20].contains(compared.status), "\(compared.errors)")
    let change = try #require(try compared.json()["explanation"] as? [String: Any])
    let parts = try #require(change["parts"] as? [[String: Any]])
    let sum = parts.reduce(0) { $0 + ($1["difference"] as? Double ?? .nan) }
    let whole = (change["mean_link_b"] as? Double ?? .nan) - (change["mean_link_a"] as? Double ?? .nan)
    #expect(abs(sum - whole) < 1e-9)
    // What closes the sum is rounding.
    #expect(abs(parts.last?["difference"] as? Double ?? .nan) < 1e-9)
    let first = try #require(change["terms"] as? [[String: Any]]).compactMap { $0["term"] as? String }
    #expect(first.contains("\(names[names.count - 1]): age"))
  }

  @Test func refusals() throws {
    try Folder.with { folder in
      try folder.write(table(of: 0..<200, signed: true), to: "data.csv")
      let training = ["train", "--data", "data.csv", "--target", "profit", "--id", "id", "-o", "new.model"]
      for (arguments, words) in [
        (["--model", "linear", "--amount", "gamma"], ["--amount", "two-part"]),
        (["--model", "two-part", "--amount", "normal"], ["--amount", "lognormal"]),
        (["--model", "two-part", "--offset", "age"], ["--offset", "two-part"]),
        (["--model", "two-part", "--penalty", "cv"], ["--penalty cv", "ridge:LAMBDA"]),
        (["--model", "two-part", "--link", "log"], ["--link", "two-part"]),
      ] {
        let run = try Tool.run(training + arguments, in: folder)
        #expect(run.status == 64 && run.output.isEmpty)
        for word in words { #expect(run.errors.contains(word), "\(word) in \(run.errors)") }
      }
      #expect(try folder.files() == ["data.csv"])
    }
  }

  /// People read what moves the expected amount most; classes that are called like parts of a two-part model are classes.
  @Test func words() throws {
    try Folder.with { folder in
      var lines = ["id,age,plan,spend,kind"]
      for row in 0..<160 {
        let age = 20 + row * 7 % 50
        let spend = row * 31 % 97 < 30 + age / 2 ? 0 : 10 + age + row * 13 % 17
        lines.append(
          "C\(row),\(age),\(["basic", "gold"][row % 2]),\(spend),\(["any", "amount", "gain"][row * 37 % 11 % 3])")
      }
      try folder.write(lines.joined(separator: "\n") + "\n", to: "data.csv")
      func text(_ target: String, _ drop: String, _ kind: String) throws -> String {
        let run = try Tool.run(
          [
            "train", "--data", "data.csv", "--target", target, "--drop", drop, "--id", "id", "--model", kind, "--folds",
            "0",
            "-o", "m",
          ], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        return run.output
      }
      let amounts = try text("spend", "kind", "two-part")
      #expect(amounts.contains("what moves spend most (change of the average row's"), "\(amounts)")
      #expect(amounts.contains("any: log-odds of an amount other than 0"), "\(amounts)")
      let classes = try text("kind", "spend", "multinomial")
      #expect(classes.contains("\nany\n") && !classes.contains("log-odds of an amount"), "\(classes)")
    }
  }
}
