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

  @OptionGroup var retention: CampaignOptions

  @OptionGroup var speech: OutputOptions

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let scoring = try loadModel(model)
    if scoring.model.kind.outcome == .segments {
      let report = try SegmentEvaluationReport(scoring, model, table, weights: weights) { seconds(clock.now - start) }
      return try speech.show(report) { report.text }
    }
    let campaign = try retention.parsed(for: scoring.model.kind)
    let held = try HoldOutTable(
      table, model: scoring, response: scoring.model.response, kind: scoring.model.kind, weights: weights)
    let read = clock.now
    let report = try about(table.data, held.file) {
      let scores = try scoring.score(held.file, threads: table.workers)
      let metrics = try MetricList(
        model: scoring.model, outcomes: held.outcomes, links: scores.logOdds, predictions: scores.prediction,
        outputs: scores.outputs, weights: held.weights, campaign: campaign)
      let diagnostics = try MetricList.diagnostics(
        model: scoring.model, outcomes: held.outcomes, links: scores.logOdds, predictions: scores.prediction,
        any: scoring.model.kind == .twoPart ? scores.outputs.first : nil, weights: held.weights, campaign: campaign)
      let used = [scoring.model.response.column, weights]
      let overlap = held.overlap(scoring, threads: table.workers)
      speech.warn(of: overlap)
      return EvaluationReport(
        metrics, diagnostics, kind: scoring.model.kind, model: model, hash: scoring.hash,
        rowsRead: held.rowCount, rows: held.used, overlap: overlap,
        ignored: scores.ignoredColumns.filter { !used.contains($0) },
        seconds: .init(
          read: seconds(read - start), score: seconds(clock.now - read), total: seconds(clock.now - start)))
    }
    try speech.show(report) { report.text }
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
  /// More of a probability model: ks, mp, spiegelhalter_z, brier_reliability and the like; empty for amounts.
  let diagnostics: [String: MetricReport]
  /// Metrics that do not exist for these rows, and why.
  let undefined: [String: String]
  /// The share of rows that were in training, about; null where the model cannot tell.
  let overlap: Nullable<Double>
  /// Columns that neither the model nor the judgement needs.
  let ignoredColumns: [String]
  let seconds: Seconds
  /// The metrics in their order, for the text.
  private let list: MetricList

  enum CodingKeys: String, CodingKey {
    case kind, model, hash, rows, rowsRead, metrics, diagnostics, undefined, overlap, ignoredColumns, seconds
  }

  init(
    _ metrics: MetricList, _ diagnostics: MetricList, kind: ModelKind, model: String, hash: String, rowsRead: Int,
    rows: Int, overlap: RowSketch.Overlap?, ignored: [String], seconds: Seconds
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
    self.diagnostics = diagnostics.report
    undefined = metrics.undefined
    self.overlap = .init(overlap?.share)
  }

  var text: String {
    let left = rowsRead - rows
    let note = left > 0 ? " (\(NumberText.count(left)) left out: no target, or weight 0)" : ""
    return (["\(model) on \(NumberText.count(rows, "row"))\(note)"] + list.lines.map { "  " + $0 })
      .joined(separator: "\n")
  }
}
