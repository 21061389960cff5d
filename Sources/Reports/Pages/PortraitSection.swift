/// What sets each segment apart.
struct PortraitSection {
  /// The segments.
  let segments: [SegmentPortrait]

  /// How many traits and levels are drawn of a segment, and how many more its tables list.
  static let traitLimit = 8, liftLimit = 5, tableLimit = 20
  /// How far bars go, in standard deviations: beyond it there is hardly any overlap to tell apart.
  static let reach = 4.0
  /// How many segments are drawn; of the others there are the tables of the whole page.
  static let segmentLimit = 12

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("What sets each apart", id: "traits") { page in
      page.paragraph(
        "Each segment is held against all other customers. Bars are differences of means, or of shares, in standard "
          + "deviations: 0.2 is small, 0.5 medium, 0.8 large. Shown are those whose interval excludes no difference."
          + (hasFar ? " Those beyond \(NumberText.text(Self.reach)) stand at the edge, with an arrow." : "")
          + (hasAlike ? " +1 and so on: further levels that the same customers have, in the table." : "")
          + (hasUnused ? " Columns with a star did not help to form the segments." : ""))
      let drawn = segments.prefix(Self.segmentLimit)
      for segment in drawn {
        if segment.traits.isEmpty {
          page.heading(segment.heading)
          page.paragraph("Nothing sets it apart.")
        } else {
          page.rows(traits(segment))
        }
        if !segment.lifts.isEmpty { page.rows(lifts(segment)) }
      }
      let left = segments.count - drawn.count
      if left > 0 { page.paragraph("\(NumberText.count(left, "more segment")) left out of this part.", style: "note") }
    }
  }

  private var hasUnused: Bool {
    segments.contains { $0.traits.contains { !$0.isUsed } || $0.lifts.contains { !$0.isUsed } }
  }

  private var hasAlike: Bool { segments.contains { $0.traits.contains { !$0.alike.isEmpty } } }

  private var hasFar: Bool {
    segments.contains { $0.traits.prefix(Self.traitLimit).contains { $0.difference.value.magnitude > Self.reach } }
  }

  /// A star behind the names of columns that did not help to form the segments.
  static func starred(_ name: String, _ isUsed: Bool) -> String { isUsed ? name : name + " *" }

  private func traits(_ segment: SegmentPortrait) -> Figure {
    let rows = segment.traits.prefix(Self.traitLimit).map { trait in
      let here = NumberText.text(trait.here, trait.style), others = NumberText.text(trait.elsewhere, trait.style)
      let short = [trait.here, trait.elsewhere].map {
        NumberText.text($0, trait.style, decimals: trait.style == .percent ? 0 : nil)
      }
      return ForestChart.Row(
        name: Self.starred(trait.name, trait.isUsed)
          + (trait.alike.isEmpty ? "" : " +\(NumberText.count(trait.alike.count))"),
        dots: [(trait.difference, trait.difference.value < 0 ? "a" : "b")],
        text: "\(here), others \(others)", shortText: short.joined(separator: " vs "))
    }
    let size =
      "\(NumberText.count(segment.rows, "customer").capitalizedFirst)"
      + (segment.share.map { ", \(NumberText.text($0, .percent)) of all" } ?? "") + "."
    let count = segment.traits.count
    return Figure(
      title: segment.heading,
      reading: size
        + (count > rows.count ? " Its \(rows.count) strongest of \(NumberText.count(count, "trait"))." : ""),
      drawings: ForestChart(
        rows: Array(rows), axisTitle: "Standard deviations from all others", zero: 0, sides: ("less here", "more here"),
        hasBars: true, reach: Self.reach
      ).drawings(),
      description:
        "The standardised differences of segment \(segment.number) from all other customers, with intervals.",
      table: table(segment.traits))
  }

  private func table(_ traits: [TraitRow]) -> DataTable {
    var table = DataTable([
      ("Trait", .name), ("Here", .number), ("Others", .number), ("Standardised difference", .number),
      ("95\u{A0}% interval", .number), ("The same customers have", .text),
    ])
    for trait in traits.prefix(Self.tableLimit) {
      table.add([
        Self.starred(trait.name, trait.isUsed), NumberText.text(trait.here, trait.style),
        NumberText.text(trait.elsewhere, trait.style), NumberText.text(trait.difference, isSigned: true),
        NumberText.interval(trait.difference, isSigned: true) ?? NumberText.none, Self.list(trait.alike),
      ])
    }
    return table.withoutEmptyColumns()
  }

  /// Names, at most six of them.
  private static func list(_ names: [String]) -> String {
    let more = names.count - 6
    return names.prefix(6).map { $0.shortened(to: 60) }.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  private func lifts(_ segment: SegmentPortrait) -> Figure {
    let rows = segment.lifts.prefix(Self.liftLimit).map { row in
      let text = NumberText.text(row.lift) + "×"
      return ForestChart.Row(
        name: Self.starred(row.name, row.isUsed), dots: [(row.lift, row.lift.value < 1 ? "a" : "b")],
        text: "\(text), \(NumberText.text(row.share, .percent)) here", shortText: text)
    }
    return Figure(
      title: "Segment \(segment.number): levels by lift",
      reading: "How many times as frequent a level is here as among all customers; 1 is as frequent.",
      drawings: ForestChart(
        rows: Array(rows), axisTitle: "Lift", zero: 1, sides: ("rarer here", "more frequent here"), hasBars: true
      ).drawings(), description: "The lift of levels in segment \(segment.number), with intervals.",
      table: table(segment.lifts))
  }

  private func table(_ lifts: [LiftRow]) -> DataTable {
    var table = DataTable([
      ("Level", .name), ("Share here", .number), ("95\u{A0}% interval", .number), ("Share overall", .number),
      ("Lift", .number), ("Interval of lift", .number),
    ])
    for row in lifts.prefix(Self.tableLimit) {
      table.add([
        Self.starred(row.name, row.isUsed), NumberText.text(row.share, .percent),
        NumberText.interval(row.share, .percent) ?? NumberText.none, NumberText.text(row.overall, .percent),
        NumberText.text(row.lift), NumberText.interval(row.lift) ?? NumberText.none,
      ])
    }
    return table
  }
}
