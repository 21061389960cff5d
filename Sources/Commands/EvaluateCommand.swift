import ArgumentParser
import ClienteleScoring
import Tables
import Training

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Judge a model on a table that has the target: rows that training has not seen.",
    discussion: """
      Every metric comes with a 95 % interval; beside it stands what predicting the same for everybody would reach.
      """)

  @Argument(help: "The model file.")
  var model: String

  @OptionGroup var table: TableOptions

  @Option(help: ArgumentHelp("A column of row weights; 2 counts as two equal rows.", valueName: "column"))
  var weights: String?

  @OptionGroup var speech: OutputOptions

  func run() throws {
    let scoring = try loadModel(model)
    let file = try read(scoring)
    let rows = file.table
    let held = try HeldOut(rows, response: scoring.model.response, kind: scoring.model.kind, weights: weights)
    let scores = try about(table.data) { try scoring.score(file, threads: table.workers) }
    let metrics = try MetricList(
      kind: scoring.model.kind, outcomes: held.outcomes, links: scores.link, predictions: scores.prediction,
      weights: held.weights)
    let report = EvaluationReport(
      metrics, model: model, hash: scoring.hash, rowsRead: rows.rowCount, rows: held.used)
    try speech.show(report) { report.text(metrics) }
  }
}

extension EvaluateCommand {
  /// Reads the table as the model's training read its own; the target and the weights must be of their type throughout.
  private func read(_ scoring: ScoringModel) throws -> CSVTable {
    let response = scoring.model.response
    var options = scoring.csvOptions
    options.expected[response.column] = response.columnType
    if let weights { options.expected[weights] = .double }
    let file = try table.read(options)
    for name in [response.column, weights].compactMap(\.self) {
      guard let misfits = file.misfits(in: name), let type = options.expected[name] else { continue }
      throw CSVError(
        file: table.data,
        problem: .wrongType(misfits.first, expected: type, count: misfits.rows.count))
    }
    return file
  }
}

/// What an evaluation found, as scripts read it.
struct EvaluationReport: Encodable {
  let model, hash: String
  /// Rows judged: those that have a target and weight.
  let rows: Int
  let rowsRead: Int
  let metrics: [String: MetricReport]
  /// Metrics that do not exist for these rows, and why.
  let undefined: [String: String]

  init(_ metrics: MetricList, model: String, hash: String, rowsRead: Int, rows: Int) {
    self.model = model
    self.hash = hash
    self.rows = rows
    self.rowsRead = rowsRead
    self.metrics = metrics.report
    undefined = metrics.undefined
  }

  func text(_ metrics: MetricList) -> String {
    let left = rowsRead - rows
    let note = left > 0 ? " (\(NumberText.count(left)) left out: no target, or weight 0)" : ""
    return (["\(model) on \(NumberText.count(rows, "row"))\(note)"] + metrics.lines.map { "  " + $0 })
      .joined(separator: "\n")
  }
}
