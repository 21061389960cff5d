/// How good a model is, beside what treating everybody alike would reach.
struct MetricSection {
  /// The metrics.
  let table: MetricTable

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("How good it is", id: "metrics") { page in
      if let judgedOn = table.judgedOn { page.paragraph(judgedOn) }
      var rows = DataTable([
        ("Metric", .name), ("Estimate", .number), ("95\u{A0}% interval", .number), ("All alike", .number),
        ("Remark", .text),
      ])
      for row in table.rows {
        rows.add([
          MetricWords.text(row.name), row.value.map { NumberText.text($0, row.style) } ?? NumberText.none,
          row.value.flatMap { NumberText.interval($0, row.style) } ?? NumberText.none,
          row.allAlike.map { text($0, like: row) } ?? NumberText.none, row.undefined ?? "",
        ])
      }
      page.table(rows.withoutEmptyColumns(), title: "Metrics")
      if table.rows.contains(where: { $0.allAlike != nil }) {
        page.paragraph("All alike: what one and the same prediction for every row would reach.", style: "note")
      }
    }
  }

  /// A value in as many digits as the metric beside it.
  private func text(_ value: Double, like row: MetricRow) -> String {
    NumberText.text(value, row.style, decimals: row.value.flatMap { NumberText.decimals(of: $0, row.style) })
  }
}
