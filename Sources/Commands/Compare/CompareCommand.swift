import ArgumentParser
import Evaluation

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say whether a challenger may replace a champion: by how much, for whom, and for what money.",
    discussion: """
      A is what is in use, B what may replace it: model files, registered versions, or tables of scores made elsewhere. \
      Both are held against the same rows, which neither may have seen in training. Exit code 0: B is better; 10: that is \
      not shown; 20: B is worse; anything else: it could not be compared, and why.
      """)

  @Argument(help: "The champion: a model, or a CSV file of scores.")
  var a: String

  @Argument(help: "The challenger.")
  var b: String

  @OptionGroup var table: TableOptions

  @OptionGroup var options: CompareOptions

  @Option(help: ArgumentHelp("An HTML page of the verdict to write; - is standard output.", valueName: "file"))
  var report: String?

  @OptionGroup var speech: OutputOptions

  func validate() throws {
    if let report { try OutputFile.checkName(report, flag: "--report", "page", json: speech.json) }
  }

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    if let report { try OutputFile.check(report, keeping: [table.data, a, b]) }
    let places = try (ComparedPlace(a), ComparedPlace(b))
    if let contest = try segmentations(places) {
      let summary = SegmentationContestReport(contest, seconds: seconds(clock.now - start))
      try speech.show(summary) { summary.text }
      if let code = contest.comparison.verdict.exitCode { throw code }
      return
    }
    let run = try ComparisonRun(places.0, places.1, table: table, options: options)
    let page = report == nil ? nil : VerdictPage(run, table: table.data).content
    if let report, let page { try TextFile.write(page.html(), to: report) }
    for remark in run.remarks { speech.warn(remark) }
    let summary = ComparisonReport(run, report: report, page: page, seconds: seconds(clock.now - start))
    try speech.show(summary, aside: report.map(OutputFile.isStandardOutput) ?? false) {
      ComparisonText(run, report: report).text
    }
    if let code = run.result.verdict.verdict.exitCode { throw code }
  }
}

extension CompareCommand {
  /// The contest where both sides are models of segments; nil where neither is.
  private func segmentations(_ sides: (ComparedPlace, ComparedPlace)) throws -> SegmentationContest? {
    let areSegments = [sides.0, sides.1].map { $0.model?.model.kind.outcome == .segments }
    guard areSegments.contains(true) else { return nil }
    guard let first = sides.0.model, let second = sides.1.model, areSegments == [true, true] else {
      throw CompareError.segmentsAgainstOthers
    }
    if let option = options.firstOfTarget ?? (report == nil ? nil : "--report") {
      throw CompareError.notOfSegments(option: option)
    }
    return try SegmentationContest(
      (sides.0.label, first), (sides.1.label, second), table: table, weights: options.weights, seed: options.seed)
  }
}

extension Verdict {
  /// What scripts are told; nil is success.
  var exitCode: ExitCode? {
    switch self {
    case .better: nil
    case .notShown: ExitCode(10)
    case .worse: ExitCode(20)
    }
  }
}
