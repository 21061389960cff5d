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
    let clock = ContinuousClock()
    let start = clock.now
    let scoring = try loadModel(model)
    let file = try read(scoring)
    let rows = file.table
    let read = clock.now
    let report = try about(table.data, file) {
      let held = try HeldOut(rows, response: scoring.model.response, kind: scoring.model.kind, weights: weights)
      let scores = try scoring.score(file, threads: table.workers)
      let metrics = try MetricList(
        kind: scoring.model.kind, outcomes: held.outcomes, links: scores.link, predictions: scores.prediction,
        weights: held.weights)
      let used = [scoring.model.response.column, weights]
      return EvaluationReport(
        metrics, kind: scoring.model.kind, model: model, hash: scoring.hash, rowsRead: rows.rowCount, rows: held.used,
        ignored: scores.ignoredColumns.filter { !used.contains($0) },
        seconds: .init(
          read: seconds(read - start), score: seconds(clock.now - read), total: seconds(clock.now - start)))
    }
    try speech.show(report) { report.text }
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
  struct Seconds: Encodable { let read, score, total: Double }

  let kind, model, hash: String
  /// Rows judged: those that have a target and weight.
  let rows: Int
  let rowsRead: Int
  let metrics: [String: MetricReport]
  /// Metrics that do not exist for these rows, and why.
  let undefined: [String: String]
  /// Columns that neither the model nor the judgement needs.
  let ignoredColumns: [String]
  let seconds: Seconds
  /// The metrics in their order, for the text.
  private let list: MetricList

  enum CodingKeys: String, CodingKey {
    case kind, model, hash, rows, rowsRead, metrics, undefined, ignoredColumns, seconds
  }

  init(
    _ metrics: MetricList, kind: ModelKind, model: String, hash: String, rowsRead: Int, rows: Int, ignored: [String],
    seconds: Seconds
  ) {
    list = metrics
    self.kind = kind.rawValue
    ignoredColumns = ignored
    self.seconds = seconds
    self.model = model
    self.hash = hash
    self.rows = rows
    self.rowsRead = rowsRead
    self.metrics = metrics.report
    undefined = metrics.undefined
  }

  var text: String {
    let left = rowsRead - rows
    let note = left > 0 ? " (\(NumberText.count(left)) left out: no target, or weight 0)" : ""
    return (["\(model) on \(NumberText.count(rows, "row"))\(note)"] + list.lines.map { "  " + $0 })
      .joined(separator: "\n")
  }
}
