import ClienteleScoring
import Testing

@Suite("Reasons")
struct ReasonTests {
  /// A model whose columns x0, x1, … contribute what they hold.
  private func identity(_ count: Int, intercept: Double = 0) throws -> ScoringModel {
    let features = (0..<count).map {
      Feature.numeric(
        NumericFeature(
          column: "x\($0)", source: .number, center: 0, scale: 1, lowest: -1e300, highest: 1e300, missingShare: 0))
    }
    return try ScoringModel(
      MadeUpModels.fitted(features, estimates: Array(repeating: 1, count: count), intercept: intercept))
  }

  private func row(_ values: [Double]) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: values.enumerated().map { ("x\($0)", .number($1)) })
  }

  @Test("the largest first, ties in the order of the model")
  func order() throws {
    let score = try identity(6).score(row([1, -3, 3, 0, -3, 2]))
    #expect(score.reasons(4).listed.map(\.column) == ["x1", "x2", "x4", "x5"])
    #expect(score.reasons(4).listed.map(\.contribution) == [-3, 3, -3, 2])
    #expect(score.reasons(4).listed.map(\.value) == ["-3", "3", "-3", "2"])
    #expect(score.reasons(4).rest == 1)
    #expect(score.reasons(0).listed.isEmpty && score.reasons(0).rest == 0)
    #expect(score.reasons(99).listed.count == 6)
    #expect(score.reasons(-1).listed.isEmpty)
  }

  @Test("baseline, reasons and rest add up to the link", arguments: [0, 1, 2, 3, 7, 12])
  func restClosesTheSum(count: Int) throws {
    var random = SplitMix64(seed: 99)
    let scoring = try identity(12, intercept: -0.7)
    let rows = (0..<2000).map { _ in (0..<12).map { _ in Double.random(in: -2...2, using: &random) } }
    let columns = (0..<12).map { column in Column("x\(column)", .double(rows.map { $0[column] })) }
    let scores = try scoring.score(Table(columns), reasons: count)
    var exact = 0
    for (position, values) in rows.enumerated() {
      let score = try scoring.score(row(values))
      let reasons = score.reasons(count)
      let sum = reasons.listed.map(\.contribution).reduce(reasons.baseline, +) + reasons.rest
      #expect(abs(sum - score.link) <= max(reasons.rest.ulp, score.link.ulp), "row \(position): \(sum)")
      if reasons.rest.magnitude <= score.link.magnitude / 2 { #expect(sum == score.link, "row \(position): \(sum)") }
      if sum == score.link { exact += 1 }
      #expect(count == 0 || scores.reasons?.rest[position].bitPattern == reasons.rest.bitPattern, "row \(position)")
    }
    #expect(exact > 1600, "\(exact) of 2000 sums are exact")
  }

  @Test("where no double can close the sum, the rest is the nearest")
  func cancellation() throws {
    // 1e16 − 1e16 + 0.3: of 1e16 alone, no double takes 0.3 back.
    let reasons = try identity(3).score(row([1e16, -1e16, 0.3])).reasons(1)
    #expect(reasons.rest == -1e16)
  }

  @Test("values are shown as text")
  func values() throws {
    let score = try ScoringModel(MadeUpModels.model()).score([
      "tenure": 12, "charges": 70.25, "joined": .date(daysSince1970: 19_782), "contract": "Two year", "city": nil,
      "partner": true,
    ])
    let values = Dictionary(uniqueKeysWithValues: score.reasons(6).listed.map { ($0.column, $0.value) })
    #expect(
      values == [
        "tenure": "12", "charges": "70.25", "joined": "2024-02-29", "contract": "Two year", "city": "missing",
        "partner": "true",
      ])
    #expect(Value.instant(microsecondsSince1970: -1).description == "1969-12-31T23:59:59.999999Z")
  }
}
