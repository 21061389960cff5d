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

  @Test func segments() throws {
    let report = SegmentReport(
      title: "segments", headline: Statement(standing: .good, text: "2 segments, found again in every sample."),
      choice: SegmentChoice(
        chosen: 2, reason: "The highest silhouette.",
        curves: [
          ChoiceCurve(
            criterion: .silhouette,
            points: [
              CurvePoint(x: 2, y: 0.41, lower: 0.4, upper: 0.42), CurvePoint(x: 3, y: 0.36, lower: 0.35, upper: 0.37),
            ], preferred: 2)
        ]),
      map: SegmentMap(
        points: (0..<12).map { .init(x: Double($0 % 4) - 1.5, y: Double($0) / 6, segment: $0 % 2) },
        centers: [.init(x: -0.5, y: 0.9, segment: 0), .init(x: 0.5, y: 1.1, segment: 1)], shares: [0.6, 0.25],
        sampledFrom: 400),
      segments: [
        SegmentPortrait(
          number: 0, name: "high charges, contract Two year", rows: 260,
          share: Ranged(value: 0.65, lower: 0.6, upper: 0.7), valueShare: Ranged(value: 0.8, lower: 0.75, upper: 0.85),
          value: Ranged(value: 120, lower: 110, upper: 130), stability: Ranged(value: 0.93, lower: 0.88, upper: 0.97),
          traits: [
            TraitRow(
              name: "charges", here: 80.5, elsewhere: 41.25, difference: Ranged(value: 1.3, lower: 1.1, upper: 1.5)),
            TraitRow(
              name: "churn = Yes", here: 0.12, elsewhere: 0.31, style: .percent,
              difference: Ranged(value: -0.52, lower: -0.72, upper: -0.32), isUsed: false, alike: ["left = true"]),
          ],
          lifts: [
            LiftRow(
              name: "contract = Two year", share: Ranged(value: 0.72, lower: 0.66, upper: 0.77), overall: 0.5,
              lift: Ranged(value: 1.44, lower: 1.33, upper: 1.56))
          ], typical: [Fact(name: "charges", text: "79.5"), Fact(name: "contract", text: "Two year")]),
        SegmentPortrait(
          number: 1, name: "average customers", rows: 140, share: Ranged(value: 0.35, lower: 0.3, upper: 0.4),
          stability: Ranged(value: 0.7, lower: 0.6, upper: 0.8), typical: [Fact(name: "charges", text: "40")]),
      ],
      sideBySide: [
        SideBySideRow(name: "charges", cells: [.init(value: 80.5, isMore: true), .init(value: 41.25, isMore: false)]),
        SideBySideRow(
          name: "contract = Two year", style: .percent, cells: [.init(value: 0.72), .init(value: nil)], isUsed: false),
      ], valueStyle: .money("€"),
      starts: SegmentStarts(
        objective: "within sum of squares",
        starts: [
          .init(objective: 512.5, iterations: 9, converged: true),
          .init(objective: 530, iterations: 12, converged: false),
        ]),
      columns: [
        ClusteredColumn(name: "charges", type: "double", scale: "log, standard", center: 4.1, spread: 0.8, weight: 1),
        ClusteredColumn(name: "churn", type: "text", missing: 3),
      ], facts: [Fact(name: "Method", text: "k-means")])
    try expect(report.html(), "segments.html")
  }
}
