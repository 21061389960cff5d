/// How stable each segment is.
struct SegmentStabilitySection {
  /// The segments.
  let segments: [SegmentPortrait]

  /// Writes it; nothing where no stability is known.
  func write(on page: inout PageWriter) {
    let rows = segments.compactMap { segment in
      segment.stability.map { stability in
        let text = NumberText.text(stability) + (NumberText.interval(stability).map { " (\($0))" } ?? "")
        return ForestChart.Row(
          name: segment.heading, dots: [(stability, Self.standing(stability).rawValue)], text: text,
          shortText: NumberText.text(stability))
      }
    }
    guard !rows.isEmpty else { return }
    page.section("How stable they are", id: "stability") { page in
      page.rows(
        Figure(
          title: "Jaccard similarity by segment",
          reading:
            "How alike a segment is when found again in bootstrap samples: stable from 0.75 on, a pattern from 0.6, "
            + "dissolved at 0.5 and below." + ForestChart.leftOut(rows.count),
          drawings: ForestChart(
            rows: rows, axisTitle: "Jaccard similarity", zero: 0, margin: (0.75, "dashed: stable")
          ).drawings(), description: "The stability of every segment, with the line from which it is stable.",
          table: table, isOpen: true))
    }
  }

  private static func standing(_ stability: Ranged) -> Standing {
    stability.value >= 0.75 ? .good : stability.value > 0.5 ? .unsure : .bad
  }

  private var table: DataTable {
    var table = DataTable([
      ("Segment", .name), ("Jaccard", .number), ("95\u{A0}% interval", .number), ("Finding", .text),
    ])
    for segment in segments {
      guard let stability = segment.stability else { continue }
      let standing = Self.standing(stability)
      let word =
        standing == .good
        ? "stable" : standing == .bad ? "dissolves" : stability.value >= 0.6 ? "a pattern" : "doubtful"
      table.add([
        .init(segment.shortHeading), .init(NumberText.text(stability)),
        .init(NumberText.interval(stability) ?? NumberText.none), .init(word, standing: standing),
      ])
    }
    return table.withoutEmptyColumns()
  }
}
