import Foundation
import Reports
import Testing

@Suite struct SizeTests {
  private func model(terms: Int) -> ModelReport {
    var report = SampleModels.churn
    report.terms?.rows = (0..<terms).map { index in
      TermRow(
        term: "a_rather_long_column_name_\(index)[a level with some words]", estimate: 0.1234 * Double(index % 7 - 3),
        standardError: 0.0456, statistic: 2.71, pValue: 0.0068, lower: -0.31, upper: 0.27)
    }
    return report
  }

  private func verdict(segments: Int) -> VerdictReport {
    var report = SampleVerdicts.churn
    report.segments?.rows = (0..<segments).map { index in
      SegmentRow(
        name: "region = a rather long name of a region \(index), contract = month to month", rows: 12_345, a: 0.8123,
        b: 0.8234, difference: 0.0111, lower: -0.0042, upper: 0.0264, pValue: 0.155, qValue: 0.62)
    }
    return report
  }

  @Test func pagesStaySmall() {
    #expect(model(terms: 300).html().utf8.count < 250_000)
    #expect(verdict(segments: 200).html().utf8.count < 250_000)
    #expect(SampleHostile.model.html().utf8.count < 500_000)
    #expect(SampleHostile.verdict.html().utf8.count < 500_000)
    for report in [SampleSegments.two, SampleSegments.six, SampleSegments.twelve, SampleHostile.segments] {
      let size = report.html().utf8.count
      #expect(size < 500_000, "\(report.segments.count) segments: \(size)")
    }
  }

  @Test func whatIsLeftOutIsSaid() {
    let many = model(terms: 20_000).html()
    #expect(many.utf8.count < 500_000)
    #expect(many.contains("the 40 largest of 20000"))
    #expect(many.contains("19,700 more rows left out of this page."))
    let segments = verdict(segments: 20_000).html()
    #expect(segments.utf8.count < 500_000)
    #expect(segments.contains("Drawn are the first 40 of 20,000."))
    #expect(segments.contains("19,700 more rows left out of this page."))
  }

  @Test func pagesOfManySegmentsStaySmall() {
    var report = SampleSegments.twelve
    report.segments = (0..<400).map { index in
      var segment = SampleSegments.twelve.segments[index % 12]
      segment.number = index
      return segment
    }
    report.map?.points = (0..<20_000).map {
      .init(x: Double($0 % 141), y: Double($0 % 139), segment: $0 % 400)
    }
    let html = report.html()
    #expect(html.utf8.count < 900_000, "\(html.utf8.count)")
    #expect(html.contains("388 more segments left out of this part."))
    #expect(html.contains("100 more rows left out of this page."))
  }

  @Test func longLinesAreThinned() {
    var report = SampleVerdicts.churn
    report.roc = Paired(a: SampleCurves.roc(power: 4, count: 100_000), b: SampleCurves.roc(power: 5, count: 100_000))
    #expect(report.html().utf8.count < 150_000)
  }

  /// The steps that are not drawn are one step together, so the drawing ends where the number does.
  @Test func waterfallsWithManyStepsStayExact() {
    var report = SampleVerdicts.churn
    report.explanation?.averageScore = ScoreSplit(
      what: "average score", start: 0, steps: (1...40).map { SplitStep(label: "step \($0)", change: Double($0)) },
      end: 820)
    let html = report.html()
    #expect(html.contains("27 others together"))
    #expect(html.contains("+729.0"))  // 14 + … + 40
  }
}

@Suite struct DeterminismTests {
  @Test func sameValuesGiveTheSameBytes() throws {
    #expect(SampleModels.churn.html() == SampleModels.churn.html())
    let report = SampleVerdicts.churn
    let copy = try JSONDecoder().decode(VerdictReport.self, from: JSONEncoder().encode(report))
    #expect(copy == report)
    #expect(copy.html() == report.html())
    let segments = SampleSegments.six
    let decoded = try JSONDecoder().decode(SegmentReport.self, from: JSONEncoder().encode(segments))
    #expect(decoded == segments && decoded.html() == segments.html())
  }
}
