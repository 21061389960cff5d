/// What a model was trained on.
struct DataSection {
  /// The table.
  let data: DataProfile

  /// How many levels of a column are listed.
  static let levelLimit = 5

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("What it was trained on", id: "data") { page in
      page.facts(
        [
          data.source.map { Fact(name: "Table", text: $0) }, data.target.map { Fact(name: "Target", text: $0) },
          data.rows.map { Fact(name: "Rows", text: NumberText.count($0)) },
          data.used.map { Fact(name: "Used", text: NumberText.count($0)) },
          data.predictors.map { Fact(name: "Predictors", text: NumberText.count($0)) },
        ].compactMap { $0 })
      page.notes(data.notes)
      guard !data.columns.isEmpty else { return }
      var table = DataTable([
        ("Column", .name), ("Type", .text), ("Use", .text), ("Missing", .number), ("", .number),
        ("What it holds", .text),
      ])
      for column in data.columns {
        let share = column.missing.flatMap { missing in data.rows.map { Double(missing) / Double(max(1, $0)) } }
        table.add([
          column.name, column.type, column.role ?? "", column.missing.map(NumberText.count) ?? NumberText.none,
          share.map { $0 == 0 ? "" : NumberText.text($0, .percent) } ?? "",
          column.values.map(Self.text) ?? NumberText.none,
        ])
      }
      page.table(table.withoutEmptyColumns(), title: "Columns")
    }
  }

  private static func text(_ values: ColumnValues) -> String {
    switch values {
    case .numbers(let least, let mean, let greatest):
      return NumberText.text(least) + " to " + NumberText.text(greatest)
        + (mean.map { ", mean " + NumberText.text($0) } ?? "")
    case .span(let first, let last): return first.shortened(to: 60) + " to " + last.shortened(to: 60)
    case .levels(let levels, let more):
      let shown = levels.prefix(levelLimit).map {
        $0.level.shortened(to: 40) + "\u{A0}" + NumberText.text($0.share, .percent, decimals: 0)
      }
      let others = more + max(0, levels.count - levelLimit)
      return shown.joined(separator: " · ") + (others > 0 ? " · \(NumberText.count(others)) more" : "")
    }
  }
}
