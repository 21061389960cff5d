import Evaluation

/// A metric with its 95 % interval, as scripts read it.
struct MetricReport: Encodable {
  let estimate, lower, upper: Double

  init(_ estimate: Estimate) {
    self.estimate = estimate.estimate
    lower = estimate.lower
    upper = estimate.upper
  }
}

/// Metrics in a fixed order, under the names that scripts rely on.
struct MetricList {
  let entries: [(name: String, estimate: Estimate)]

  /// The twin for scripts.
  var report: [String: MetricReport] {
    Dictionary(entries.map { ($0.name, MetricReport($0.estimate)) }) { first, _ in first }
  }

  /// One line a metric: name, estimate, interval.
  var lines: [String] {
    var table = TextTable(header: ["", "estimate", "95 % interval", ""])
    for (name, estimate) in entries {
      table.rows.append([
        name.replacing("_", with: " "), NumberText.significant(estimate.estimate),
        NumberText.significant(estimate.lower), "to " + NumberText.significant(estimate.upper),
      ])
    }
    return table.lines
  }
}
