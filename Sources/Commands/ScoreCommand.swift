import ArgumentParser
import ClienteleScoring
import Tables

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score the rows of a table by a model file.",
    discussion: """
      Columns are matched by name. The output has the id (the column that named the customer in training, or the one \
      of --id, or the number of the row), then `probability` or `prediction`, then the reasons: `reason_1`, \
      `contribution_1`, … and `rest`, which add up with the baseline of the average customer to the score on the link \
      scale (log-odds for a probability).
      """)

  @Argument(help: "The model file.")
  var model: String

  @OptionGroup var table: TableOptions

  @Option(name: [.short, .customLong("output")], help: ArgumentHelp("The CSV file to write.", valueName: "file"))
  var output: String

  @Option(help: "How many contributions to list for every row, the furthest from the average customer first.")
  var reasons = 0

  @Option(help: ArgumentHelp("The column that names the row (default: the one of training).", valueName: "column"))
  var id: String?

  @Option(name: .customLong("on-bad"), help: "Rows that the model refuses: error, skip or flag (empty score, and why).")
  var onBad = BadRowPolicy.error

  @OptionGroup var speech: OutputOptions

  func validate() throws {
    if reasons < 0 { throw ValidationError("--reasons \(reasons): give 0 or more") }
  }

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    try OutputFile.check(output, keeping: [model, table.data])
    let scoring = try loadModel(model)
    var options = scoring.csvOptions
    options.copied = id ?? scoring.model.response.id
    let rows = try table.read(options)
    if let id, rows.copy == nil {
      throw ValidationError("--id: there is no column \(id) in \(table.data)")
    }
    let read = clock.now
    let scores = try about(table.data) {
      try scoring.score(rows, reasons: reasons, onBad: onBad, threads: table.workers)
    }
    let scored = clock.now
    var writer = CSVWriter(threads: table.workers)
    if let id = rows.copy { writer.verbatim = [id.name] }
    try writer.write(try ScoreTable(rows, scores, flagsRefused: onBad == .flag).table(), to: output)
    let report = ScoreReport(
      scores, model: model, hash: scoring.hash, output: output,
      seconds: .init(read: seconds(read - start), score: seconds(scored - read), total: seconds(clock.now - start)))
    try speech.show(report) { report.text }
  }
}

extension BadRowPolicy: ExpressibleByArgument {}
