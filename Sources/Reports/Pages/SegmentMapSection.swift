/// The customers on the first two principal components.
struct SegmentMapSection {
  /// The customers.
  let map: SegmentMap
  /// The segments.
  let segments: [SegmentPortrait]

  /// Writes it.
  func write(on page: inout PageWriter) {
    guard !map.points.isEmpty else { return }
    let chart = MapChart(
      map: map, xTitle: axis("First", 0), yTitle: axis("Second", 1), numbers: segments.map(\.number))
    page.section("A map", id: "map") { page in
      page.raw(SegmentMark.definitions(segments.count))
      page.rows(
        Figure(
          title: "First two principal components", reading: reading(chart),
          keys: segments.prefix(SegmentMark.count).enumerated().map {
            ("s\($0.offset)", $0.element.shortHeading)
          },
          drawings: chart.drawings(),
          description: "Customers by the first two principal components, marked by segment.", table: table))
    }
  }

  private func axis(_ ordinal: String, _ index: Int) -> String {
    let share = map.shares.indices.contains(index) ? map.shares[index] : .nan
    return "\(ordinal) component" + (share.isFinite ? ", \(NumberText.text(share, .percent)) of variance" : "")
  }

  private func reading(_ chart: MapChart) -> String {
    var sentences = [
      map.sampledFrom.map {
        "A sample of \(NumberText.count(map.points.count)) of \(NumberText.count($0, "customer"))."
      } ?? "\(NumberText.count(map.points.count, "customer").capitalizedFirst)."
    ]
    sentences.append("Numbers stand at the centres. Segments that overlap here may be apart in other directions.")
    if chart.hasOutside { sentences.append("Customers far out are drawn on the edge.") }
    if segments.count > SegmentMark.count {
      sentences.append("Marks begin anew after \(SegmentMark.count) segments.")
    }
    return sentences.joined(separator: " ")
  }

  private var table: DataTable {
    var table = DataTable([
      ("Segment", .name), ("Shown", .number), (axis("First", 0), .number), (axis("Second", 1), .number),
    ])
    let counts = Dictionary(grouping: map.points, by: \.segment).mapValues(\.count)
    for (index, segment) in segments.enumerated() {
      let center = map.centers.first { $0.segment == index }
      table.add([
        segment.shortHeading, NumberText.count(counts[index] ?? 0),
        center.map { NumberText.text($0.x) } ?? NumberText.none,
        center.map { NumberText.text($0.y) } ?? NumberText.none,
      ])
    }
    return table.withoutEmptyColumns()
  }
}
