import Evaluation

/// A metric with its 95 % interval, as scripts read it.
struct MetricReport: Encodable {
  let estimate: Double
  let lower, upper, naive: Nullable<Double>

  init(_ estimate: Estimate, naive: Double?) {
    self.estimate = Self.unsigned(estimate.estimate)
    lower = .init(estimate.lower.map(Self.unsigned))
    upper = .init(estimate.upper.map(Self.unsigned))
    self.naive = .init(naive.map(Self.unsigned))
  }

  /// A number with an interval.
  init(estimate: Double, lower: Double?, upper: Double?) {
    self.estimate = Self.unsigned(estimate)
    self.lower = .init(lower.map(Self.unsigned))
    self.upper = .init(upper.map(Self.unsigned))
    naive = .init(nil)
  }

  /// A zero without a minus.
  private static func unsigned(_ value: Double) -> Double { value == 0 ? 0 : value }
}

/// The metrics of a judgement in their order, for people and for scripts.
struct MetricList {
  let metrics: [Metric]

  /// The twin for scripts: what has a value, under the names that they rely on.
  var report: [String: MetricReport] {
    var report: [String: MetricReport] = [:]
    for metric in metrics {
      if let estimate = metric.estimate { report[metric.name.rawValue] = MetricReport(estimate, naive: metric.naive) }
    }
    return report
  }

  /// Why the others have none.
  var undefined: [String: String] {
    var reasons: [String: String] = [:]
    for metric in metrics {
      if case .failure(let reason) = metric.value { reasons[metric.name.rawValue] = reason.description }
    }
    return reasons
  }

  /// One line a metric: name, estimate, interval, and what the naive prediction reaches: the same for everybody.
  var lines: [String] {
    var table = TextTable(header: ["metric", "estimate", "95 % interval", "", "naive"])
    for metric in metrics {
      guard let estimate = metric.estimate else { continue }
      table.rows.append([
        metric.name.rawValue.replacing("_", with: " "), NumberText.significant(estimate.estimate),
        estimate.lower.map { NumberText.significant($0) } ?? "–",
        estimate.upper.map { "to " + NumberText.significant($0) } ?? "",
        metric.naive.map { NumberText.significant($0) } ?? "",
      ])
    }
    return table.lines
      + undefined.sorted { $0.key < $1.key }.map { "no \($0.key.replacing("_", with: " ")): \($0.value)" }
  }
}
