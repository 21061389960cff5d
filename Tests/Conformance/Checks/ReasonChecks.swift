import ClienteleScoring
import Testing

/// Reasons are the score: they add up to it.
@Suite struct ReasonChecks {
  /// Of several predictors, the rest closes the sum.
  @Test(arguments: ModelCase.ofOnePredictor)
  func allOfThemSumExactly(item: ModelCase) throws {
    let fitted = try item.fitted()
    for row in 0..<min(fitted.table.rowCount, 2_000) {
      let score = try fitted.scoring.score(fitted.table.row(row))
      #expect(score.contributions.count == fitted.model.encoder.features.count)
      var sum = score.contributions.reduce(score.baseline, +)
      if item.hasOffset { sum += score.offset }
      #expect(sum.bitPattern == score.link.bitPattern, "row \(row + 1): \(sum) is not \(score.link)")
    }
  }

  @Test(arguments: ModelCase.all)
  func someAndTheRestClose(item: ModelCase) throws {
    let fitted = try item.fitted()
    let features = fitted.model.encoder.features.count
    let table = try fitted.table.rows(Array(0..<min(fitted.table.rowCount, 500)))
    for count in Set([1, 2, 3, features, features + 2]).sorted() {
      let batch = try fitted.scoring.score(table, reasons: count)
      let listed = try #require(batch.reasons)
      #expect(listed.width == min(count, features))
      for row in 0..<table.rowCount {
        let reasons = try fitted.scoring.score(table.row(row)).reasons(count)
        let range = (row * listed.width)..<((row + 1) * listed.width)
        #expect(listed.contributions[range].map(\.bitPattern) == reasons.listed.map(\.contribution.bitPattern))
        #expect(listed.features[range].map { batch.columns[Int($0)] } == reasons.listed.map(\.column))
        #expect(listed.rest[row].bitPattern == reasons.rest.bitPattern)
        let sizes = reasons.listed.map(\.contribution.magnitude)
        #expect(sizes == sizes.sorted(by: >), "the largest first")
        let sum = reasons.listed.reduce(reasons.baseline) { $0 + $1.contribution }
        #expect(closes(sum, reasons.rest, batch.link[row]), "row \(row + 1): \(sum) + \(reasons.rest)")
      }
    }
  }

  /// Whether `sum` + `rest` is `link` to the bit, or no double near `rest` does better.
  private func closes(_ sum: Double, _ rest: Double, _ link: Double) -> Bool {
    if sum + rest == link { return true }
    let neighbours = [rest.nextDown.nextDown, rest.nextDown, rest.nextUp, rest.nextUp.nextUp]
    return !neighbours.contains { sum + $0 == link } && abs(sum + rest - link) <= max(sum.ulp, rest.ulp)
  }
}
