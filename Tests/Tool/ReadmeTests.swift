import ClienteleScoring
import Foundation
import Tables
import Testing

/// What README.md shows is what the tool and the library say.
@Suite struct ReadmeTests {
  /// The tables of `make demo`: every fifth customer is held out.
  private func writeTables(to folder: Folder) throws {
    try FileManager.default.createDirectory(at: folder.url("demo"), withIntermediateDirectories: true)
    let table = Readme.root.appendingPathComponent("datasets/telco-churn/customers.csv")
    let lines = try String(contentsOf: table, encoding: .utf8).split(separator: "\n")
    for (name, isHeldOut) in [("train", false), ("holdout", true)] {
      let rows = lines.enumerated().filter { $0.offset == 0 || ($0.offset % 5 == 0) == isHeldOut }
      try folder.write(rows.map { $0.element + "\n" }.joined(), to: "demo/telco-churn-\(name).csv")
    }
  }

  /// The words without an option and its value.
  private func words(_ words: [String], without option: String) -> [String] {
    guard let place = words.firstIndex(of: option) else { return words }
    return Array(words[..<place] + words[(place + 2)...])
  }

  @Test func commandsPrintWhatIsShown() throws {
    try Folder.with { folder in
      try writeTables(to: folder)
      let examples = try Readme.examples()
      let training = try #require(examples.first { $0.words.starts(with: ["clientele", "train"]) }).words
      var status: Int32 = 0
      for example in examples {
        if example.words == ["echo", "$?"] {
          #expect(example.output == "\(status)")
          continue
        }
        #expect(example.words.first == "clientele")
        if example.words.contains("compare") {
          let second = words(training, without: "-o").dropFirst() + ["--drop", "monthly_charges,total_charges"]
          #expect(try Tool.run(Array(second), in: folder).status == 0)
        }
        let run = try Tool.run(Array(example.words.dropFirst()), in: folder)
        status = run.status
        #expect(status == (example.words.contains("compare") ? 20 : 0), "\(run.errors)")
        expect(example.output, run.output, of: example.words.joined(separator: " "))
      }
      try checkTraining(words(training, without: "--penalty"), in: folder)
      try checkFirstCustomer(folder)
      try checkLibrary(folder)
    }
  }

  private func expect(_ shown: String, _ printed: String, of command: String) {
    let missing = Readme.difference(shown, printed)
    #expect(missing == nil, "\(command): README.md shows \(missing ?? ""), and the tool prints\n\(printed)")
  }

  /// The end of the summary without a penalty.
  private func checkTraining(_ training: [String], in folder: Folder) throws {
    let shown = try #require(Readme.blocks().first { $0.contains("DID NOT CONVERGE") })
    let arguments = words(words(training, without: "--register"), without: "--registry")
    let run = try Tool.run(Array(words(arguments, without: "-o").dropFirst()) + ["-o", "demo/other.model"], in: folder)
    expect(shown, run.output, of: "train without a penalty")
  }

  /// The table of the first customer's reasons.
  private func checkFirstCustomer(_ folder: Folder) throws {
    let scores = try CSVReader().read(contentsOf: folder.url("demo/churn-scores.csv").path).table
    func cell(_ name: String) throws -> String {
      switch try #require(scores[name]).values {
      case .double(let numbers): String(format: name.hasPrefix("contribution") ? "%+.2f" : "%.3f", numbers[0])
      case .text(let texts): try #require(texts[0])
      default: ""
      }
    }
    let reasons = try (1...3).map { "\(try cell("reason_\($0)")): \(try cell("contribution_\($0)"))" }
    let row = "| " + ([try cell("customer_id"), try cell("probability")] + reasons).joined(separator: " | ") + " |"
    #expect(try Readme.text().contains(row), "\(row)")
  }

  /// What the library's example prints, as its comments have it.
  private func checkLibrary(_ folder: Folder) throws {
    let block = try #require(Readme.blocks().first { $0.contains("let customer: [String: Value]") })
    var customer: [String: Value] = [:]
    for pair in block.matches(of: #/"(\w+)": (?:"([^"]*)"|nil|([\d.]+))/#) {
      let number = try pair.3.map { try #require(Double($0)) }
      customer[String(pair.1)] = pair.2.map { .text(String($0)) } ?? number.map { .number($0) } ?? .missing
    }
    let model = try ScoringModel(contentsOf: folder.url("demo/churn.model"))
    let score = try model.score(customer)
    let table = try CSVReader(options: model.csvOptions).read(
      contentsOf: folder.url("demo/telco-churn-holdout.csv").path
    ).table
    let count = try model.score(table, reasons: 3).prediction.count
    let printed =
      ["\(try #require(score.probability))"]
      + score.reasons(3).listed.map { "\($0.column) \($0.value) \($0.contribution)" }
      + ["\(count):"]
    // Another processor or BLAS rounds the last digits of a fit differently: ten of them are compared.
    for line in printed {
      let words = line.split(separator: " ").map { Double($0) == nil ? String($0) : String($0.prefix(12)) }
      #expect(block.contains("// \(words.joined(separator: " "))"), "README.md does not show \(line)")
    }
  }
}
