/// What calibration curves of one and of two models share.
enum CalibrationCurve {
  /// The bins as points.
  static func points(_ bins: [CalibrationBin]) -> [CurvePoint] {
    bins.map { CurvePoint(x: $0.predicted, y: $0.observed, lower: $0.lower, upper: $0.upper) }
  }

  /// From where to where both axes go: the same, so that the diagonal is one.
  static func domain(_ curves: [[CalibrationBin]], _ style: NumberStyle) -> ClosedRange<Double> {
    if style == .percent { return 0...reach(curves) }
    return Scale.domain(
      of: curves.flatMap {
        $0.flatMap { [$0.predicted, $0.observed, $0.lower ?? $0.observed, $0.upper ?? $0.observed] }
      })
  }

  /// How far the axes of shares go.
  static func reach(_ curves: [[CalibrationBin]], _ scores: [HistogramBin] = []) -> Double {
    let values = curves.flatMap { $0.flatMap { [$0.predicted, $0.observed, $0.upper ?? 0] } } + scores.map(\.to)
    return min(1, Scale.domain(of: values, including: [0]).upperBound)
  }

  /// The bins of one model.
  static func table(_ bins: [CalibrationBin]) -> DataTable {
    var table = DataTable([
      ("Predicted", .name), ("Observed", .number), ("95\u{A0}% interval", .number), ("Rows", .number),
    ])
    for bin in bins { table.add(Array(cells(bin))) }
    return table.withoutEmptyColumns()
  }

  /// The bins of two models, below each other.
  static func table(
    names: Paired<String>, _ bins: Paired<[CalibrationBin]>, _ style: NumberStyle = .percent
  ) -> DataTable {
    var table = DataTable([
      ("Model", .name), ("Predicted", .number), ("Observed", .number), ("95\u{A0}% interval", .number),
      ("Rows", .number),
    ])
    for bin in bins.a { table.add([names.a] + cells(bin, style)) }
    for bin in bins.b { table.add([names.b] + cells(bin, style)) }
    return table.withoutEmptyColumns()
  }

  private static func cells(_ bin: CalibrationBin, _ style: NumberStyle = .percent) -> [String] {
    let observed = Ranged(value: bin.observed, lower: bin.lower, upper: bin.upper)
    return [
      NumberText.text(bin.predicted, style, decimals: style == .percent ? 1 : NumberText.decimals(of: observed, style)),
      NumberText.text(observed, style), NumberText.interval(observed, style) ?? NumberText.none,
      bin.rows.map { NumberText.text($0, .count) } ?? NumberText.none,
    ]
  }
}
