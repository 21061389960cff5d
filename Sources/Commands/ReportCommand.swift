import ArgumentParser
import ClienteleScoring
import Evaluation
import Reports
import Tables
import Training

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a page about a model: what it says, how far to trust it, and how it does on a hold-out.",
    discussion: """
      One HTML file without anything to load: it can be mailed, printed and kept.
      """)

  @Argument(help: "The model: a file or a registered version.")
  var model: String

  @OptionGroup var table: TableOptions

  @Option(help: ArgumentHelp("A column of row weights; 2 counts as two equal rows.", valueName: "column"))
  var weights: String?

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The HTML file to write; - is standard output.", valueName: "file"))
  var output: String

  @OptionGroup var retention: CampaignOptions

  @OptionGroup var speech: OutputOptions

  func validate() throws { try OutputFile.checkName(output, flag: "-o", "page", json: speech.json) }

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    try OutputFile.check(output, keeping: [table.data, model])
    let scoring = try loadModel(model)
    if scoring.model.kind.outcome == .segments { return try segments(scoring) }
    let campaign = try retention.parsed(for: scoring.model.kind)
    let holdOut = try HoldOutTable(
      table, model: scoring, response: scoring.model.response, kind: scoring.model.kind, weights: weights)
    let scores = try about(table.data, holdOut.file) { try scoring.score(holdOut.file, threads: table.workers) }
    let metrics = try MetricList(
      model: scoring.model, outcomes: holdOut.outcomes, links: scores.logOdds, predictions: scores.prediction,
      outputs: scores.outputs, weights: holdOut.weights, campaign: campaign)
    let overlap = holdOut.overlap(scoring, threads: table.workers)
    let page = ModelPage(
      scoring, name: model, table: table.data, holdOut, SideScores(scores), metrics,
      campaign: campaign,
      overlap: overlap)
    let content = try page.content()
    let html = content.html()
    try TextFile.write(html, to: output)
    let report = WrittenReport(
      model: model, hash: scoring.hash, rows: holdOut.rowCount, metrics: metrics.report,
      undefined: metrics.undefined, overlap: .init(overlap?.share), path: output, bytes: html.utf8.count,
      page: content, seconds: seconds(clock.now - start))
    speech.warn(of: overlap)
    try speech.show(report, aside: OutputFile.isStandardOutput(output)) {
      "Wrote \(output) (\(NumberText.count(html.utf8.count / 1_024)) KB): \(model) on "
        + "\(NumberText.count(holdOut.rowCount, "row"))"
    }
  }
}

extension ReportCommand {
  /// The page about the rows of a table in the segments of a model.
  private func segments(_ scoring: ScoringModel) throws {
    let rows = try SegmentedRows(scoring, table.data, table.reading, weights: weights, label: model)
    let found = try about(table.data, rows.file) {
      try SegmentDescription(
        rows.result, rows.file.table, roles: ColumnRoles(id: scoring.model.response.id, weights: weights),
        value: nil, renames: false)
    }
    let content = try SegmentPage(found: found, data: table.data, ids: nil, design: nil).content()
    let html = content.html()
    try TextFile.write(html, to: output)
    let report = WrittenSegmentPage(
      model: model, hash: scoring.hash, rows: rows.file.table.rowCount, path: output, bytes: html.utf8.count,
      page: content)
    try speech.show(report, aside: OutputFile.isStandardOutput(output)) {
      "Wrote \(output) (\(NumberText.count(html.utf8.count / 1_024)) KB): \(model) on "
        + "\(NumberText.count(report.rows, "row"))"
    }
  }
}

/// What `report --json` prints of a model of segments.
struct WrittenSegmentPage: Encodable {
  let model, hash: String
  let rows: Int
  let path: String
  let bytes: Int
  /// Every number of the page.
  let page: Reports.SegmentReport
}

/// What `report --json` prints.
struct WrittenReport: Encodable {
  let model, hash: String
  let rows: Int
  let metrics: [String: MetricReport]
  let undefined: [String: String]
  /// The share of rows that were in training, about; null where the model cannot tell.
  let overlap: Nullable<Double>
  let path: String
  let bytes: Int
  /// Every number of the page.
  let page: ModelReport
  let seconds: Double
}
