import Evaluation
import Testing

/// Who is selected at a cut: as many rows as the share says, and the same ones whatever the order of the file.
@Suite struct SelectionTests {
  /// Scores that fall from row to row.
  private func falling(_ count: Int) -> ModelProbabilities {
    ModelProbabilities((0..<count).map { 1 - Double($0 + 1) / Double(count + 2) })
  }

  private func compare(
    _ outcomes: [Double], _ a: ModelProbabilities, _ b: ModelProbabilities, weights: [Double]? = nil,
    _ settings: PairedComparison.Settings
  ) throws -> PairedComparison {
    try PairedComparison(PairedBinary(outcomes: outcomes, a: a, b: b, weights: weights), settings: settings)
  }

  /// 0.29 · 100 is 28.999999999999996 and 0.57 · 100 is 56.99999999999999; 0.289 · 100 stays below 29.
  @Test(arguments: [(0.29, 29.0), (0.57, 57), (0.289, 28), (0.1, 10)])
  func wholeShares(share: Double, rows: Double) throws {
    let model = falling(100)
    let outcomes = (0..<100).map { $0 % 3 == 0 ? 1.0 : 0 }
    let result = try compare(
      outcomes, model, model, .init(cut: .topShare(share), economics: ContactEconomics(value: 1)))
    #expect(result.swap?.staying.weight == rows)
    #expect(result.profit?.contactedA == rows)
  }

  /// Ties are drawn by what is given for the row, so that rows in another order are the same comparison.
  @Test func tiesDoNotKnowTheOrder() throws {
    let count = 60
    let outcomes = (0..<count).map { $0 % 4 == 0 ? 1.0 : 0 }
    // A ties everybody, B ties halves.
    let a = [Double](repeating: 0.5, count: count)
    let b = (0..<count).map { $0 % 2 == 0 ? 0.7 : 0.4 }
    // Three rows a customer.
    let draws = (0..<count).map { row -> RowDraw in
      let (customer, content) = (row / 3 * 7_919 + 11, row * 31 % 97)
      return RowDraw(customer: UInt64(customer), row: UInt64(content))
    }
    func result(_ order: [Int]) throws -> PairedComparison {
      try compare(
        order.map { outcomes[$0] }, ModelProbabilities(order.map { a[$0] }), ModelProbabilities(order.map { b[$0] }),
        .init(cut: .topShare(0.3), draws: order.map { draws[$0] }))
    }
    let forth = try result(Array(0..<count))
    for order in [Array((0..<count).reversed()), (0..<count).map { $0 * 17 % count }] {
      let other = try result(order)
      #expect(other.decisions == forth.decisions)
      #expect(other.swap?.kept == forth.swap?.kept)
      #expect(other.swap?.entering.outcome?.estimate == forth.swap?.entering.outcome?.estimate)
    }
    #expect(forth.swap?.kept != 1)
  }

  /// The end of an interval is never beyond its estimate, and weights of whole rows give whole numbers of events.
  @Test func roundingMovesNothing() throws {
    for count in 20...90 {
      let model = falling(count)
      let outcomes = (0..<count).map { $0 >= count - 5 ? 1.0 : 0 }
      let weights = (0..<count).map { Double(1 + $0 % 3) }
      let segment = SegmentColumn(name: "s", codes: outcomes.map { _ in 0 }, levels: ["all"])
      let result = try compare(
        outcomes, model, model, weights: weights, .init(cut: .topShare(0.3), segments: [segment]))
      let rate = try #require(result.swap?.staying.outcome)
      #expect(rate.estimate == 0 && rate.lower == 0)
      #expect(result.segments.first?.events == weights.suffix(5).reduce(0, +))
      let rates = result.fairness.flatMap { [$0.a.selectionRate, $0.a.truePositiveRate, $0.a.falsePositiveRate] }
      for rate in rates.compactMap(\.self) {
        #expect(rate.lower ?? 0 <= rate.estimate && rate.estimate <= rate.upper ?? 1)
      }
    }
  }
}
