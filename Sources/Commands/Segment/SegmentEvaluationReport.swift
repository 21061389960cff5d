import ClienteleScoring
import Evaluation
import Tables

/// How the segments of a model hold on a table.
struct SegmentEvaluationReport: Encodable {
  let kind, model, hash: String
  let rows: Int
  /// silhouette, mean_distance, outlier_share and psi (shares of segments against training).
  let metrics: [String: MetricReport]
  /// The shares of the segments in training and in this table, and how probable such a difference is by chance.
  let drift: SegmentationContestReport.Drift
  let ignoredColumns: [String]
  let seconds: Double

  init(
    _ scoring: ScoringModel, _ place: String, _ table: TableOptions, weights: String?, seconds: () -> Double
  ) throws {
    let rows = try SegmentedRows(scoring, table.data, table.reading, weights: weights, label: place)
    let result = rows.result
    let used = result.assignments.indices.filter { result.assignments[$0] >= 0 && result.weights?[$0] ?? 1 > 0 }
    let own = result.weights.map { weights in used.map { weights[$0] } }
    let total = own?.reduce(0, +) ?? Double(used.count)
    let outliers = used.reduce(0) { $0 + (result.isOutlier[$1] ? result.weights?[$1] ?? 1 : 0) } / total
    var metrics = [
      "mean_distance": MetricReport(.mean(of: used.map { result.distances[$0] }, weights: own), naive: nil),
      "outlier_share": MetricReport(.wilson(rate: min(1, outliers), rows: total), naive: nil),
    ]
    let separation = try SegmentSeparation.judge(
      result.points, [result.assignments], distance: rows.distance, workers: table.workers)
    if let silhouette = separation[0]?.silhouette {
      // Of all rows it has no error of sampling.
      let isExact = silhouette.standardError == 0
      metrics["silhouette"] = MetricReport(
        estimate: silhouette.estimate, lower: isExact ? nil : silhouette.lower, upper: isExact ? nil : silhouette.upper)
    }
    let drift = try SegmentationContest.drift(scoring, result)
    metrics["psi"] = MetricReport(estimate: drift.populationStability, lower: nil, upper: nil)
    self.metrics = metrics
    self.drift = .init(drift)
    kind = scoring.model.kind.rawValue
    model = place
    hash = scoring.hash
    self.rows = used.count
    ignoredColumns = rows.scores.ignoredColumns.filter { $0 != weights }
    self.seconds = seconds()
  }

  var text: String {
    var table = TextTable(header: ["metric", "estimate", "95 % interval", ""])
    for (name, metric) in metrics.sorted(by: { $0.key < $1.key }) {
      table.rows.append([
        name.replacing("_", with: " "), NumberText.significant(metric.estimate),
        metric.lower.value.map { NumberText.significant($0) } ?? "–",
        metric.upper.value.map { "to " + NumberText.significant($0) } ?? "",
      ])
    }
    let shares = TextTable(
      header: ["segment", "trained", "now"],
      rows: zip(drift.trained, drift.now).enumerated().map { number, shares in
        ["\(number + 1)", NumberText.significant(shares.0, 3), NumberText.significant(shares.1, 3)]
      })
    return
      (["\(model) on \(NumberText.count(rows, "row"))"] + (table.lines + shares.lines).map { "  " + $0 })
      .joined(separator: "\n")
  }
}
