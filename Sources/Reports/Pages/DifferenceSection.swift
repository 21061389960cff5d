/// The metrics of two models on the same rows.
struct DifferenceSection {
  /// The metrics.
  let differences: [Difference]
  /// The models.
  let names: Paired<String>

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("By how much", id: "differences") { page in
      let drawn = differences.compactMap { row in row.ranged.map { (row: row, value: $0) } }
        .filter { $0.value.value.isFinite }
      guard !drawn.isEmpty else { return page.table(table, title: "Differences") }
      let rows = drawn.map { item in
        let turned = DifferenceWords.turned(item.value, better: item.row.better)
        let sign = DifferenceWords.sign(item.value, better: item.row.better)
        return ForestChart.Row(
          name: MetricWords.text(item.row.name), dots: [(turned, sign)],
          text: DifferenceWords.text(item.value, item.row.style),
          shortText: DifferenceWords.short(item.value, item.row.style))
      }
      let sides = ("\(names.a.shortened(to: 16)) better", "\(names.b.shortened(to: 16)) better")
      page.rows(
        Figure(
          title: "Differences with their intervals",
          reading: "Challenger minus champion on the same rows. Every line has its own scale and is turned so that the "
            + "right is better; full dots: the interval does not hold zero.",
          drawings: ForestChart(rows: rows, axisTitle: nil, sides: sides).drawings(),
          description: "The difference of every metric with its interval, beside the line of no difference.",
          table: table, isOpen: true))
    }
  }

  private var table: DataTable {
    var table = DataTable([
      ("Metric", .name), (names.a, .number), (names.b, .number), ("Difference", .number),
      ("95\u{A0}% interval", .number), ("p", .number), ("Test", .text), ("Remark", .text),
    ])
    for row in differences {
      let value = row.ranged
      table.add(
        [
          .init(MetricWords.text(row.name)), .init(DifferenceWords.side(row.a, value, row.style)),
          .init(DifferenceWords.side(row.b, value, row.style)),
          .init(value.map { DifferenceWords.short($0, row.style) } ?? NumberText.none),
          .init(value.flatMap { DifferenceWords.interval($0, row.style) } ?? NumberText.none),
          .init(row.pValue.map(NumberText.probability) ?? NumberText.none), .init(row.test ?? ""),
          .init(row.undefined ?? (row.isPrimary ? "decides" : "")),
        ], isKey: row.isPrimary)
    }
    return table.withoutEmptyColumns()
  }
}

extension Difference {
  /// The difference with its interval.
  var ranged: Ranged? { difference.map { Ranged(value: $0, lower: lower, upper: upper) } }
}
