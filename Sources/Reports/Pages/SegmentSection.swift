/// The comparison within parts of the customers.
struct SegmentSection {
  /// The segments.
  let segments: SegmentTable
  /// The models.
  let names: Paired<String>

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("For whom", id: "segments") { page in
      let rows = sorted
      let worse = rows.filter { $0.standing == .bad && $0.refusal == nil }.count
      let judged = rows.filter { $0.refusal == nil }.count
      page.paragraph(
        "\(NumberText.count(judged, "segment")) compared by \(metric); \(worse == 0 ? "none" : NumberText.count(worse)) "
          + "significantly worse. \(refusals(rows.count - judged))")
      page.rows(figure(rows))
    }
  }

  private var metric: String { MetricWords.inSentence(segments.metric) }

  private func refusals(_ count: Int) -> String {
    count == 0 ? "" : "\(NumberText.count(count, "segment")) not compared, for want of rows or events."
  }

  /// Worst first, ties by name; those not compared last.
  private var sorted: [SegmentRow] {
    segments.rows.sorted { one, other in
      let keys = (key(one), key(other))
      return keys.0 == keys.1 ? one.name < other.name : keys.0 < keys.1
    }
  }

  private func key(_ row: SegmentRow) -> Double {
    guard row.refusal == nil, let difference = row.difference, difference.isFinite else { return .infinity }
    return segments.better == .lower ? -difference : difference
  }

  private func figure(_ rows: [SegmentRow]) -> Figure {
    let style = segments.style
    let drawn = rows.map { row in
      guard row.refusal == nil, let value = row.ranged else {
        return ForestChart.Row(name: row.name, dots: [], text: "", shortText: "", refusal: row.refusal ?? "no value")
      }
      let turned = DifferenceWords.turned(value, better: segments.better)
      return ForestChart.Row(
        name: row.name, dots: [(turned, row.standing.rawValue)], text: DifferenceWords.text(value, style),
        shortText: DifferenceWords.short(value, style))
    }
    let margin = segments.margin.map { margin in
      (value: -margin, label: "dashed: margin of \(NumberText.text(margin, style))")
    }
    let chart = ForestChart(
      rows: drawn, axisTitle: (segments.better == .lower ? "Improvement of " : "Difference of ") + metric, style: style,
      margin: margin,
      sides: ("\(names.a.shortened(to: 16)) better", "\(names.b.shortened(to: 16)) better"))
    let limit = ForestChart.rowLimit
    let bound = segments.falseDiscoveryRate.map {
      " Full dots: the q-value is at most \(NumberText.text($0)), so at most that share of them is expected to be false."
    }
    return Figure(
      title: "Segments, worst first",
      reading: "The difference of \(metric) within each segment; the right is better."
        + (rows.count > limit ? " Drawn are the first \(limit) of \(NumberText.count(rows.count))." : "")
        + (bound ?? ""),
      drawings: chart.drawings(), description: "The difference within every segment with its interval, worst first.",
      table: table(rows), isOpen: true)
  }

  private func table(_ rows: [SegmentRow]) -> DataTable {
    var table = DataTable([
      ("Segment", .name), ("Rows", .number), (names.a, .number), (names.b, .number), ("Difference", .number),
      ("95\u{A0}% interval", .number), ("p", .number), ("q", .number), ("Finding", .text),
    ])
    for row in rows {
      let value = row.refusal == nil ? row.ranged : nil
      let style = segments.style
      table.add([
        .init(row.name), .init(row.rows.map(NumberText.count) ?? NumberText.none),
        .init(DifferenceWords.side(row.a, value, style)), .init(DifferenceWords.side(row.b, value, style)),
        .init(value.map { DifferenceWords.short($0, style) } ?? NumberText.none),
        .init(value.flatMap { DifferenceWords.interval($0, style) } ?? NumberText.none),
        .init(row.pValue.map(NumberText.probability) ?? NumberText.none),
        .init(row.qValue.map(NumberText.probability) ?? NumberText.none), finding(row),
      ])
    }
    return table.withoutEmptyColumns()
  }

  private func finding(_ row: SegmentRow) -> DataTable.Cell {
    if let refusal = row.refusal { return .init(refusal) }
    switch row.standing {
    case .good: return .init("better", standing: .good)
    case .unsure: return .init("not shown")
    case .bad: return .init("worse", standing: .bad)
    }
  }
}

extension SegmentRow {
  /// The difference with its interval.
  var ranged: Ranged? { difference.map { Ranged(value: $0, lower: lower, upper: upper) } }
}
