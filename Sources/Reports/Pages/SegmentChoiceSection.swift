/// How the number of segments was chosen: every criterion by the number of segments.
struct SegmentChoiceSection {
  /// The criteria.
  let choice: SegmentChoice

  private var curves: [ChoiceCurve] { choice.curves.filter { !$0.points.isEmpty } }

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("How many segments", id: "choice") { page in
      if let reason = choice.reason { page.paragraph(reason) }
      page.charts(curves.map { figure($0) })
      guard curves.count > 1 else { return }
      page.heading("All criteria side by side")
      page.table(table, title: "Criteria by number of segments")
    }
  }

  private func figure(_ curve: ChoiceCurve) -> Figure {
    let title = Self.title(curve.criterion)
    let ends = -Double.infinity...Double.infinity
    let k = Double(choice.chosen)
    let chart = LineChart(
      xTitle: "Number of segments", yTitle: title, xStyle: .count, yStyle: .number,
      series: [.init(sign: "b", points: curve.points, hasMarks: true)],
      references: [
        .init(from: (k, ends.lowerBound), to: (k, ends.upperBound), label: "dashed: \(choice.chosen)", place: .top)
      ])
    let preferred = curve.preferred.map { " It prefers \(NumberText.count($0))." } ?? ""
    return Figure(
      title: title, reading: Self.reading(curve.criterion) + preferred, drawings: [chart.drawing()],
      description: "\(title) by the number of segments; the number chosen is \(choice.chosen).",
      table: Self.table(curve, title: title))
  }

  private static func table(_ curve: ChoiceCurve, title: String) -> DataTable {
    var table = DataTable([("Segments", .name), (title, .number), ("± one standard error", .number)])
    for point in curve.points {
      let value = Ranged(value: point.y, lower: point.lower, upper: point.upper)
      table.add([
        NumberText.text(point.x, .count), NumberText.text(value), NumberText.interval(value) ?? NumberText.none,
      ])
    }
    return table.withoutEmptyColumns()
  }

  private var table: DataTable {
    var table = DataTable([("Segments", .name)] + curves.map { (Self.title($0.criterion), .number) })
    let numbers = Set(curves.flatMap { $0.points.map(\.x) }.filter(\.isFinite)).sorted()
    for number in numbers {
      let cells = curves.map { curve -> DataTable.Cell in
        guard let point = curve.points.first(where: { $0.x == number }) else { return .init(NumberText.none) }
        return .init(NumberText.text(Ranged(value: point.y, lower: point.lower, upper: point.upper)))
      }
      let isChosen = number == Double(choice.chosen)
      table.add([.init(NumberText.text(number, .count) + (isChosen ? " (chosen)" : ""))] + cells, isKey: isChosen)
    }
    return table
  }

  private static func title(_ criterion: ChoiceCurve.Criterion) -> String {
    switch criterion {
    case .within: "Within sum of squares"
    case .gap: "Gap statistic"
    case .silhouette: "Silhouette"
    case .bic: "BIC"
    case .icl: "ICL"
    case .stability: "Jaccard stability"
    }
  }

  private static func reading(_ criterion: ChoiceCurve.Criterion) -> String {
    switch criterion {
    case .within:
      "Squared distances to the centres. They always fall with more segments: look for where they stop falling fast."
    case .gap:
      "How much tighter the segments are than those of data without any, ± one standard error; higher is better."
    case .silhouette:
      "How much nearer customers are to their own segment than to the next one, ± one standard error: 1 is best, 0 is between two."
    case .bic: "The fit, less a price for every parameter: the lowest is best."
    case .icl: "As BIC, less a price for customers between segments: the lowest is best."
    case .stability:
      "How alike segments are when found again in bootstrap samples: from 0.75 they are stable, at 0.5 and below they dissolve."
    }
  }
}
