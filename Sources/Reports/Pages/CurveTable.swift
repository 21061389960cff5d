/// The tables behind lines.
enum CurveTable {
  /// How many points of a line its table lists.
  static let rowLimit = 21

  /// The points of one line, evenly chosen where there are many.
  static func table(
    x: String, y: String, _ points: [CurvePoint], xStyle: NumberStyle = .percent, yStyle: NumberStyle = .percent
  ) -> DataTable {
    var table = DataTable([(x, .name), (y, .number), ("Interval", .number)])
    for point in LineChart.thinned(points, to: rowLimit) {
      let value = Ranged(value: point.y, lower: point.lower, upper: point.upper)
      table.add([
        NumberText.text(point.x, xStyle), NumberText.text(value, yStyle),
        NumberText.interval(value, yStyle) ?? NumberText.none,
      ])
    }
    return table.withoutEmptyColumns()
  }

  /// The points of two lines, below each other.
  static func table(
    x: String, y: String, names: Paired<String>, _ lines: Paired<[CurvePoint]>, yStyle: NumberStyle = .percent
  ) -> DataTable {
    var table = DataTable([("Model", .name), (x, .number), (y, .number), ("Interval", .number)])
    for (name, points) in [(names.a, lines.a), (names.b, lines.b)] {
      for point in LineChart.thinned(points, to: rowLimit) {
        let value = Ranged(value: point.y, lower: point.lower, upper: point.upper)
        table.add([
          name, NumberText.text(point.x, .percent, decimals: 1), NumberText.text(value, yStyle),
          NumberText.interval(value, yStyle) ?? NumberText.none,
        ])
      }
    }
    return table.withoutEmptyColumns()
  }
}
