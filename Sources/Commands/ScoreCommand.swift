import ArgumentParser
import ClienteleScoring
import Tables
import Training

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score the rows of a table by a model file.",
    discussion: """
      Columns are matched by name. The output has the id (the column that named the customer in training, or the one \
      of --id, or the number of the row), then `probability` or `prediction`, then the reasons: `reason_1`, \
      `contribution_1`, … and `rest`, which add up with the baseline of the average customer to the score on the link \
      scale (log-odds for a probability), to the rounding of `rest`; of a calibrated model they add up to the score before calibration, and \
      `calibration` is what takes that to the log-odds of the probability.
      """)

  @Argument(help: "The model file.")
  var model: String

  @OptionGroup var table: TableOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The CSV file to write; - is standard output.", valueName: "file"))
  var output: String

  @Option(help: "How many contributions to list for every row, the furthest from the average customer first.")
  var reasons = 0

  @Option(
    help: ArgumentHelp(
      "Add lower and upper: an interval that holds about this share of outcomes, 0.9 say; for amounts.",
      valueName: "share"))
  var interval: Double?

  @Option(
    name: .customLong("expected-interval"),
    help: ArgumentHelp(
      "Add expected_lower and expected_upper: a confidence interval of the expected response, 0.95 say; of models trained with --covariance.",
      valueName: "level"))
  var expectedInterval: Double?

  @Option(help: ArgumentHelp("The column that names the row (default: the one of training).", valueName: "column"))
  var id: String?

  @Option(name: .customLong("on-bad"), help: "Rows that the model refuses: error, skip or flag (empty score, and why).")
  var onBad = BadRowPolicy.error

  @OptionGroup var speech: OutputOptions

  func validate() throws {
    if reasons < 0 { throw ValidationError("--reasons \(reasons): give 0 or more") }
    if let interval, !(interval > 0 && interval < 1) {
      throw ValidationError("--interval \(interval): give a share between 0 and 1, such as 0.9")
    }
    if let interval, interval > ResidualQuantiles.largestShare + 1e-9 {
      throw ValidationError(
        "--interval \(interval): a model keeps its residuals' quantiles 1/400 to 399/400: give at most "
          + "\(ResidualQuantiles.largestShare)")
    }
    if let level = expectedInterval, !(level > 0 && level < 1) {
      throw ValidationError("--expected-interval \(level): give a level between 0 and 1, such as 0.95")
    }
    try OutputFile.checkName(output, flag: "-o", "scores", json: speech.json)
  }

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let isAside = OutputFile.isStandardOutput(output)
    try OutputFile.check(output, keeping: [model, table.data])
    let scoring = try loadModel(model)
    if interval != nil, scoring.model.residuals == nil {
      throw FileProblem(
        path: model,
        problem: scoring.model.kind.outcome == .amount
          ? "no intervals, as no rows were held out in training: train it with --folds 5"
          : "no intervals, as it does not predict an amount: leave --interval out")
    }
    if expectedInterval != nil, scoring.model.covariance == nil {
      throw FileProblem(
        path: model,
        problem: "no interval of the expected response, as it keeps no covariance: train it with --covariance")
    }
    var options = scoring.csvOptions
    options.copied = id ?? scoring.model.response.id
    let rows = try table.read(options)
    if let id, rows.copy == nil {
      let hint = AbsentColumn.hint(id, available: rows.table.columnNames)
      throw FileProblem(path: table.data, problem: "there is no column \(Words.name(id)) (--id)\(hint)")
    }
    let read = clock.now
    let scores = try about(table.data, rows, refused: "; --on-bad skip or flag goes on without such rows") {
      try scoring.score(rows, reasons: reasons, onBad: onBad, threads: table.workers)
    }
    let scored = clock.now
    let expected = try about(table.data, rows) {
      try expectedInterval.flatMap { level in
        try scoring.model.covariance.flatMap {
          try scoring.expectedIntervals(rows.table, scores, z: $0.quantile(level))
        }
      }
    }
    var writer = CSVWriter(threads: table.workers)
    if let id = rows.copy { writer.verbatim = [id.name] }
    let columns = try ScoreTable(
      rows, scores, interval: interval.flatMap { level in scoring.model.residuals.map { ($0, level) } },
      expected: expected, flagsRefused: onBad == .flag
    ).table()
    if isAside {
      try writer.write(columns, to: STDOUT_FILENO, name: "standard output")
    } else {
      try writer.write(columns, to: output)
    }
    let report = ScoreReport(
      scores, model: model, hash: scoring.hash, output: isAside ? "standard output" : output, id: rows.copy?.name,
      seconds: .init(read: seconds(read - start), score: seconds(scored - read), total: seconds(clock.now - start)))
    try speech.show(report, aside: isAside) { report.text }
  }
}

extension BadRowPolicy: ExpressibleByArgument {}
