/// Means and shares of all segments beside each other.
struct SideBySideSection {
  /// The columns and levels.
  let rows: [SideBySideRow]
  /// The segments.
  let segments: [SegmentPortrait]

  /// How many segments and rows the table has.
  static let segmentLimit = 12, rowLimit = 60

  /// Writes it; nothing where there is nothing to compare.
  func write(on page: inout PageWriter) {
    guard !rows.isEmpty, !segments.isEmpty else { return }
    page.section("Side by side", id: "side-by-side") { page in
      page.paragraph(
        "Means, and shares of levels. ▲ more and ▼ less than everyone else, where the interval of the difference excludes none."
          + (rows.contains { !$0.isUsed } ? " Columns with a star did not help to form the segments." : ""))
      page.table(table, title: "Side by side")
      let left = (max(0, rows.count - Self.rowLimit), max(0, segments.count - Self.segmentLimit))
      if left.0 > 0 { page.paragraph("\(NumberText.count(left.0, "more row")) left out of this part.", style: "note") }
      if left.1 > 0 {
        page.paragraph("\(NumberText.count(left.1, "more segment")) left out of this part.", style: "note")
      }
    }
  }

  private var table: DataTable {
    let count = min(segments.count, Self.segmentLimit)
    var table = DataTable(
      [("Column", .name)] + segments.prefix(count).map { ("Segment \($0.number)", .number) })
    for row in rows.prefix(Self.rowLimit) {
      let cells = (0..<count).map { index in
        row.cells.indices.contains(index) ? Self.text(row.cells[index], row.style) : NumberText.none
      }
      table.add([PortraitSection.starred(row.name, row.isUsed)] + cells)
    }
    return table
  }

  /// The number and its arrow, or a blank as wide.
  private static func text(_ cell: SideBySideRow.Cell, _ style: NumberStyle) -> String {
    guard let value = cell.value else { return NumberText.none }
    return NumberText.text(value, style) + (cell.isMore.map { $0 ? "\u{A0}▲" : "\u{A0}▼" } ?? "\u{A0}\u{2003}")
  }
}
