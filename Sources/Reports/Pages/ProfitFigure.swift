/// Profit by the share of customers acted on, of one model or two.
struct ProfitFigure {
  /// How money is written.
  let style: NumberStyle
  /// The lines: sign, name, points.
  let series: [(sign: String, name: String, points: [CurvePoint])]
  /// The share that the cut selects.
  let chosen: Double?

  /// The figure.
  func figure() -> Figure {
    let heights = series.flatMap { $0.points.flatMap { [$0.y, $0.lower ?? $0.y, $0.upper ?? $0.y] } }
    let domain = Scale.domain(of: heights, including: [0])
    let references = chosen.map { share in
      LineChart.Reference(
        from: (share, domain.lowerBound), to: (share, domain.upperBound),
        label: "dashed: the cut, \(NumberText.text(share, .percent))", place: .top)
    }
    let chart = LineChart(
      xTitle: "Share of customers acted on", yTitle: "Profit" + unit, yStyle: style, xDomain: 0...1, yDomain: domain,
      series: series.map { .init(sign: $0.sign, label: $0.name, points: $0.points) },
      references: [references].compactMap { $0 })
    let x = "Share acted on"
    let table =
      series.count == 2
      ? CurveTable.table(
        x: x, y: "Profit", names: Paired(a: series[0].name, b: series[1].name),
        Paired(a: series[0].points, b: series[1].points), yStyle: style)
      : CurveTable.table(x: x, y: "Profit", series.first?.points ?? [], yStyle: style)
    return Figure(
      title: "Profit curve", reading: "What acting on this share of the customers brings, highest scores first.",
      keys: series.count == 2 ? series.map { ($0.sign, $0.name) } : [], drawings: [chart.drawing()],
      description: "Profit by share of customers acted on.", table: table)
  }

  private var unit: String { if case .money(let unit) = style { " (\(unit.shortened(to: 6)))" } else { "" } }
}
