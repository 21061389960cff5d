/// The coefficients of a model.
struct TermSection {
  /// The coefficients.
  let table: TermTable

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("What it says", id: "terms") { page in
      if table.isApproximate {
        page.paragraph("Errors and intervals are approximate: the penalty pulls the estimates towards zero.")
      }
      let drawn = self.drawn
      if drawn.isEmpty {
        page.table(dataTable, title: "Coefficients")
      } else {
        page.rows(figure(drawn))
      }
    }
  }

  /// The terms that can be drawn, largest first: their effect where terms have one, else their estimate.
  private var drawn: [(row: TermRow, value: Ranged)] {
    let hasEffects = table.rows.contains { $0.effect != nil }
    let values = table.rows.compactMap { row -> (row: TermRow, value: Ranged)? in
      if hasEffects { return row.effect.map { (row, $0) } }
      guard row.term != "(intercept)", let estimate = row.estimate else { return nil }
      return (row, Ranged(value: estimate, lower: row.lower, upper: row.upper))
    }
    return values.filter { $0.value.value.isFinite }.enumerated().sorted { one, other in
      let sizes = (one.element.value.value.magnitude, other.element.value.value.magnitude)
      return sizes.0 == sizes.1 ? one.offset < other.offset : sizes.0 > sizes.1
    }.map(\.element)
  }

  private func figure(_ drawn: [(row: TermRow, value: Ranged)]) -> Figure {
    let scale = table.effectScale ?? table.scale
    let rows = drawn.map { item in
      let interval = NumberText.interval(item.value, isSigned: true)
      let number = NumberText.text(item.value, isSigned: true)
      return ForestChart.Row(
        name: item.row.term, dots: [(item.value, Self.sign(item.value))],
        text: number + (interval.map { "  (\($0))" } ?? ""), shortText: number)
    }
    let chart = ForestChart(
      rows: rows, axisTitle: scale.replacing(" of the term", with: "").capitalizedFirst, sides: ("less", "more"))
    let limit = ForestChart.rowLimit
    return Figure(
      title: "Coefficients",
      reading: "In \(scale), largest first" + (rows.count > limit ? "; the \(limit) largest of \(rows.count)" : "")
        + ". Full dots: the interval does not hold zero. The table has them in the order of the model, in \(table.scale).",
      drawings: chart.drawings(), description: "Estimates with their 95 % intervals, sorted by size.", table: dataTable,
      isOpen: true)
  }

  /// A full mark for an interval without zero.
  private static func sign(_ value: Ranged) -> String {
    guard let lower = value.lower, let upper = value.upper else { return "unsure" }
    return lower > 0 || upper < 0 ? "b" : "unsure"
  }

  private var dataTable: DataTable {
    var table = DataTable([
      ("Term", .name), ("Estimate", .number), ("Std. error", .number), ("Statistic", .number), ("p", .number),
      ("95\u{A0}% interval", .number), ("Remark", .text),
    ])
    for row in self.table.rows {
      let value = row.estimate.map { Ranged(value: $0, lower: row.lower, upper: row.upper) }
      table.add([
        .init(row.term), .init(value.map { NumberText.text($0) } ?? NumberText.none),
        .init(
          row.standardError.map { error in
            NumberText.text(error, decimals: value.flatMap { NumberText.decimals(of: $0, .number) })
          } ?? NumberText.none),
        .init(row.statistic.map { NumberText.text($0, decimals: 2) } ?? NumberText.none),
        .init(row.pValue.map(NumberText.probability) ?? NumberText.none),
        .init(value.flatMap { NumberText.interval($0) } ?? NumberText.none),
        .init(row.note ?? "", standing: row.note == nil ? nil : .unsure),
      ])
    }
    return table.withoutEmptyColumns()
  }
}
