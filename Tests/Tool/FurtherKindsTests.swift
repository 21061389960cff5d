import Foundation
import Testing

/// Quantiles and classes through the whole tool: train, score, evaluate, and what compare and report say.
@Suite struct FurtherKindsTests {
  private func write(to folder: Folder) throws {
    var lines = ["id,age,tenure,spend,plan,grade"]
    for row in 0..<240 {
      let (age, tenure) = (20 + row * 7 % 50, row * 13 % 61)
      let noise = Double(row * 37 % 101) / 101 - 0.5
      let spend = 40 + 0.8 * Double(age) + 0.3 * Double(tenure) + 30 * noise
      let plan = ["basic", "family", "premium"][(row * 31 % 97 + age) % 3]
      let grade = spend + 20 * Double(row * 53 % 89) / 89 < 85 ? "low" : row % 3 == 0 ? "medium" : "high"
      lines.append("C\(row),\(age),\(tenure),\(spend),\(plan),\(grade)")
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "data.csv")
  }

  private func train(_ kind: String, _ target: String, _ more: [String], in folder: Folder) throws -> [String: Any] {
    let drop = ["spend", "plan", "grade"].filter { $0 != target }.joined(separator: ",")
    let run = try Tool.run(
      [
        "train", "--data", "data.csv", "--target", target, "--id", "id", "--drop", drop, "--model", kind, "-o", "m",
        "--json",
      ]
        + more, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    return try run.json()
  }

  private func lines(_ arguments: [String], in folder: Folder) throws -> [[String]] {
    let run = try Tool.run(["score", "m", "--data", "data.csv", "-o", "-"] + arguments, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
  }

  @Test func quantiles() throws {
    try Folder.with { folder in
      try write(to: folder)
      let report = try train("quantile", "spend", ["--quantiles", "0.9,0.1,0.5"], in: folder)
      let fit = try #require(report["fit"] as? [String: Any])
      let terms = try #require(fit["terms"] as? [[String: Any]])
      #expect(terms.map { $0["part"] as? String } == ["0.1", "0.1", "0.1", "0.5", "0.5", "0.5", "0.9", "0.9", "0.9"])
      let rows = try lines([], in: folder)
      #expect(rows[0] == ["id", "prediction", "q_0.1", "q_0.5", "q_0.9"])
      for row in rows.dropFirst() {
        let numbers = try row.dropFirst().map { try #require(Double($0)) }
        #expect(numbers[0] == numbers[2] && numbers[1] <= numbers[2] && numbers[2] <= numbers[3])
      }
      let judged = try Tool.run(["evaluate", "m", "--data", "data.csv", "--json"], in: folder)
      #expect(judged.status == 0, "\(judged.errors)")
      for bad in ["0,0.5", "0.5,0.5", "1.2", "half"] {
        let run = try Tool.run(
          ["train", "--data", "data.csv", "--target", "spend", "--model", "quantile", "--quantiles", bad, "-o", "n"],
          in: folder)
        #expect(run.status == 64 && run.errors.contains("--quantiles"), "\(bad): \(run.errors)")
      }
    }
  }

  @Test(arguments: [("multinomial", "plan", [String]()), ("ordinal", "grade", ["--classes", "low,medium,high"])])
  func classes(kind: String, target: String, more: [String]) throws {
    try Folder.with { folder in
      try write(to: folder)
      let report = try train(kind, target, more, in: folder)
      let validation = try #require(report["validation"] as? [String: Any])
      let metrics = try #require(validation["metrics"] as? [String: Any])
      #expect(Set(metrics.keys) == ["accuracy", "log_loss", "brier", "auc_macro"])
      let rows = try lines(["--reasons", "1"], in: folder)
      let names = kind == "ordinal" ? ["low", "medium", "high"] : ["basic", "family", "premium"]
      #expect(Array(rows[0].prefix(5)) == ["id", "prediction"] + names.map { "p_\($0)" })
      for row in rows.dropFirst() {
        let shares = try row[2..<5].map { try #require(Double($0)) }
        #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
        #expect(names[try #require(shares.indices.max { shares[$0] < shares[$1] })] == row[1])
      }
      let judged = try Tool.run(["evaluate", "m", "--data", "data.csv", "--json"], in: folder)
      #expect(judged.status == 0, "\(judged.errors)")
      let stranger = try String(contentsOf: folder.url("data.csv"), encoding: .utf8)
        .replacing("premium", with: "deluxe").replacing("high", with: "top")
      try folder.write(stranger, to: "other.csv")
      let refused = try Tool.run(["evaluate", "m", "--data", "other.csv"], in: folder)
      #expect(refused.status != 0 && refused.errors.contains("not one of the values"), "\(refused.errors)")
    }
  }
}
