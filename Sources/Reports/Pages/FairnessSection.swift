/// What two models do to groups of customers.
struct FairnessSection {
  /// The groups.
  let fairness: FairnessTable
  /// The models.
  let names: Paired<String>

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("Groups of customers", id: "fairness") { page in
      if let cut = fairness.cut { page.paragraph(cut) }
      let rows = fairness.rows.compactMap(row)
      guard !rows.isEmpty else { return page.table(table, title: "Groups") }
      let limit = ForestChart.rowLimit
      page.rows(
        Figure(
          title: "Share selected, by group",
          reading: "How many of a group are selected by either model, with intervals."
            + (rows.count > limit ? " Drawn are the first \(limit) of \(rows.count)." : ""),
          keys: [("a", names.a), ("b", names.b)],
          drawings: ForestChart(rows: rows, axisTitle: "Share selected", style: .percent, zero: nil).drawings(),
          description: "The share selected in every group by both models.", table: table, isOpen: true))
    }
  }

  private func row(_ row: FairnessRow) -> ForestChart.Row? {
    guard let selected = row.selected else { return nil }
    let texts = [selected.a, selected.b].map { NumberText.text($0, .percent) }
    return ForestChart.Row(
      name: row.attribute + " = " + row.group, dots: [(selected.a, "a"), (selected.b, "b")],
      text: texts.joined(separator: " → "), shortText: texts.joined(separator: " → "))
  }

  /// Two rows a group: that of the champion, then that of the challenger.
  private var table: DataTable {
    var table = DataTable([
      ("Group", .name), ("Rows", .number), ("Model", .text), ("Selected", .number), ("Events found", .number),
      ("False alarms", .number), ("Observed − predicted", .number), ("Remark", .text),
    ])
    for row in fairness.rows {
      let group = [row.attribute + " = " + row.group, row.rows.map(NumberText.count) ?? NumberText.none]
      for (name, side) in [(names.a, \Paired<Ranged>.a), (names.b, \Paired<Ranged>.b)] {
        let measures = [row.selected, row.found, row.falseAlarms].map { $0.map { Self.text($0[keyPath: side]) } }
        let calibration = row.calibration.map {
          Self.text($0[keyPath: side], fairness.calibrationStyle, isSigned: true)
        }
        table.add(
          group + [name.shortened(to: 24)] + (measures + [calibration]).map { $0 ?? NumberText.none }
            + [row.refusal ?? ""])
      }
    }
    return table.withoutEmptyColumns()
  }

  private static func text(_ value: Ranged, _ style: NumberStyle = .percent, isSigned: Bool = false) -> String {
    NumberText.text(value, style, isSigned: isSigned)
      + (NumberText.interval(value, style, isSigned: isSigned, hasUnit: false).map { " (\($0))" } ?? "")
  }
}
