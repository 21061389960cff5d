/// How well a model predicts amounts.
struct AmountSection {
  /// The report.
  let report: ModelReport

  /// Writes it, if there is anything.
  func write(on page: inout PageWriter) {
    let figures = [tenths, quantiles, residuals].compactMap { $0 }
    guard !figures.isEmpty else { return }
    page.section("How near it comes", id: "amounts") { $0.charts(figures) }
  }

  private var tenths: Figure? {
    let tenths = report.amountTenths.prefix(20)
    guard !tenths.isEmpty else { return nil }
    let style = report.amountStyle
    let chart = BarChart(
      xTitle: "Tenth of the rows, lowest predictions first", yTitle: "Amount", style: style,
      names: tenths.map { "\($0.rank)" }, bars: tenths.map(\.predicted),
      dots: tenths.map { Ranged(value: $0.observed, lower: $0.lower, upper: $0.upper) })
    var table = DataTable([
      ("Tenth", .name), ("Predicted", .number), ("Observed", .number), ("95\u{A0}% interval", .number),
      ("Rows", .number),
    ])
    for tenth in tenths {
      let observed = Ranged(value: tenth.observed, lower: tenth.lower, upper: tenth.upper)
      table.add([
        "\(tenth.rank)", NumberText.text(tenth.predicted, style, decimals: NumberText.decimals(of: observed, style)),
        NumberText.text(observed, style), NumberText.interval(observed, style) ?? NumberText.none,
        tenth.rows.map { NumberText.text($0, .count) } ?? NumberText.none,
      ])
    }
    return Figure(
      title: "Predicted and observed", reading: "Bars: the mean prediction. Dots: what it was, with its interval.",
      drawings: [chart.drawing()], description: "Mean predicted and observed amount for each tenth of the rows.",
      table: table.withoutEmptyColumns())
  }

  private var quantiles: Figure? {
    guard !report.quantiles.isEmpty else { return nil }
    let chart = LineChart(
      xTitle: "Predicted quantile", yTitle: "Share of outcomes at or below it", xDomain: 0...1, yDomain: 0...1,
      series: [.init(sign: "b", points: CalibrationCurve.points(report.quantiles), hasMarks: true)],
      references: [.init(from: (0, 0), to: (1, 1), label: "dashed: as predicted")])
    var table = DataTable([("Quantile", .name), ("At or below", .number), ("95\u{A0}% interval", .number)])
    for bin in report.quantiles {
      let share = Ranged(value: bin.observed, lower: bin.lower, upper: bin.upper)
      table.add([
        NumberText.text(bin.predicted, .percent), NumberText.text(share, .percent),
        NumberText.interval(share, .percent) ?? NumberText.none,
      ])
    }
    return Figure(
      title: "Coverage", reading: "Where an interval meets the dashed line, the quantile is where it should be.",
      drawings: [chart.drawing()], description: "The share of outcomes at or below every predicted quantile.",
      table: table)
  }

  private var residuals: Figure? {
    guard report.residuals.count > 1 else { return nil }
    let style = report.amountStyle
    let isNormal = report.residuals.allSatisfy { $0.reference != nil }
    let points = report.residuals.map { CurvePoint(x: isNormal ? $0.reference ?? 0 : $0.probability, y: $0.value) }
    let ends = Scale.domain(of: points.flatMap { [$0.x, $0.y] })
    let chart = LineChart(
      xTitle: isNormal ? "Residual, were it normal" : "Quantile", yTitle: "Residual: observed − predicted",
      xStyle: isNormal ? style : .percent, yStyle: style, xDomain: isNormal ? ends : 0...1,
      series: [.init(sign: "b", points: points, hasMarks: points.count <= 40)],
      references: isNormal
        ? [
          .init(
            from: (ends.lowerBound, ends.lowerBound), to: (ends.upperBound, ends.upperBound), label: "dashed: normal")
        ]
        : [])
    var table = DataTable([("Quantile", .name), ("Residual", .number), ("Normal", .number)])
    for residual in report.residuals {
      table.add([
        NumberText.text(residual.probability, .percent), NumberText.text(residual.value, style),
        residual.reference.map { NumberText.text($0, style) } ?? NumberText.none,
      ])
    }
    return Figure(
      title: "Residuals",
      reading: isNormal
        ? "Quantiles of what is left over; on the dashed line they are those of a normal distribution."
        : "Quantiles of what is left over.",
      drawings: [chart.drawing()], description: "Quantiles of observed minus predicted.",
      table: table.withoutEmptyColumns())
  }
}
