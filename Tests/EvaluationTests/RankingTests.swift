import Distributions
import Evaluation
import Testing

@Suite struct RankingTests {
  /// DeLong's area and standard error by their definition: every pair of rows compared.
  private func bruteForce(_ outcomes: [Double], _ scores: [Double]) -> (area: Double, error: Double) {
    let positives = zip(outcomes, scores).filter { $0.0 == 1 }.map(\.1)
    let negatives = zip(outcomes, scores).filter { $0.0 == 0 }.map(\.1)
    func psi(_ x: Double, _ y: Double) -> Double { x > y ? 1 : x == y ? 0.5 : 0 }
    let m = Double(positives.count)
    let n = Double(negatives.count)
    let v10 = positives.map { x in negatives.map { psi(x, $0) }.reduce(0, +) / n }
    let v01 = negatives.map { y in positives.map { psi($0, y) }.reduce(0, +) / m }
    let area = v10.reduce(0, +) / m
    func variance(_ v: [Double]) -> Double {
      v.map { ($0 - area) * ($0 - area) }.reduce(0, +) / Double(v.count - 1) / Double(v.count)
    }
    return (area, (variance(v10) + variance(v01)).squareRoot())
  }

  @Test func areaIsDeLongsWhateverTheTies() throws {
    for seed in 1...300 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed: seed)
      let levels = 1 + generator.next(below: 12)
      let count = 4 + generator.next(below: 40)
      // Two rows of each class, then any; scores of both signs, −0 among them.
      let outcomes = (0..<count).map { $0 < 4 ? Double($0 % 2) : Double(generator.next(below: 2)) }
      let scores = outcomes.map { _ in
        Double(generator.next(below: levels) - levels / 2) * (generator.next(below: 2) == 0 ? 1 : -1)
      }
      let predictions = try BinaryPredictions(
        outcomes: outcomes, probabilities: scores.map { _ in 0.5 }, links: scores)
      let area = try Ranking(predictions).areaUnderROC()
      let expected = bruteForce(outcomes, scores)
      expectClose(area.estimate, expected.area, tolerance: 1e-14, "area, seed \(seed)")
      expectClose(area.standardError, expected.error, tolerance: 1e-14, "error, seed \(seed)")
    }
  }

  @Test func scoresOfAllMagnitudesAreOrdered() throws {
    let scores: [Double] = [
      -.greatestFiniteMagnitude, -1e10, -1, -1e-300, -.leastNonzeroMagnitude, 0, .leastNonzeroMagnitude, 1e-300, 1, 2,
      1e10, .greatestFiniteMagnitude,
    ]
    for cut in 1..<scores.count {
      let outcomes = scores.indices.map { $0 < cut ? 0.0 : 1.0 }
      let predictions = try BinaryPredictions(
        outcomes: outcomes, probabilities: scores.map { _ in 0.5 }, links: scores)
      #expect(try Ranking(predictions).areaUnderROC().estimate == 1, "cut at \(cut)")
    }
  }

  /// The counts of pairs pass 2³¹ at 2 × 46,341 rows, and 2⁶³ with the weights: nothing may overflow.
  @Test func manyRowsDoNotOverflow() throws {
    let half = 72_500
    let rows = 0..<(2 * half)
    let probabilities = rows.map { Double($0) / Double(2 * half) }
    // Positive i is above i negatives, and negative j below half − 1 − j positives: placements run 0, 1/m … (m − 1)/m.
    let outcomes = rows.map { $0 % 2 == 0 ? 1.0 : 0.0 }
    let area = try Ranking(BinaryPredictions(outcomes: outcomes, probabilities: probabilities)).areaUnderROC()
    let m = Double(half)
    expectClose(area.estimate, (m - 1) / (2 * m), tolerance: 1e-15, "area")
    expectClose(area.standardError, (2 * (m + 1) / (12 * m * m)).squareRoot(), tolerance: 1e-15, "error")
    let weights = rows.map { _ in 1e6 }
    let heavy = try Ranking(BinaryPredictions(outcomes: outcomes, probabilities: probabilities, weights: weights))
    // These sums are beyond 2⁵³ and round: 72,500 times half an ulp, at worst.
    expectClose(heavy.areaUnderROC().estimate, (m - 1) / (2 * m), tolerance: 1e-11, "weighted area")
    let weight = 1e6 * m
    let spread = (m * m - 1) / (12 * m * m)
    expectClose(
      heavy.areaUnderROC().standardError, (2 * spread / (weight - 1)).squareRoot(), tolerance: 1e-15, "weighted error")
  }

  @Test func perfectRankingHasNoErrorAndNoIntervalOfPrecision() throws {
    let outcomes: [Double] = [0, 0, 1, 1]
    let ranking = try Ranking(BinaryPredictions(outcomes: outcomes, probabilities: [0.1, 0.2, 0.3, 0.4]))
    #expect(ranking.areaUnderROC().estimate == 1)
    #expect(ranking.areaUnderROC().upper == 1)
    #expect(ranking.averagePrecision().estimate == 1)
    #expect(ranking.averagePrecision().lower == nil)
  }

  @Test func areaIntervalIsClipped() throws {
    // One inversion in twelve rows: 1.96 standard errors reach beyond 1.
    let outcomes: [Double] = [0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1]
    let probabilities = outcomes.indices.map { Double($0) / 12 }
    let area = try Ranking(BinaryPredictions(outcomes: outcomes, probabilities: probabilities)).areaUnderROC()
    expectClose(area.estimate, 35.0 / 36, tolerance: 1e-15, "area")
    #expect(area.upper == 1)
  }

  @Test func liftSharesTiesAtTheCut() throws {
    // Twenty rows, two in the top decile: one sure, one drawn from four tied rows of which one is positive.
    var outcomes = [Double](repeating: 0, count: 20)
    var probabilities = outcomes.map { _ in 0.1 }
    (outcomes[7], probabilities[7]) = (1, 0.9)
    for row in 10..<14 { probabilities[row] = 0.5 }
    outcomes[12] = 1
    outcomes[3] = 1
    outcomes[4] = 1
    let lift = try Ranking(BinaryPredictions(outcomes: outcomes, probabilities: probabilities)).topDecileLift()
    expectClose(lift.estimate, (1.25 / 2) / (4.0 / 20), tolerance: 1e-15, "lift")
    // No positive in the top: no lift, and no interval.
    outcomes[7] = 0
    outcomes[12] = 0
    let none = try Ranking(BinaryPredictions(outcomes: outcomes, probabilities: probabilities)).topDecileLift()
    #expect(none.estimate == 0)
    #expect(none.lower == nil)
  }
}
