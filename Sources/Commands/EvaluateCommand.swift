import ArgumentParser
import ClienteleScoring
import Tables
import Training

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Judge a model on a table that has the target: rows that training has not seen.",
    discussion: "Every metric comes with a 95 % interval, and beside it stands the rule that treats everybody alike.")

  @Argument(help: "The model file.")
  var model: String

  @OptionGroup var table: TableOptions

  @Option(help: ArgumentHelp("A column of row weights; 2 counts as two equal rows.", valueName: "column"))
  var weights: String?

  @OptionGroup var speech: OutputOptions

  func run() throws {
    let scoring = try ScoringModel(path: model)
    let rows = try table.read().table
    let held = try HeldOut(rows, response: scoring.model.response, kind: scoring.model.kind, weights: weights)
    let scores = try scoring.score(rows, threads: table.workers)
    let judgement = try Judgement(
      kind: scoring.model.kind, outcomes: held.outcomes, links: scores.link, predictions: scores.prediction,
      weights: held.weights)
    let report = EvaluationReport(
      judgement, model: model, hash: scoring.hash, rows: rows.rowCount, used: held.used)
    try speech.show(report) { report.text }
  }
}

/// What an evaluation found, as scripts read it.
struct EvaluationReport: Encodable {
  let model, hash: String
  /// Rows judged: those that have a target.
  let rows: Int
  let rowsRead: Int
  let metrics, naive: [String: MetricReport]
  /// Metrics that do not exist for these rows, and why.
  let undefined: [String: String]
  private let judgement: Judgement

  enum CodingKeys: String, CodingKey { case model, hash, rows, rowsRead, metrics, naive, undefined }

  init(_ judgement: Judgement, model: String, hash: String, rows: Int, used: Int) {
    self.judgement = judgement
    self.model = model
    self.hash = hash
    self.rows = used
    rowsRead = rows
    metrics = judgement.metrics.report
    naive = judgement.naive.report
    undefined = Dictionary(judgement.undefined.map { ($0.name, $0.reason) }) { first, _ in first }
  }

  var text: String {
    var lines = ["\(model) on \(NumberText.count(rows)) rows"]
    if rows < rowsRead { lines[0] += " (\(NumberText.count(rowsRead - rows)) without a target left out)" }
    lines += judgement.metrics.lines.map { "  " + $0 }
    let naive = judgement.naive.entries.map {
      "\($0.name.replacing("_", with: " ")) \(NumberText.significant($0.estimate.estimate))"
    }
    if !naive.isEmpty { lines.append("  treating everybody alike: " + naive.joined(separator: ", ")) }
    lines += judgement.undefined.map { "  no \($0.name.replacing("_", with: " ")): \($0.reason)" }
    return lines.joined(separator: "\n")
  }
}
