/// What the change is worth.
struct MoneySection {
  /// The money.
  let money: MoneyDifference
  /// The models.
  let names: Paired<String>

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("What it is worth", id: "money") { page in
      if let cut = money.cut { page.paragraph(cut) }
      page.tiles(tiles)
      page.notes(money.notes)
      guard let curves = money.curves, curves.a.count > 1, curves.b.count > 1 else { return }
      page.charts([
        ProfitFigure(
          style: money.style, series: [("a", names.a, curves.a), ("b", names.b, curves.b)], chosen: money.chosen
        ).figure()
      ])
    }
  }

  private var tiles: [Highlight] {
    [
      money.difference.map {
        Highlight(label: "Difference", value: $0, style: money.style, note: note($0), isSigned: true)
      },
      money.a.map { Highlight(label: names.a, value: $0, style: money.style) },
      money.b.map { Highlight(label: names.b, value: $0, style: money.style) },
    ].compactMap { $0 }
  }

  private func note(_ difference: Ranged) -> String? {
    guard let lower = difference.lower, let upper = difference.upper else { return nil }
    return lower > 0 ? "a gain is shown" : upper < 0 ? "a loss is shown" : "neither gain nor loss is shown"
  }
}
