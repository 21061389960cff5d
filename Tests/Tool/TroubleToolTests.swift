import Foundation
import Testing

/// What a user reads where a table has a trouble: the cause, and a certificate that says what is so.
@Suite struct TroubleToolTests {
  private let kinds = ["poisson", "negative-binomial", "tweedie", "multinomial", "ordinal", "two-part", "logistic"]

  /// Sixty customers of three groups; `cell` may put something else into a column.
  private func write(_ folder: Folder, _ cell: (Int, String) -> String? = { _, _ in nil }) throws {
    let names = ["age", "group", "k", "far", "outcome"]
    var lines = [names.joined(separator: ",")]
    for row in 0..<60 {
      let usual = [
        "age": "\(20 + row * 7 % 50)", "group": ["a", "b", "c"][row % 3], "k": "\(row * 11 % 7)", "far": "0",
        "outcome": "\(row * 37 % 17 % 3)",
      ]
      lines.append(names.map { cell(row, $0) ?? usual[$0] ?? "" }.joined(separator: ","))
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "t.csv")
  }

  private func train(_ kind: String, _ more: [String] = [], in folder: Folder) throws -> Tool.Run {
    try Tool.run(
      ["train", "--data", "t.csv", "--target", "outcome", "--model", kind, "--folds", "0", "-o", "m"] + more, in: folder
    )
  }

  private func fit(_ run: Tool.Run) throws -> (fit: [String: Any], convergence: [String: Any]) {
    let fit = try #require(run.json()["fit"] as? [String: Any])
    return (fit, try #require(fit["convergence"] as? [String: Any]))
  }

  /// One group has one outcome only: named, in words and for scripts, and exit 0 with a model that says so.
  @Test func separated() throws {
    try Folder.with { folder in
      for kind in kinds {
        let last = kind == "logistic" ? "1" : ["multinomial", "ordinal"].contains(kind) ? "2" : "0"
        try write(folder) { row, name in
          switch name {
          case "outcome" where row % 3 == 1: last
          case "outcome" where kind == "logistic": "\(row * 37 % 17 % 2)"
          case "k", "far": "\(row * 13 % 5)"
          default: nil
          }
        }
        let more = ["--drop", "k,far"] + (kind == "negative-binomial" ? ["--theta", "2"] : [])
        let run = try train(kind, more + ["--json"], in: folder)
        #expect(run.status == 0, "\(kind): \(run.errors)")
        let (fit, convergence) = try fit(run)
        #expect(
          convergence["converged"] as? Bool == false && convergence["stop_reason"] as? String == "separation", "\(kind)"
        )
        let named = try #require(convergence["separated"] as? [String])
        #expect(!named.isEmpty && named.allSatisfy { $0.hasSuffix("group[b]") }, "\(kind): \(named)")
        for term in try #require(fit["terms"] as? [[String: Any]]) where term["standard_error"] is NSNull {
          #expect(term["note"] is String, "\(kind): \(term)")
        }
        let text = try train(kind, more, in: folder).output
        #expect(text.contains("DID NOT CONVERGE (separation)") && text.contains("group[b]"), "\(kind)")
      }
    }
  }

  @Test func columnsWithoutInformation() throws {
    try Folder.with { folder in
      try write(folder)
      for kind in kinds.filter({ $0 != "logistic" }) + ["linear", "quantile", "huber", "tukey"] {
        let run = try train(kind, in: folder)
        #expect(run.status == 1 && run.errors.contains("constant in all rows used: far"), "\(kind): \(run.errors)")
        #expect(try folder.files() == ["t.csv"], "\(kind)")
      }
      try write(folder) { _, name in name == "outcome" ? "2" : nil }
      for kind in kinds + ["linear", "gamma", "inverse-gaussian", "quantile", "huber", "tukey"] {
        let run = try train(kind, ["--drop", "far"], in: folder)
        #expect(run.status == 1 && run.errors.contains("only in the rows used"), "\(kind): \(run.errors)")
      }
    }
  }

  /// An offset beyond what a link can hold.
  @Test func overflow() throws {
    try Folder.with { folder in
      try write(folder) { row, name in
        name == "far" ? "\(row % 10 == 0 ? 900 : 0)" : name == "outcome" ? "\(1 + row % 4)" : nil
      }
      for kind in ["poisson", "gamma", "inverse-gaussian", "tweedie"] {
        let run = try train(kind, ["--offset", "far"], in: folder)
        #expect(run.status == 1 && run.errors.contains("the likelihood overflows"), "\(kind): \(run.errors)")
        #expect(try folder.files() == ["t.csv"], "\(kind)")
      }
    }
  }

  /// An outlier of 10¹² leaves robust fits where they were, and no fit calls itself converged with errors that are none.
  @Test func outlier() throws {
    try Folder.with { folder in
      try write(folder) { row, name in name == "outcome" ? (row == 7 ? "1e12" : "\(5 + row * 37 % 17)") : nil }
      for kind in [
        "linear", "poisson", "gamma", "inverse-gaussian", "negative-binomial", "tweedie", "quantile", "huber", "tukey",
      ] {
        let run = try train(kind, ["--drop", "far", "--json"], in: folder)
        guard run.status == 0 else {
          #expect(run.errors.hasPrefix("Error: ") && !run.errors.contains("nan"), "\(kind): \(run.errors)")
          continue
        }
        let (fit, convergence) = try fit(run)
        let terms = try #require(fit["terms"] as? [[String: Any]])
        #expect(terms.allSatisfy { $0["standard_error"] is Double || $0["note"] is String }, "\(kind)")
        if ["quantile", "huber", "tukey"].contains(kind) {
          #expect(convergence["converged"] as? Bool == true, "\(kind)")
        }
      }
    }
  }
}
