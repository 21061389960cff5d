import Evaluation
import Testing

@Suite struct ComparisonRefusalTests {
  private let outcomes: [Double] = [0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1]
  private var model: ModelProbabilities { ModelProbabilities(outcomes.indices.map { Double($0) / 20 }) }

  private func refusal(_ body: () throws -> Void) -> ComparisonError? {
    do { try body() } catch { return error as? ComparisonError }
    return nil
  }

  @Test func unsoundRows() {
    var unsound = model.probabilities
    unsound[3] = .nan
    #expect(
      refusal { _ = try PairedBinary(outcomes: outcomes, a: model, b: ModelProbabilities(unsound)) }
        == .evaluation(.b, .notFinite(what: .probabilities, row: 3)))
    #expect(
      refusal { _ = try PairedBinary(outcomes: outcomes, a: ModelProbabilities([0.5]), b: model) }
        == .evaluation(.a, .unequalLengths(what: .probabilities, count: 1, expected: 12)))
    #expect(
      refusal {
        _ = try PairedBinary(outcomes: [0, 0], a: ModelProbabilities([0, 1]), b: ModelProbabilities([0, 1]))
      }
        == .singleClass)
    #expect(
      refusal {
        _ = try PairedBinary(
          outcomes: [0, 1], a: ModelProbabilities([0, 1]), b: ModelProbabilities([0, 1]), weights: [1, 0])
      } == .singleClass)
    #expect(
      refusal { _ = try PairedBinary(outcomes: outcomes, a: model, b: model, clusters: [1]) }
        == .unequalLengths(what: "clusters", count: 1, expected: 12))
    #expect(
      refusal { _ = try PairedAmounts(outcomes: [1, .infinity], a: [1, 2], b: [1, 2]) }
        == .evaluation(nil, .notFinite(what: .outcomes, row: 1)))
    #expect(refusal { _ = try PairedAmounts(outcomes: [], a: [], b: []) } == .evaluation(nil, .empty))
  }

  @Test func unsoundSettings() throws {
    #expect(refusal { _ = try ContactEconomics(values: [1, -1]) } == .negativeValue(row: 1))
    #expect(refusal { _ = try ContactEconomics(values: [.nan]) } == .invalidValue(row: 0))
    let bootstrap = try PairedBootstrap.Settings(replications: 100)
    let pair = try PairedBinary(outcomes: outcomes, a: model, b: model)
    func compare(_ settings: PairedComparison.Settings) -> ComparisonError? {
      refusal { _ = try PairedComparison(pair, settings: settings) }
    }
    #expect(compare(.init(cut: .threshold(0.9), bootstrap: bootstrap)) == .selectsNoOne(.a))
    #expect(compare(.init(cut: .topShare(0.01), bootstrap: bootstrap)) == .selectsNoOne(.a))
    #expect(compare(.init(cut: .topShare(1), bootstrap: bootstrap)) != nil)
    let column = SegmentColumn(name: "s", codes: outcomes.map { Int32($0) }, levels: ["one"])
    #expect(compare(.init(segments: [column], bootstrap: bootstrap)) == .invalidCode(what: "s", row: 1))
    #expect(
      compare(.init(economics: try ContactEconomics(values: [1]), bootstrap: bootstrap))
        == .unequalLengths(what: "values", count: 1, expected: 12))
    #expect(compare(.init(rule: VerdictRule(primaryMetric: "rmse"), bootstrap: bootstrap)) != nil)
    #expect(compare(.init(rule: VerdictRule(segmentMargin: -.infinity), bootstrap: bootstrap)) != nil)
    #expect(refusal { _ = try PairedBootstrap.Settings(replications: 10) } != nil)
  }

  @Test func rowsAreJoinedById() throws {
    let join = try ScoreJoin(holdOut: ["a", "b", "c", "d"], a: ["d", "b", "x", "a"], b: ["b", "d", "c"])
    #expect(join.holdOut == [1, 3] && join.a == [1, 0] && join.b == [0, 1])
    #expect(join.withoutA == 1 && join.withoutB == 1 && join.strangersA == 1 && join.strangersB == 0)
    #expect(refusal { _ = try ScoreJoin(holdOut: ["a"], a: ["b"], b: ["a"]) } == .noCommonRows)
    #expect(
      refusal { _ = try ScoreJoin(holdOut: ["a"], a: ["a", "b", "a", "b"], b: ["a"]) }
        == .duplicateIdentifier(.scores(.a), row: 2, duplicates: 2))
    #expect(
      refusal { _ = try ScoreJoin(holdOut: ["a", "a"], a: ["a"], b: ["a"]) }
        == .duplicateIdentifier(.holdOut, row: 1, duplicates: 1))
  }
}
