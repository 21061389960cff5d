/// Who enters and who leaves the customers with the highest scores.
struct SwapSection {
  /// The groups.
  let swap: SwapSet

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("Who is swapped", id: "swap") { page in
      if let cut = swap.cut { page.paragraph(cut) }
      var table = DataTable([
        ("Customers who", .name), ("Rows", .number), ("With the event", .number),
        (swap.rateStyle == .percent ? "Share" : "Outcome, each", .number),
        ("95\u{A0}% interval", .number), ("Worth, each", .number), ("Interval of worth", .number),
      ])
      for row in swap.rows {
        table.add([
          row.group, NumberText.count(row.rows), row.events.map(NumberText.count) ?? NumberText.none,
          row.rate.map { NumberText.text($0, swap.rateStyle) } ?? NumberText.none,
          row.rate.flatMap { NumberText.interval($0, swap.rateStyle) } ?? NumberText.none,
          row.value.map { NumberText.text($0, swap.valueStyle) } ?? NumberText.none,
          row.value.flatMap { NumberText.interval($0, swap.valueStyle) } ?? NumberText.none,
        ])
      }
      page.table(table.withoutEmptyColumns(), title: "Swap set")
      page.notes(swap.notes)
    }
  }
}
