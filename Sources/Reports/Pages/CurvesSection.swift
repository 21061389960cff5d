/// The curves of two models over each other.
struct CurvesSection {
  /// The report.
  let report: VerdictReport
  /// The models.
  let names: Paired<String>

  /// Writes it, if there is anything.
  func write(on page: inout PageWriter) {
    let figures = [calibration, roc, costs, shift].compactMap { $0 }
    guard !figures.isEmpty else { return }
    page.section("How the scores differ", id: "curves") { page in
      page.charts(figures)
      page.tiles(report.scoreShift?.facts ?? [])
    }
  }

  private var keys: [(sign: String, text: String)] { [("a", names.a), ("b", names.b)] }

  private var roc: Figure? {
    guard let roc = report.roc, roc.a.count > 1, roc.b.count > 1 else { return nil }
    let chart = LineChart(
      xTitle: "False positive rate", yTitle: "True positive rate", xDomain: 0...1, yDomain: 0...1,
      series: [.init(sign: "a", label: names.a, points: roc.a), .init(sign: "b", label: names.b, points: roc.b)],
      references: [.init(from: (0, 0), to: (1, 1), label: "fine dashes: by chance")])
    return Figure(
      title: "ROC curves", reading: "The further a line bends to the upper left, the better it ranks.", keys: keys,
      drawings: [chart.drawing()], description: "True positive rate by false positive rate of both models.",
      table: CurveTable.table(x: "False positive rate", y: "True positive rate", names: names, roc))
  }

  private var costs: Figure? {
    report.costs.flatMap { CostFigure(series: [("a", names.a, $0.a), ("b", names.b, $0.b)]).figure() }
  }

  private var calibration: Figure? {
    guard let calibration = report.calibration, !calibration.a.isEmpty, !calibration.b.isEmpty else { return nil }
    let style = report.scoreStyle
    let domain = CalibrationCurve.domain([calibration.a, calibration.b], style)
    let (start, end) = (domain.lowerBound, domain.upperBound)
    let what = style == .percent ? "share of events" : "amount"
    let chart = LineChart(
      xTitle: "Predicted \(what)", yTitle: "Observed \(what)", xStyle: style, yStyle: style, xDomain: domain,
      yDomain: domain,
      series: [
        .init(sign: "a", label: names.a, points: CalibrationCurve.points(calibration.a), hasMarks: true),
        .init(sign: "b", label: names.b, points: CalibrationCurve.points(calibration.b), hasMarks: true),
      ], references: [.init(from: (start, start), to: (end, end), label: "fine dashes: as predicted")])
    return Figure(
      title: "Calibration", reading: "Where an interval meets the diagonal, the prediction holds.", keys: keys,
      drawings: [chart.drawing()], description: "Observed by predicted \(what) of both models, with intervals.",
      table: CalibrationCurve.table(names: names, calibration, style))
  }

  private var shift: Figure? {
    guard let shift = report.scoreShift, !shift.bins.isEmpty else { return nil }
    var table = DataTable([("Score", .name), (names.a, .number), (names.b, .number)])
    for bin in shift.bins {
      table.add([
        NumberText.text(bin.from, shift.style) + " to " + NumberText.text(bin.to, shift.style),
        NumberText.text(bin.a, .percent, decimals: 1), NumberText.text(bin.b, .percent, decimals: 1),
      ])
    }
    return Figure(
      title: "Scores", reading: "Which share of the rows has such a score.", keys: keys,
      drawings: [Histogram(xTitle: "Score", yTitle: "Share of rows", xStyle: shift.style, bins: shift.bins).drawing()],
      description: "Histograms of the scores of both models.", table: table)
  }
}
