/// The lowest expected cost of mistakes by their ratio, of one model or two.
struct CostFigure {
  /// The lines: sign, name, points.
  let series: [(sign: String, name: String, points: [CurvePoint])]

  /// The figure; nil without points.
  func figure() -> Figure? {
    guard !series.isEmpty, series.allSatisfy({ $0.points.count > 1 }) else { return nil }
    let heights = series.flatMap { $0.points.flatMap { [$0.y, $0.upper ?? $0.y] } }
    let top = Scale.domain(of: heights, including: [0, 0.5]).upperBound
    let chart = LineChart(
      xTitle: "Probability cost of missed events", yTitle: "Lowest expected cost, 1 = all wrong", yStyle: .number,
      xDomain: 0...1, yDomain: 0...top, series: series.map { .init(sign: $0.sign, label: $0.name, points: $0.points) },
      references: [
        .init(from: (0, 0), to: (0.5, 0.5), label: "dashed: all alike", place: .top),
        .init(from: (0.5, 0.5), to: (1, 0), label: ""),
      ])
    let (x, y) = ("Probability cost", "Cost")
    let table =
      series.count == 2
      ? CurveTable.table(
        x: x, y: y, names: Paired(a: series[0].name, b: series[1].name),
        Paired(a: series[0].points, b: series[1].points), yStyle: .number)
      : CurveTable.table(x: x, y: y, series[0].points, yStyle: .number)
    return Figure(
      title: "Cost curve",
      reading: "What mistakes cost at the best threshold, the more missed events weigh against false alarms; below the "
        + "dashed lines the scores save money.",
      keys: series.count == 2 ? series.map { ($0.sign, $0.name) } : [], drawings: [chart.drawing()],
      description: "The lowest normalised expected cost by the probability cost of missed events.", table: table)
  }
}
