/// How large the segments are, and what they are worth.
struct SegmentSizeSection {
  /// The segments.
  let segments: [SegmentPortrait]
  /// How worth is written.
  let valueStyle: NumberStyle

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("The segments", id: "segments") { page in
      let rows = segments.compactMap(row)
      guard !rows.isEmpty else { return page.table(table, title: "Segments") }
      let hasValue = rows.contains { $0.dots.count > 1 }
      page.rows(
        Figure(
          title: hasValue ? "Shares of customers and of value" : "Shares of customers",
          reading: (hasValue
            ? "Where the dot is right of the square, a segment is worth more than its size."
            : "How large each segment is.")
            + ForestChart.leftOut(rows.count),
          keys: hasValue ? [("a", "Share of customers"), ("b", "Share of value")] : [],
          drawings: ForestChart(rows: rows, axisTitle: "Share", style: .percent, zero: 0).drawings(),
          description: "The share of customers" + (hasValue ? " and of value" : "")
            + " of every segment, with intervals.",
          table: table, isOpen: true))
    }
  }

  private func row(_ segment: SegmentPortrait) -> ForestChart.Row? {
    guard let share = segment.share else { return nil }
    guard let value = segment.valueShare else {
      let text = NumberText.text(share, .percent)
      return ForestChart.Row(name: segment.heading, dots: [(share, "b")], text: text, shortText: text)
    }
    let texts = [share, value].map { NumberText.text($0, .percent) }
    return ForestChart.Row(
      name: segment.heading, dots: [(share, "a"), (value, "b")], text: texts.joined(separator: " · "),
      shortText: texts.joined(separator: " · "))
  }

  private var table: DataTable {
    var table = DataTable([
      ("Segment", .name), ("Customers", .number), ("Share", .number), ("95\u{A0}% interval", .number),
      ("Share of value", .number), ("Interval of it", .number), ("Worth, each", .number),
      ("Interval of worth", .number),
      ("Silhouette", .number), ("Remark", .text),
    ])
    func cells(_ value: Ranged?, _ style: NumberStyle) -> [String] {
      guard let value else { return [NumberText.none, NumberText.none] }
      return [NumberText.text(value, style), NumberText.interval(value, style) ?? NumberText.none]
    }
    for segment in segments {
      table.add(
        [segment.shortHeading, NumberText.count(segment.rows)] + cells(segment.share, .percent)
          + cells(segment.valueShare, .percent) + cells(segment.value, valueStyle)
          + [segment.silhouette.map { NumberText.text($0) } ?? NumberText.none, segment.notes.joined(separator: " ")])
    }
    return table.withoutEmptyColumns()
  }
}
