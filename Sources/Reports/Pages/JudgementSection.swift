/// How well a model tells events from others, and whether its probabilities can be taken at their word.
struct JudgementSection {
  /// The report.
  let report: ModelReport

  /// Writes it, if there is anything.
  func write(on page: inout PageWriter) {
    let sections = [
      ("How it ranks", "ranking", [roc, precisionRecall]),
      ("Whom to contact", "contact", [lift, gains, profit, costs]),
      ("What its scores mean", "scores", [calibration, scores]),
    ]
    for (title, id, figures) in sections where figures.contains(where: { $0 != nil }) {
      page.section(title, id: id) { $0.charts(figures) }
    }
  }

  private var roc: Figure? {
    guard report.roc.count > 1 else { return nil }
    let chart = LineChart(
      xTitle: "False positive rate", yTitle: "True positive rate", xDomain: 0...1, yDomain: 0...1,
      series: [.init(sign: "b", points: report.roc)],
      references: [.init(from: (0, 0), to: (1, 1), label: "dashed: by chance")])
    return Figure(
      title: "ROC curve", reading: "The further the line bends to the upper left, the better it ranks.",
      drawings: [chart.drawing()],
      description: "True positive rate by false positive rate, above the diagonal of chance.",
      table: CurveTable.table(x: "False positive rate", y: "True positive rate", report.roc))
  }

  private var precisionRecall: Figure? {
    guard report.precisionRecall.count > 1 else { return nil }
    let references = report.eventRate.map { rate in
      LineChart.Reference(
        from: (0, rate), to: (1, rate), label: "by chance: \(NumberText.text(rate, .percent))", place: .above)
    }
    let chart = LineChart(
      xTitle: "Recall: share of events found", yTitle: "Precision: events among those selected",
      xDomain: 0...1, yDomain: 0...1, series: [.init(sign: "b", points: report.precisionRecall)],
      references: [references].compactMap { $0 })
    return Figure(
      title: "Precision and recall", reading: "How many of those selected have the event, as more events are found.",
      drawings: [chart.drawing()],
      description: "Precision by recall; the dashed line is the share of events in all rows.",
      table: CurveTable.table(x: "Recall", y: "Precision", report.precisionRecall))
  }

  private var lift: Figure? {
    let tenths = report.tenths.filter { $0.lift != nil }.prefix(20)
    guard !tenths.isEmpty else { return nil }
    let chart = BarChart(
      xTitle: "Tenth of the customers, highest scores first", yTitle: "Lift", names: tenths.map { "\($0.rank)" },
      bars: tenths.map { $0.lift?.value ?? 0 }, dots: tenths.compactMap(\.lift), reference: (1, "average"))
    return Figure(
      title: "Lift by tenth", reading: "How many times more events a tenth holds than the average one, with intervals.",
      drawings: [chart.drawing()],
      description: "Bars of lift for each tenth of the customers in the order of their scores.",
      table: tenthTable)
  }

  private var gains: Figure? {
    let points = report.tenths.compactMap { tenth -> CurvePoint? in
      tenth.captured.map {
        CurvePoint(
          x: Double(tenth.rank) / Double(max(1, report.tenths.count)), y: $0.value, lower: $0.lower, upper: $0.upper)
      }
    }
    guard !points.isEmpty else { return nil }
    let chart = LineChart(
      xTitle: "Share of customers, highest scores first", yTitle: "Share of all events found",
      xDomain: 0...1, yDomain: 0...1,
      series: [.init(sign: "b", points: [CurvePoint(x: 0, y: 0)] + points, hasMarks: true)],
      references: [.init(from: (0, 0), to: (1, 1), label: "dashed: at random")])
    return Figure(
      title: "Gains", reading: "Who contacts this share of customers reaches that share of all events.",
      drawings: [chart.drawing()], description: "Share of events found by share of customers contacted.",
      table: tenthTable)
  }

  private var tenthTable: DataTable {
    var table = DataTable([
      ("Tenth", .name), ("Rows", .number), ("Mean score", .number), ("Events", .number), ("Lift", .number),
      ("95\u{A0}% interval", .number), ("Events found", .number), ("Interval of these", .number),
    ])
    for tenth in report.tenths {
      table.add([
        "\(tenth.rank)", tenth.rows.map { NumberText.text($0, .count) } ?? NumberText.none,
        tenth.predicted.map { NumberText.text($0, .percent, decimals: 1) } ?? NumberText.none,
        tenth.observed.map { NumberText.text($0, .percent, decimals: 1) } ?? NumberText.none,
        tenth.lift.map { NumberText.text($0) } ?? NumberText.none,
        tenth.lift.flatMap { NumberText.interval($0) } ?? NumberText.none,
        tenth.captured.map { NumberText.text($0, .percent) } ?? NumberText.none,
        tenth.captured.flatMap { NumberText.interval($0, .percent) } ?? NumberText.none,
      ])
    }
    return table.withoutEmptyColumns()
  }

  private var calibration: Figure? {
    guard !report.calibration.isEmpty else { return nil }
    let reach = CalibrationCurve.reach([report.calibration], report.scores)
    let chart = LineChart(
      xTitle: "Predicted share of events", yTitle: "Observed share of events", xDomain: 0...reach, yDomain: 0...reach,
      series: [.init(sign: "b", points: CalibrationCurve.points(report.calibration), hasMarks: true)],
      references: [.init(from: (0, 0), to: (reach, reach), label: "dashed: as predicted")], strip: report.scores)
    return Figure(
      title: "Calibration",
      reading: report.scores.isEmpty
        ? "Groups of like scores: where an interval meets the dashed line, the prediction holds."
        : "Where an interval meets the dashed line, the prediction holds. Below: how many rows have such a score.",
      drawings: [chart.drawing()],
      description: "Observed by predicted share of events, with intervals, beside the diagonal.",
      table: CalibrationCurve.table(report.calibration))
  }

  private var scores: Figure? {
    guard !report.scores.isEmpty else { return nil }
    let total = report.scores.reduce(0) { $0 + $1.rows }
    let bins = report.scores.map { bin in
      let share = total > 0 ? bin.rows / total : 0
      return ShiftBin(from: bin.from, to: bin.to, a: 0, b: share)
    }
    let style = report.scoreStyle
    let chart = Histogram(xTitle: "Score", yTitle: "Share of rows", xStyle: style, bins: bins, showsBoth: false)
    var table = DataTable([("Score", .name), ("Rows", .number), ("Share", .number)])
    for (bin, share) in zip(report.scores, bins) {
      table.add([
        NumberText.text(bin.from, style) + " to " + NumberText.text(bin.to, style),
        NumberText.text(bin.rows, .count), NumberText.text(share.b, .percent, decimals: 1),
      ])
    }
    return Figure(
      title: "Scores", reading: "How many rows have such a score.", drawings: [chart.drawing()],
      description: "Histogram of the scores.", table: table)
  }

  private var costs: Figure? { CostFigure(series: [("b", "", report.costs)]).figure() }

  private var profit: Figure? {
    guard let profit = report.profit, profit.points.count > 1 else { return nil }
    return ProfitFigure(style: profit.style, series: [("b", "", profit.points)], chosen: profit.chosen).figure()
  }
}
