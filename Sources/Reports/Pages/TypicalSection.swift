/// A typical member of each segment, side by side.
struct TypicalSection {
  /// The segments.
  let segments: [SegmentPortrait]

  /// How many segments stand beside each other.
  static let limit = 12

  /// Writes it; nothing where none is known.
  func write(on page: inout PageWriter) {
    let shown = segments.filter { !$0.typical.isEmpty }.prefix(Self.limit)
    guard !shown.isEmpty else { return }
    page.section("Typical members", id: "typical") { page in
      page.paragraph(
        "The customer of each segment that is nearest to its centre. Levels that fewer than five customers of it have are not told."
      )
      var table = DataTable([("Column", .name)] + shown.map { ($0.shortHeading, .text) })
      if shown.contains(where: { $0.typicalIdentifier != nil }) {
        table.add(["Customer"] + shown.map { $0.typicalIdentifier ?? NumberText.none })
      }
      var names: [String] = []
      for fact in shown.flatMap(\.typical) where !names.contains(fact.name) { names.append(fact.name) }
      for name in names.prefix(DataTable.rowLimit) {
        table.add([name] + shown.map { segment in segment.typical.first { $0.name == name }?.text ?? NumberText.none })
      }
      page.table(table, title: "Typical members")
      let left = segments.count(where: { !$0.typical.isEmpty }) - shown.count
      if left > 0 { page.paragraph("\(NumberText.count(left, "more segment")) left out of this part.", style: "note") }
    }
  }
}
