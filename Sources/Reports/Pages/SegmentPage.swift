extension SegmentReport {
  /// One self-contained page: the same report gives the same bytes.
  package func html() -> String {
    var page = PageWriter()
    page.tiles(highlights)
    if let choice { SegmentChoiceSection(choice: choice).write(on: &page) }
    if !segments.isEmpty {
      SegmentSizeSection(segments: segments, valueStyle: valueStyle).write(on: &page)
      if let map { SegmentMapSection(map: map, segments: segments).write(on: &page) }
      PortraitSection(segments: segments).write(on: &page)
      SideBySideSection(rows: sideBySide, segments: segments).write(on: &page)
      SegmentStabilitySection(segments: segments).write(on: &page)
      TypicalSection(segments: segments).write(on: &page)
    }
    if let starts { SegmentStartSection(starts: starts).write(on: &page) }
    ClusteredColumnSection(columns: columns, facts: facts).write(on: &page)
    if let lineage { LineageSection(lineages: [(nil, lineage)]).write(on: &page) }
    let header = HeaderText.html(
      kicker: "Segments", title: title, subtitle: subtitle, verdict: headline.map { ($0.standing, nil, $0.text) },
      summary: summary)
    return page.page(title: title, header: header)
  }
}

extension SegmentPortrait {
  /// `3 · high charges, two years`.
  var heading: String { "\(number) · \(name)" }

  /// The same for a table or a legend; the whole is at the head of its own part.
  var shortHeading: String { heading.shortened(to: 56) }
}
