/// How a model does on each of several classes.
struct ClassSection {
  /// The classes.
  let classes: ClassTable

  /// How many classes have a calibration chart, and stand in the table of who is taken for whom.
  static let limit = 12

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("Class by class", id: "classes") { page in
      page.table(table, title: "Classes")
      let names = classes.rows.prefix(Self.limit).map(\.name)
      if names.count == classes.rows.count {
        page.heading("Observed by predicted")
        page.paragraph("Rows: the class observed. Columns: the class predicted.", style: "note")
        page.table(Self.matrix(names, names, classes.confusion, corner: "Observed"), title: "Observed by predicted")
      }
      page.charts(classes.rows.prefix(Self.limit).map(Self.calibration))
    }
  }

  /// Counts of rows by two classes.
  static func matrix(_ rows: [String], _ columns: [String], _ counts: [[Double]], corner: String) -> DataTable {
    var table = DataTable([(corner, .name)] + columns.map { ($0.shortened(to: 24), .number) })
    for (name, counts) in zip(rows, counts) { table.add([name] + counts.map { NumberText.text($0, .count) }) }
    return table
  }

  private var table: DataTable {
    var table = DataTable([
      ("Class", .name), ("Rows", .number), ("Predicted", .number), ("AUC against all others", .number),
      ("Recall", .number), ("Precision", .number),
    ])
    func text(_ value: Ranged?, _ style: NumberStyle) -> String {
      guard let value else { return NumberText.none }
      return NumberText.text(value, style)
        + (NumberText.interval(value, style, hasUnit: false).map { " (\($0))" } ?? "")
    }
    for row in classes.rows {
      table.add([
        row.name, NumberText.text(row.rows, .count), NumberText.text(row.predicted, .count), text(row.area, .number),
        text(row.recall, .percent), text(row.precision, .percent),
      ])
    }
    return table.withoutEmptyColumns()
  }

  private static func calibration(_ row: ClassRow) -> Figure? {
    guard row.calibration.count > 1 else { return nil }
    let reach = CalibrationCurve.reach([row.calibration])
    let chart = LineChart(
      xTitle: "Predicted share", yTitle: "Observed share", xDomain: 0...reach, yDomain: 0...reach,
      series: [.init(sign: "b", points: CalibrationCurve.points(row.calibration), hasMarks: true)],
      references: [.init(from: (0, 0), to: (reach, reach), label: "dashed: as predicted")])
    let name = row.name.shortened(to: 40)
    return Figure(
      title: "Calibration of \(name)", reading: "Where an interval meets the dashed line, the prediction holds.",
      drawings: [chart.drawing()], description: "Observed by predicted share of \(name), with intervals.",
      table: CalibrationCurve.table(row.calibration))
  }
}

/// What two models do with each of several classes.
struct ClassDifferenceSection {
  /// The classes.
  let classes: ClassDifferences
  /// The models.
  let names: Paired<String>

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("Class by class", id: "classes") { page in
      let drawn = classes.rows.compactMap { row in row.difference.map { (row: row, value: $0) } }
      if drawn.isEmpty { page.table(table, title: "Classes") } else { page.rows(figure(drawn)) }
      page.tiles(
        [classes.moved.map { Highlight(label: "Rows put in another class", value: $0, style: .percent) }]
          .compactMap { $0 })
      guard classes.rows.count <= ClassSection.limit else { return }
      let names = classes.rows.map(\.name)
      page.heading("Who is put where")
      page.paragraph("Rows: the class by the champion. Columns: that by the challenger.", style: "note")
      page.table(
        ClassSection.matrix(names, names, classes.moves, corner: "By the champion"), title: "Who is put where")
    }
  }

  private func figure(_ drawn: [(row: ClassDifferences.Row, value: Ranged)]) -> Figure {
    let rows = drawn.map { item in
      ForestChart.Row(
        name: item.row.name, dots: [(item.value, DifferenceWords.sign(item.value, better: .higher))],
        text: DifferenceWords.text(item.value, .number), shortText: DifferenceWords.short(item.value, .number))
    }
    let chart = ForestChart(
      rows: rows, axisTitle: "Difference of AUC against all others", style: .number,
      sides: ("\(names.a.shortened(to: 16)) better", "\(names.b.shortened(to: 16)) better"))
    return Figure(
      title: "Each class against all others",
      reading: "The difference of the areas under the ROC curves; the right is better.", drawings: chart.drawings(),
      description: "The difference of AUC of every class with its interval.", table: table, isOpen: true)
  }

  private var table: DataTable {
    var table = DataTable([
      ("Class", .name), ("Rows", .number), ("By \(names.a)", .number), ("By \(names.b)", .number),
      ("AUC, \(names.a)", .number), ("AUC, \(names.b)", .number), ("Difference", .number),
      ("95\u{A0}% interval", .number),
    ])
    for row in classes.rows {
      table.add([
        row.name, NumberText.text(row.rows, .count), NumberText.text(row.predicted.a, .count),
        NumberText.text(row.predicted.b, .count), DifferenceWords.side(row.areas?.a, row.difference, .number),
        DifferenceWords.side(row.areas?.b, row.difference, .number),
        row.difference.map { DifferenceWords.short($0, .number) } ?? NumberText.none,
        row.difference.flatMap { DifferenceWords.interval($0, .number) } ?? NumberText.none,
      ])
    }
    return table.withoutEmptyColumns()
  }
}
