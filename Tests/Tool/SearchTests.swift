import Foundation
import Testing

/// Searches over a grid, and several kinds at once.
@Suite struct SearchTests {
  private func json(_ arguments: [String], in folder: Folder) throws -> [String: Any] {
    let run = try Tool.run(arguments + ["--json"], in: folder)
    #expect(run.status == 0, "\(arguments): \(run.errors)")
    return try run.json()
  }

  /// The candidate of the smallest loss is what a training with its options writes; the table has every candidate.
  @Test func grid() throws {
    try Folder.with { folder in
      try Telco.write(to: folder)
      try folder.write(
        """
        penalty: [none, ridge:0.001, ridge:3]
        link: [none, cloglog, log]
        drop: [none, "tenure,total_charges"]
        """, to: "grid.yaml")
      let training = Telco.training + ["--folds", "3", "--seed", "4"]
      let report = try json(training + ["--search", "grid.yaml", "-o", "best.model"], in: folder)
      let search = try #require(report["search"] as? [String: Any])
      let candidates = try #require(search["candidates"] as? [[String: Any]])
      // A logistic model has no log link: six of the eighteen combinations do not go together.
      #expect(candidates.count == 12 && search["unsuitable"] as? Int == 6)
      #expect(search["loss"] as? String == "log_loss" && search["folds"] as? Int == 3)
      let losses = try candidates.map { try #require($0["loss"] as? Double) }
      let best = try #require(search["best"] as? Int)
      #expect(losses[best] == losses.min() && search["saved"] as? Int == best)
      #expect(try #require(search["optimism"] as? Double) >= 0)
      // The simplest within one standard error has no more terms, and is no worse than that.
      let simplest = try #require(search["one_standard_error"] as? Int)
      let error = try #require(candidates[best]["standard_error"] as? Double)
      #expect(losses[simplest] <= losses[best] + error)
      func terms(_ k: Int) -> Int { candidates[k]["terms"] as? Int ?? .max }
      #expect(terms(simplest) <= terms(best))

      let options = try #require(candidates[best]["options"] as? [String: String])
      var given: [String] = []
      for (name, value) in options where value != "none" { given += ["--\(name)", value] }
      let alone = try json(training + given + ["-o", "alone.model"], in: folder)
      #expect(try folder.bytes("best.model") == folder.bytes("alone.model"))
      let validation = try #require(alone["validation"] as? [String: Any])
      let logLoss = try #require((validation["metrics"] as? [String: Any])?["log_loss"] as? [String: Any])
      #expect(abs(try #require(logLoss["estimate"] as? Double) - losses[best]) < 1e-12)

      // The same again; and the other choice where the file asks for it.
      let again = try json(training + ["--search", "grid.yaml", "-o", "again.model"], in: folder)
      #expect((again["search"] as? [String: Any])?["best"] as? Int == best)
      try folder.write("save: one-standard-error\npenalty: [ridge:3, ridge:0.001]\n", to: "other.yaml")
      let other = try json(training + ["--search", "other.yaml", "-o", "other.model"], in: folder)
      let second = try #require(other["search"] as? [String: Any])
      #expect(second["saved"] as? Int == second["one_standard_error"] as? Int)
      let text = try Tool.run(training + ["--search", "other.yaml", "-o", "other.model"], in: folder)
      #expect(text.status == 0 && text.output.contains("looks better than it is") && text.output.contains("1 SE"))
    }
  }

  @Test func kinds() throws {
    try Folder.with { folder in
      try folder.write(spend(300), to: "data.csv")
      try FileManager.default.createDirectory(at: folder.url("out"), withIntermediateDirectories: true)
      let training = ["train", "--data", "data.csv", "--target", "spend", "--id", "id"]
      let report = try json(training + ["--model", "linear,poisson,two-part,gamma", "-o", "out"], in: folder)
      let models = try #require(report["models"] as? [[String: Any]])
      #expect((models[3]["refused"] as? String)?.contains("not above 0") ?? false)
      #expect(try folder.files().filter { $0.hasSuffix(".model") } == [])
      for kind in ["linear", "poisson", "two-part"] {
        // What is written is what the kind trains alone, up to the folds of its intervals: the fit is the same.
        let alone = try json(training + ["--model", kind, "-o", "alone.model"], in: folder)
        let shown = try json(["models", "show", "out/\(kind).model"], in: folder)
        let own = try #require((alone["fit"] as? [String: Any])?["deviance"] as? Double)
        #expect((shown["certificate"] as? [String: Any])?["deviance"] as? Double == own)
      }
      let fitted = models.prefix(3)
      for model in fitted {
        let metrics = try #require(model["metrics"] as? [String: [String: Any]])
        #expect(Set(metrics.keys) == ["r_squared", "rmse", "mae"])
        #expect(metrics["rmse"]?["lower"] is Double && metrics["rmse"]?["upper"] is Double)
      }
      let best = try #require(report["best"] as? String)
      let errors = fitted.map { ($0["metrics"] as? [String: [String: Any]])?["rmse"]?["estimate"] as? Double ?? .nan }
      // Only a fit that converged is called best.
      let eligible = errors.indices.filter { fitted[$0]["converged"] as? Bool == true }
      let winner = try #require(eligible.min { errors[$0] < errors[$1] })
      #expect(fitted[winner]["kind"] as? String == best)
      // The difference of squared errors is that of the squares of the root mean squares.
      for (model, error) in zip(fitted, errors) where model["kind"] as? String != best {
        let difference = try #require((model["difference"] as? [String: Any])?["estimate"] as? Double)
        let least = errors[winner]
        #expect(abs(difference - (error * error - least * least)) < 1e-9 * error * error)
      }
      let text = try Tool.run(training + ["--model", "linear,poisson", "-o", "out"], in: folder)
      #expect(text.status == 0 && text.output.contains("the same for all kinds"))
    }
  }

  /// Grids of kinds with options of their own: what does not go together is left out, what cannot be fitted says why.
  @Test func grids() throws {
    try Folder.with { folder in
      try folder.write(spend(300), to: "data.csv")
      try folder.write(
        "model: [two-part, linear, gamma]\namount: [none, lognormal]\ngrids:\n  - model: poisson\n    link: [log, sqrt]\n",
        to: "grid.yaml")
      let report = try json(
        [
          "train", "--data", "data.csv", "--target", "spend", "--id", "id", "--model", "linear", "--search",
          "grid.yaml",
          "-o", "m",
        ], in: folder)
      let search = try #require(report["search"] as? [String: Any])
      let candidates = try #require(search["candidates"] as? [[String: Any]])
      // Two-part twice, linear and gamma once, poisson twice; the others with --amount do not go together.
      #expect(candidates.count == 6 && search["unsuitable"] as? Int == 2)
      let refused = candidates.filter { $0["refused"] is String }
      #expect(refused.count == 1 && (refused.first?["options"] as? [String: String])?["model"] == "gamma")
      let best = try #require(search["best"] as? Int)
      let kind = try #require((candidates[best]["options"] as? [String: String])?["model"])
      #expect((report["model"] as? [String: Any])?["kind"] as? String == kind)
    }
  }

  /// Folds of a search go forward in time, or keep groups whole, as the command line says.
  @Test(arguments: [["--fold-time", "week"], ["--group", "week"]])
  func folds(options: [String]) throws {
    try Folder.with { folder in
      let lines = spend(300).split(separator: "\n").enumerated()
        .map { "\($0.element),\($0.offset == 0 ? "week" : "\($0.offset * 37 % 101 % 20)")" }
      try folder.write(lines.joined(separator: "\n") + "\n", to: "data.csv")
      try folder.write("penalty: [none, ridge:0.1]\namount: [gamma, lognormal]\n", to: "grid.yaml")
      let training =
        ["train", "--data", "data.csv", "--target", "spend", "--id", "id", "--model", "two-part"] + options
      let report = try json(training + ["--folds", "3", "--search", "grid.yaml", "-o", "m"], in: folder)
      let search = try #require(report["search"] as? [String: Any])
      #expect((search["candidates"] as? [Any])?.count == 4 && search["loss"] as? String == "squared_error")
      let best = try #require(search["best"] as? Int)
      let amount = best % 2 == 0 ? "gamma" : "lognormal"
      let alone = try json(
        training + ["--folds", "3", "--penalty", best < 2 ? "none" : "ridge:0.1", "--amount", amount, "-o", "n"],
        in: folder)
      let validation = try #require(alone["validation"] as? [String: Any])
      let error = try #require((validation["metrics"] as? [String: [String: Any]])?["rmse"]?["estimate"] as? Double)
      let loss = try #require((search["candidates"] as? [[String: Any]])?[best]["loss"] as? Double)
      #expect(abs(loss - error * error) < 1e-9 * loss)
    }
  }

  @Test func refusals() throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      for (name, text) in [
        ("key.yaml", "penaltys: [none]"), ("text.yaml", "none"), ("value.yaml", "penalty: []"),
        ("loss.yaml", "loss: auc"), ("link.yaml", "link: [loglog]"), ("never.yaml", "power: [1.5]"),
      ] { try folder.write(text + "\n", to: name) }
      let training = ["train", "--data", "data.csv", "--id", "id", "--target", "left", "-o", "new.model"]
      for (arguments, words) in [
        (["--model", "logistic", "--search", "key.yaml"], "penaltys is no option of a grid"),
        (["--model", "logistic", "--search", "text.yaml"], "write an option a line"),
        (["--model", "logistic", "--search", "value.yaml"], "penalty: give a value"),
        (["--model", "logistic", "--search", "loss.yaml"], "loss: use log_loss"),
        (["--model", "logistic", "--search", "link.yaml"], "link: this is no value of --link"),
        (["--model", "logistic", "--search", "never.yaml"], "do not go together in any combination"),
        (["--model", "logistic", "--search", "absent.yaml"], "cannot be read"),
        (["--model", "logistic,logistic"], "'--model <kind,...>'"),
        (["--model", "logistic,linear", "--folds", "0"], "--folds 0"),
        (["--model", "logistic,linear", "--search", "key.yaml"], "--search with several kinds"),
        (["--model", "logistic,linear"], "there is no folder new.model"),
      ] {
        let run = try Tool.run(training + arguments, in: folder)
        #expect(run.status != 0 && run.output.isEmpty && run.errors.contains(words), "\(arguments): \(run.errors)")
      }
      #expect(try folder.files().filter { $0.hasSuffix(".model") } == [])
    }
  }

  /// Customers of whom a third buy nothing.
  private func spend(_ rows: Int) -> String {
    let lines = (0..<rows).map { row -> String in
      func draw(_ k: Int) -> Double {
        (Double(row * 7 + k) * 0.618_033_988_749_895 + Double(row * row) * 0.414).truncatingRemainder(dividingBy: 1)
      }
      let age = 20 + Int(50 * draw(1))
      let spend = draw(2) < 0.35 ? 0 : Int(3 + 0.2 * Double(age) + 20 * draw(3) * draw(4))
      return "c\(row),\(age),\(["basic", "family", "gold"][Int(3 * draw(5))]),\(spend)"
    }
    return (["id,age,plan,spend"] + lines).joined(separator: "\n") + "\n"
  }
}
