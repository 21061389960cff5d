import Foundation
import Reports
import Testing

/// Two small pages, byte for byte. `RECORD=1 swift test …` writes them anew, and fails, so that nobody forgets to look.
@Suite struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  private func expect(_ html: String, _ name: String) throws {
    let file = Self.folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(html.utf8).write(to: file)
      Issue.record("recorded \(name): look at it, then run again without RECORD")
      return
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    let lines = (golden.split(separator: "\n"), html.split(separator: "\n"))
    for (line, (old, new)) in zip(lines.0, lines.1).enumerated() where old != new {
      Issue.record("\(name), line \(line + 1): \(new) instead of \(old)")
      return
    }
    #expect(golden == html)
  }

  @Test func model() throws {
    let report = ModelReport(
      title: "spend@1", headline: Statement(standing: .unsure, text: "Look at the fit before you use it."),
      terms: TermTable(
        scale: "euro",
        rows: [
          TermRow(
            term: "(intercept)", estimate: 12.5, standardError: 0.4, statistic: 31.2, pValue: 0, lower: 11.7,
            upper: 13.3),
          TermRow(
            term: "visits", estimate: 2.25, standardError: 0.5, statistic: 4.5, pValue: 0.0001, lower: 1.25, upper: 3.25
          ),
          TermRow(term: "visits²", note: "aliased"),
        ]),
      certificate: FitCertificate(converged: false, iterations: 50, stopReason: "iterations", aliased: ["visits²"]),
      metrics: MetricTable(rows: [
        MetricRow(name: "r_squared", value: Ranged(value: 0.4127, lower: 0.352, upper: 0.471), allAlike: 0)
      ]),
      amountTenths: [
        AmountTenth(rank: 1, predicted: 10, observed: 11, lower: 8, upper: 14),
        AmountTenth(rank: 2, predicted: 20, observed: 18.5, lower: 15, upper: 22),
      ])
    try expect(report.html(), "model.html")
  }

  @Test func verdict() throws {
    let report = VerdictReport(
      title: "churn@2 against churn@1", verdict: .better, headline: "AUC is higher by 0.012 (+0.004 to +0.020).",
      a: ComparedModel(name: "churn@1"), b: ComparedModel(name: "churn@2"),
      reasons: [Statement(standing: .good, text: "No segment is worse.")],
      differences: [
        Difference(
          name: "auc", a: 0.836, b: 0.848, difference: 0.012, lower: 0.004, upper: 0.02, pValue: 0.003, test: "DeLong",
          isPrimary: true)
      ],
      segments: SegmentTable(
        metric: "auc",
        rows: [
          SegmentRow(
            name: "region = north", rows: 400, a: 0.83, b: 0.85, difference: 0.02, lower: 0.005, upper: 0.035,
            pValue: 0.009, qValue: 0.018, standing: .good),
          SegmentRow(name: "region = south", rows: 31, refusal: "too few events: 3"),
        ], margin: 0.02),
      explanation: Explanation(
        averageScore: ScoreSplit(
          what: "average score", style: .percent, start: 0.25,
          steps: [SplitStep(label: "tenure", change: 0.03), SplitStep(label: "contract", change: -0.01)], end: 0.27)))
    try expect(report.html(), "verdict.html")
  }
}
