/// The columns, and how they were scaled.
struct ClusteredColumnSection {
  /// The columns.
  let columns: [ClusteredColumn]
  /// More about the method.
  let facts: [Fact]

  /// Writes it; nothing where nothing is known.
  func write(on page: inout PageWriter) {
    guard !columns.isEmpty || !facts.isEmpty else { return }
    page.section("How customers were compared", id: "columns") { page in
      page.facts(facts)
      guard !columns.isEmpty else { return }
      var table = DataTable([
        ("Column", .name), ("Type", .text), ("Scale", .text), ("Centre", .number), ("Spread", .number),
        ("Weight", .number), ("Missing", .number), ("Remark", .text),
      ])
      func text(_ value: Double?) -> String { value.map { NumberText.text($0) } ?? NumberText.none }
      for column in columns {
        table.add([
          column.name, column.type, column.scale ?? "not used", text(column.center), text(column.spread),
          text(column.weight), column.missing.map(NumberText.count) ?? NumberText.none, column.note ?? "",
        ])
      }
      page.table(table.withoutEmptyColumns(), title: "Columns")
    }
  }
}
