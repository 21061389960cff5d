import Distributions
import Evaluation
import Foundation
import Testing

@Suite struct ComparisonTests {
  private let sigmoid = ComparisonCases.sigmoid

  private func settings(
    workers: Int = 2, segments: [SegmentColumn] = [], economics: ContactEconomics? = nil, cut: ContactCut = .standard
  ) throws -> PairedComparison.Settings {
    PairedComparison.Settings(
      cut: cut, economics: economics, segments: segments,
      bootstrap: try PairedBootstrap.Settings(replications: 200, seed: 7, workers: workers))
  }

  @Test func theSameBitsForAnyNumberOfWorkers() throws {
    let pair = try ComparisonCases.binary(rows: 3_000, seed: 11, noise: (0.5, 0.9))
    let replicates = try [1, 2, 5].map { workers in
      PairedBootstrap(pair, settings: try PairedBootstrap.Settings(replications: 150, seed: 3, workers: workers))
    }
    for other in replicates.dropFirst() {
      #expect(other.area == replicates[0].area)
      #expect(other.averagePrecision == replicates[0].averagePrecision)
    }
    let weights = (0..<3_000).map { Double($0 % 4) / 2 }
    let columns = [(0..<3_000).map { Double($0) }]
    let means = [1, 3].map { workers in
      BootstrapMeans.replicate(columns, units: .weighted(weights), replications: 100, seed: 5, workers: workers)
    }
    #expect(means[0] == means[1])
  }

  /// Poisson replications of smooth statistics have the standard error of the delta method, about 1/√(2·2000) = 1.6 %.
  @Test func replicationsSpreadAsTheDeltaMethodSays() throws {
    let rows = 4_000
    var generator = SplitMix64(seed: 12)
    let drawn = ComparisonCases.draw(rows: rows, generator: &generator, noise: (0.5, 0.8))
    let clusters = (0..<rows).map { Int32($0 / 3) }
    let weights = (0..<rows).map { Double(1 + $0 % 3) }
    for (weights, clusters) in [(nil, nil), (weights, nil), (nil, clusters), (weights, clusters)] {
      let pair = try PairedBinary(
        outcomes: drawn.outcomes, a: ModelProbabilities(drawn.a.map(sigmoid), links: drawn.a),
        b: ModelProbabilities(drawn.b.map(sigmoid), links: drawn.b), weights: weights, clusters: clusters)
      let replicates = PairedBootstrap(pair, settings: try PairedBootstrap.Settings(replications: 2_000, seed: 1))
      let all = try PairedComparison(pair, settings: PairedComparison.Settings())
      for (values, name) in [(replicates.area, MetricName.auc), (replicates.averagePrecision, .prAUC)] {
        let mean = values.sorted.reduce(0, +) / Double(values.sorted.count)
        let spread = values.sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.sorted.count - 1)
        let difference = try #require(all[name]?.difference)
        let error = try #require(difference.standardError)
        let ratio = spread.squareRoot() / error
        #expect(abs(ratio - 1) < 0.07, "\(name): \(ratio)")  // four of its errors
        #expect(abs(mean - difference.difference) < 0.15 * error, "\(name): \(mean), \(difference)")
      }
    }
  }

  @Test func weightsAreRepetitions() throws {
    var generator = SplitMix64(seed: 13)
    let drawn = ComparisonCases.draw(rows: 300, generator: &generator, noise: (0.5, 0.8))
    let round = { (link: Double) in (4 * link).rounded() / 4 }
    let (a, b) = (drawn.a.map(round), drawn.b.map(round))
    let times = drawn.outcomes.map { _ in generator.next(below: 4) }
    func repeated<Value>(_ values: [Value]) -> [Value] {
      zip(values, times).flatMap { Array(repeating: $0, count: $1) }
    }
    let codes = times.indices.map { Int32($0 % 2) }
    let economics = try ContactEconomics(value: 3, cost: 1)
    let cut = ContactCut.threshold(0.4)
    let weighted = try PairedComparison(
      PairedBinary(
        outcomes: drawn.outcomes, a: ModelProbabilities(a.map(sigmoid), links: a),
        b: ModelProbabilities(b.map(sigmoid), links: b), weights: times.map(Double.init)),
      settings: settings(
        segments: [SegmentColumn(name: "s", codes: codes, levels: ["x", "y"])], economics: economics, cut: cut))
    let long = try PairedComparison(
      PairedBinary(
        outcomes: repeated(drawn.outcomes), a: ModelProbabilities(repeated(a).map(sigmoid), links: repeated(a)),
        b: ModelProbabilities(repeated(b).map(sigmoid), links: repeated(b))),
      settings: settings(
        segments: [SegmentColumn(name: "s", codes: repeated(codes), levels: ["x", "y"])], economics: economics, cut: cut
      ))
    for (one, other) in zip(weighted.differences, long.differences) {
      expectClose(one.difference?.difference, other.difference?.difference, tolerance: 1e-11, "\(one.name)")
      expectClose(one.difference?.standardError, other.difference?.standardError, tolerance: 1e-9, "\(one.name) error")
    }
    expectClose(weighted.churn?.kendall, long.churn?.kendall, tolerance: 1e-12, "kendall")
    expectClose(weighted.churn?.spearman, long.churn?.spearman, tolerance: 1e-12, "spearman")
    expectClose(weighted.shift?.populationStability, long.shift?.populationStability, tolerance: 1e-10, "psi")
    expectClose(weighted.profit?.total.a, long.profit?.total.a, tolerance: 1e-12, "profit")
    expectClose(weighted.decisions?.exact, long.decisions?.exact, tolerance: 1e-12, "decisions")
    expectClose(weighted.swap?.entering.weight, long.swap?.entering.weight, tolerance: 1e-12, "entering")
    for (one, other) in zip(weighted.segments, long.segments) {
      expectClose(one.difference?.difference, other.difference?.difference, tolerance: 1e-12, one.name)
      expectClose(one.weight, other.weight, tolerance: 1e-12, one.name)
    }
  }

  @Test func identicalModelsDifferInNothing() throws {
    var generator = SplitMix64(seed: 14)
    let drawn = ComparisonCases.draw(rows: 500, generator: &generator, noise: (0.5, 0.5))
    let model = ModelProbabilities(drawn.a.map(sigmoid), links: drawn.a)
    let pair = try PairedBinary(outcomes: drawn.outcomes, a: model, b: model)
    let all = try PairedComparison(pair, settings: settings(economics: ContactEconomics()))
    for item in all.differences {
      let difference = try #require(item.difference)
      #expect(difference.difference == 0 && difference.lower == 0 && difference.upper == 0, "\(item.name)")
      #expect(difference.pValue == 1, "\(item.name)")
    }
    #expect(all.verdict.verdict == .notShown)
    #expect(all.swap?.entering.rows == 0 && all.swap?.kept == 1)
    #expect(all.swap?.entering.outcome == nil)
    #expect(all.churn?.kendall == 1 && all.shift?.populationStability == 0 && all.shift?.kolmogorovSmirnov == 0)
    #expect(all.decisions?.exact == 1 && all.profit?.total.difference == 0)
  }

  /// B is better on the whole and ranks one crossing of two levels at random.
  @Test func aSegmentThatIsWorseForbidsBetter() throws {
    var generator = SplitMix64(seed: 15)
    let rows = 8_000
    var drawn = ComparisonCases.draw(rows: rows, generator: &generator, noise: (1.5, 0.2))
    let first = (0..<rows).map { _ in Int32(generator.next(below: 3)) }
    let second = (0..<rows).map { _ in Int32(generator.next(below: 4)) - 1 }
    for row in 0..<rows where first[row] == 1 && second[row] == 2 {
      drawn.b[row] = ComparisonCases.normal(&generator) - 1.2
    }
    let pair = try PairedBinary(
      outcomes: drawn.outcomes, a: ModelProbabilities(drawn.a.map(sigmoid)), b: ModelProbabilities(drawn.b.map(sigmoid))
    )
    let columns = [
      SegmentColumn(name: "region", codes: first, levels: ["east", "north", "west"]),
      SegmentColumn(name: "age", codes: second, levels: ["<30", "30-65", ">65"]),
    ]
    let all = try PairedComparison(pair, settings: settings(segments: columns))
    #expect(all.segments.count == 3 + 4 + 12)
    let worse = all.segments.filter(\.isWorse)
    #expect(worse.map(\.name) == ["region = north, age = >65"])
    #expect(all.segments.contains { $0.name == "age = (missing)" })
    #expect(try #require(all[.auc]?.difference?.lower) > 0)
    #expect(all.verdict.verdict == .notShown)
    #expect(all.verdict.reasons.contains { $0.code == "segment_worse" })
    #expect(all.fairness.count == 7)
    // A segment alone is compared as if the rest did not exist.
    let chosen = (0..<rows).filter { first[$0] == 0 }
    let alone = PairedArea.compare(
      try PairedBinary(
        outcomes: chosen.map { drawn.outcomes[$0] }, a: ModelProbabilities(chosen.map { sigmoid(drawn.a[$0]) }),
        b: ModelProbabilities(chosen.map { sigmoid(drawn.b[$0]) })))
    #expect(all.segments[0].difference == alone)
  }

  @Test func smallAndSingleClassSegmentsSayWhy() throws {
    var generator = SplitMix64(seed: 16)
    let drawn = ComparisonCases.draw(rows: 400, generator: &generator, noise: (0.5, 0.5))
    let codes = drawn.outcomes.indices.map { row in row < 5 ? Int32(0) : drawn.outcomes[row] == 1 ? 1 : 2 }
    let pair = try PairedBinary(
      outcomes: drawn.outcomes, a: ModelProbabilities(drawn.a.map(sigmoid)), b: ModelProbabilities(drawn.b.map(sigmoid))
    )
    let all = try PairedComparison(
      pair, settings: settings(segments: [SegmentColumn(name: "s", codes: codes, levels: ["few", "ones", "zeros"])]))
    #expect(all.segments[0].result == .failure(.tooFewRows(5, required: 30)))
    #expect(all.segments[1].result == .failure(.tooFewOfClass(outcome: 0, rows: 0, required: 10)))
    #expect(all.segments[2].result == .failure(.tooFewOfClass(outcome: 1, rows: 0, required: 10)))
    #expect(all.segments.allSatisfy { $0.qValue == nil && !$0.isWorse })
  }

  @Test func verdictsOfClearCases() throws {
    let better = try PairedComparison(
      ComparisonCases.binary(rows: 4_000, seed: 17, noise: (1.5, 0.3)), settings: settings())
    #expect(better.verdict.verdict == .better, "\(better.verdict)")
    let worse = try PairedComparison(
      ComparisonCases.binary(rows: 4_000, seed: 17, noise: (0.3, 1.5)), settings: settings())
    #expect(worse.verdict.verdict == .worse)
    // Ranked better, but five times too sure of itself.
    var generator = SplitMix64(seed: 18)
    let drawn = ComparisonCases.draw(rows: 4_000, generator: &generator, noise: (1.5, 0.3))
    let sure = drawn.b.map { 5 * $0 }
    let pair = try PairedBinary(
      outcomes: drawn.outcomes, a: ModelProbabilities(drawn.a.map(sigmoid), links: drawn.a),
      b: ModelProbabilities(sure.map(sigmoid), links: sure))
    let miscalibrated = try PairedComparison(pair, settings: settings())
    #expect(miscalibrated.verdict.verdict == .notShown)
    #expect(miscalibrated.verdict.reasons.contains { $0.code == "calibration_worse" })
  }

  @Test func rulesReadWithDefaults() throws {
    let rule = try JSONDecoder().decode(VerdictRule.self, from: Data(#"{"primary_metric":"brier"}"#.utf8))
    #expect(rule == VerdictRule(primaryMetric: "brier"))
    #expect(try JSONDecoder().decode(VerdictRule.self, from: JSONEncoder().encode(VerdictRule.standard)) == .standard)
    #expect(Verdict.notShown.rawValue == "not_shown")
  }

  @Test func biasCorrectedIntervalOfASymmetricSampleIsThePercentileInterval() throws {
    let replicates = BootstrapReplicates((0..<999).map { Double($0) })
    let plain = try #require(replicates.percentile())
    let corrected = try #require(replicates.biasCorrected(estimate: 499, acceleration: 0))
    expectClose(plain.lower, 24, tolerance: 1e-12, "25th of 999")
    expectClose(corrected.lower, plain.lower, tolerance: 1e-12, "lower")
    expectClose(corrected.upper, plain.upper, tolerance: 1e-12, "upper")
    #expect(BootstrapReplicates.acceleration(influence: [-1, 0, 1]) == 0)
    #expect(BootstrapReplicates.acceleration(influence: [-1, -1, 2]) > 0)
    #expect(replicates.biasCorrected(estimate: -1, acceleration: 0) == nil)
    #expect(BootstrapReplicates([1, 2, .nan]).percentile() == nil)
  }
}
