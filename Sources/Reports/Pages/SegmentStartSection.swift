/// The starts of the search: the best of them, and how far the others came.
struct SegmentStartSection {
  /// The starts.
  let starts: SegmentStarts

  /// How many starts the table lists.
  static let rowLimit = 50

  /// Writes it.
  func write(on page: inout PageWriter) {
    let finite = starts.starts.filter(\.objective.isFinite).sorted { $0.objective < $1.objective }
    guard let best = finite.first, let worst = finite.last else { return }
    page.section("How the search went", id: "starts") { page in
      var items = [convergence]
      if finite.count > 1 { items.append(agreement(finite, best: best.objective, worst: worst.objective)) }
      page.raw("<ul class=\"says\">" + items.joined() + "</ul>")
      page.charts([finite.count > 1 ? figure(finite, best: best.objective) : nil])
    }
  }

  private var convergence: String {
    let count = starts.starts.count
    let open = starts.starts.count { !$0.converged }
    guard open == 0 else {
      return Signs.item(
        .unsure, "Cut short",
        "\(NumberText.count(open)) of \(NumberText.count(count, "start")) stopped before converging.")
    }
    return Signs.item(
      .good, "Converged", count == 1 ? "The one start converged." : "All \(NumberText.count(count)) starts converged.")
  }

  /// How many starts found the best; one alone may be a matter of luck.
  private func agreement(_ sorted: [SegmentStarts.Start], best: Double, worst: Double) -> String {
    let near = sorted.count { $0.objective - best <= 1e-6 * best.magnitude }
    return Signs.item(
      near > 1 ? .good : .unsure, near > 1 ? "Found again" : "Found once",
      "\(NumberText.count(near)) of \(NumberText.count(sorted.count, "start")) came to the best \(starts.objective), "
        + "\(NumberText.text(best)), within a millionth; the worst to \(NumberText.text(worst)).")
  }

  private func figure(_ sorted: [SegmentStarts.Start], best: Double) -> Figure {
    let points = sorted.enumerated().map { CurvePoint(x: Double($0.offset + 1), y: $0.element.objective) }
    let title = starts.objective.capitalizedFirst
    let chart = LineChart(
      xTitle: "Start, best first", yTitle: title, xStyle: .count, yStyle: .number,
      series: [.init(sign: "b", points: points, hasMarks: sorted.count <= 50)])
    var table = DataTable([
      ("Start, best first", .name), (title, .number), ("Above the best", .number), ("Rounds", .number),
      ("Converged", .text),
    ])
    for (index, start) in sorted.prefix(Self.rowLimit).enumerated() {
      let above = best == 0 ? Double.nan : (start.objective - best) / best.magnitude
      table.add([
        "\(index + 1)", NumberText.text(start.objective), NumberText.text(above, .percent, decimals: 3),
        NumberText.count(start.iterations), start.converged ? "yes" : "no",
      ])
    }
    return Figure(
      title: "The starts", reading: "Where each start ended, best first. A flat line: all found the same segments.",
      drawings: [chart.drawing()], description: "\(title) of every start, best first.",
      table: table.withoutEmptyColumns())
  }
}
