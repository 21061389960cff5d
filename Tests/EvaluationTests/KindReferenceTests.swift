import Evaluation
import Foundation
import Testing

/// The cases and answers of References/kinds.py and bca.R.
private struct KindReferences: Decodable {
  struct Pair: Decodable { let a, b, difference, error: Double }
  struct Amount: Decodable {
    let name: String
    let outcomes, first, second: [Double]
    let a, b, difference, error: Double
  }
  struct Quantiles: Decodable {
    let levels, outcomes: [Double]
    let first, second: [[Double]]
    let naive: Double
    let loss, coverage: Pair
  }
  struct Classes: Decodable {
    let outcomes: [Double]
    let first, second: [[Double]]
    let logLoss, accuracy, brier, area: Pair
    let areaError: Double
  }
  struct Skew: Decodable { let sample: [Double]; let lower, upper: Double }
  struct Ends: Decodable { let count: Int; let estimate: Double; let influence, levels, lower, upper: [Double] }

  let amounts: [Amount]
  let quantiles: [Quantiles]
  let classes: [Classes]
  let bca: Skew

  static func decode<Value: Decodable>(_ file: String) throws -> Value {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("References")
    return try JSONDecoder().decode(Value.self, from: Data(contentsOf: folder.appendingPathComponent(file)))
  }
}

/// Tolerances: 1e-12 relative, for closed forms that are summed in another order; 1e-10 for the Tweedie deviance, whose
/// powers cancel.
@Suite struct KindReferenceTests {
  private let references: KindReferences

  init() throws { references = try KindReferences.decode("kinds.json") }

  private func expect(
    _ found: MetricDifference?, _ a: Double, _ b: Double, _ difference: Double, _ error: Double,
    tolerance: Double = 1e-12, _ what: String
  ) {
    expectClose(found?.a, a, tolerance: tolerance, "\(what) a")
    expectClose(found?.b, b, tolerance: tolerance, "\(what) b")
    expectClose(found?.difference, difference, tolerance: tolerance, "\(what) difference")
    expectClose(found?.standardError, error, tolerance: tolerance, "\(what) error")
  }

  private func expect(_ found: MetricDifference?, _ pair: KindReferences.Pair, _ what: String) {
    expect(found, pair.a, pair.b, pair.difference, pair.error, what)
  }

  @Test func deviancesOfFamilies() throws {
    let families: [String: UnitDeviance] = [
      "poisson": .poisson, "gamma": .gamma, "inverse-gaussian": .inverseGaussian,
      "tweedie 1.4": .tweedie(power: 1.4), "negative-binomial 1.7": .negativeBinomial(theta: 1.7),
    ]
    #expect(references.amounts.count == families.count)
    for item in references.amounts {
      let pair = try PairedAmounts(outcomes: item.outcomes, a: item.first, b: item.second)
      let family = AmountFamily(deviance: try #require(families[item.name]))
      let all = try PairedComparison(pair, family: family, settings: .init())
      expect(
        all[.deviance]?.difference, item.a, item.b, item.difference, item.error, tolerance: 1e-10, item.name)
      // The verdict rests on it, and segments are judged by it.
      guard case .primary(.deviance, _, _)? = all.verdict.reasons.first else {
        Issue.record("\(item.name) is not judged by its deviance")
        continue
      }
      #expect(all.segmentMetric == .deviance)
      let alone = try AmountEvaluation(
        outcomes: item.outcomes, predictions: item.second, unitDeviance: family.deviance)
      expectClose(alone[.deviance]?.estimate?.estimate, item.b, tolerance: 1e-10, item.name)
    }
  }

  @Test func outsideOfTheFamily() throws {
    let pair = try PairedAmounts(outcomes: [1, 2, 3, 0], a: [1, 2, 3, 1], b: [1, 2, -1, 1])
    let all = try PairedComparison(pair, family: AmountFamily(deviance: .poisson), settings: .init(cut: .topShare(0.5)))
    #expect(all[.deviance]?.value == .failure(.outsideFamily))
    #expect(all.verdict.verdict == .notShown && all.verdict.reasons.first?.code == "primary_undefined")
    #expect(all.segmentMetric == .rmse)
  }

  @Test func quantilesAreJudgedByTheirCheckLoss() throws {
    for item in references.quantiles {
      let what = "quantiles \(item.levels)"
      let pair = try PairedQuantiles(
        outcomes: item.outcomes, levels: item.levels, a: item.first, b: item.second)
      let all = try PairedComparison(pair, settings: .init())
      expect(all[.checkLoss]?.difference, item.loss, what)
      expect(all[.coverage]?.difference, item.coverage, "\(what) coverage")
      let alone = try QuantileEvaluation(outcomes: item.outcomes, levels: item.levels, quantiles: item.second).metrics
      let loss = alone.first { $0.name == .checkLoss }
      expectClose(loss?.estimate?.estimate, item.loss.b, tolerance: 1e-12, what)
      expectClose(
        alone.first { $0.name == .coverage }?.estimate?.estimate, item.coverage.b, tolerance: 1e-12, what)
      expectClose(loss?.naive, item.naive, tolerance: 1e-12, "\(what), the same for everybody")
    }
  }

  @Test func classesAreJudgedByTheirProbabilities() throws {
    for item in references.classes {
      let names = item.first.indices.map { "class \($0)" }
      let pair = try PairedClasses(outcomes: item.outcomes, classes: names, a: item.first, b: item.second)
      let all = try PairedComparison(pair, settings: .init())
      expect(all[.logLoss]?.difference, item.logLoss, "log loss")
      expect(all[.accuracy]?.difference, item.accuracy, "accuracy")
      expect(all[.brier]?.difference, item.brier, "brier")
      expect(all[.macroAUC]?.difference, item.area, "area")
      let predicted = item.second[0].indices.map { row in
        Double(names.indices.max { item.second[$0][row] < item.second[$1][row] } ?? 0)
      }
      let alone = try ClassesEvaluation(
        outcomes: item.outcomes, predictions: predicted, probabilities: item.second
      ).metrics
      let area = alone.first { $0.name == .macroAUC }?.estimate
      expectClose(area?.estimate, item.area.b, tolerance: 1e-12, "area alone")
      expectClose(area?.standardError, item.areaError, tolerance: 1e-12, "its error")
      expectClose(
        alone.first { $0.name == .brier }?.estimate?.estimate, item.brier.b, tolerance: 1e-12, "brier alone")
    }
  }

  @Test func weightsRepeatRowsOfClassesAndQuantiles() throws {
    let item = references.classes[0]
    let weights = item.outcomes.indices.map { Double($0 % 3) }
    let rows = item.outcomes.indices.flatMap { Array(repeating: $0, count: Int(weights[$0])) }
    func pick(_ values: [Double]) -> [Double] { rows.map { values[$0] } }
    let names = ["x", "y", "z"]
    let weighted = try PairedComparison(
      PairedClasses(outcomes: item.outcomes, classes: names, a: item.first, b: item.second, weights: weights),
      settings: .init())
    let repeated = try PairedComparison(
      PairedClasses(
        outcomes: pick(item.outcomes), classes: names, a: item.first.map(pick), b: item.second.map(pick)),
      settings: .init())
    for (one, other) in zip(weighted.differences, repeated.differences) where one.name != .calibrationSlope {
      expectClose(one.difference?.difference, other.difference?.difference ?? .nan, tolerance: 1e-12, "\(one.name)")
      expectClose(
        one.difference?.standardError, other.difference?.standardError ?? .nan, tolerance: 1e-12, "\(one.name)")
    }
    #expect(weighted.classes?.rows.map(\.observed) == repeated.classes?.rows.map(\.observed))
  }

  /// The ends of BCa intervals are at R's positions among the replications.
  @Test func endsAreThoseOfBoot() throws {
    let cases: [KindReferences.Ends] = try KindReferences.decode("bca.json")
    for item in cases {
      let replicates = BootstrapReplicates((1...item.count).map(Double.init))
      let acceleration = BootstrapReplicates.acceleration(influence: item.influence)
      for (level, ends) in zip(item.levels, zip(item.lower, item.upper)) {
        let found = try #require(
          replicates.biasCorrected(estimate: item.estimate, acceleration: acceleration, level: level))
        // R tells positions of two decimals.
        expectClose(found.lower, ends.0, tolerance: 5.1e-3 / ends.0, "\(item.count), \(level), lower")
        expectClose(found.upper, ends.1, tolerance: 5.1e-3 / ends.1, "\(item.count), \(level), upper")
      }
    }
  }

  /// The interval of a skew sample's mean is scipy's, but for the noise of 20,000 replications: the density at an end makes
  /// it some hundredth of the width.
  @Test func meanOfASkewSample() throws {
    let item = references.bca
    let mean = item.sample.reduce(0, +) / Double(item.sample.count)
    let replicates = BootstrapMeans.replicate(
      [item.sample], units: .rows(item.sample.count), replications: 20_000, seed: 5)[0]
    let acceleration = BootstrapReplicates.acceleration(influence: item.sample.map { $0 - mean })
    let found = try #require(replicates.biasCorrected(estimate: mean, acceleration: acceleration))
    let width = item.upper - item.lower
    #expect(abs(found.lower - item.lower) < 0.02 * width, "\(found) for \(item.lower), \(item.upper)")
    #expect(abs(found.upper - item.upper) < 0.02 * width, "\(found) for \(item.lower), \(item.upper)")
    let percentile = try #require(replicates.percentile())
    #expect(found.lower > percentile.lower && found.upper > percentile.upper, "corrected to the right")
  }

  /// The *p*-value is 1 − the level at which the interval ends at 0.
  @Test func pValueAgreesWithTheInterval() throws {
    for shift in [100.3, 300.7, 650.2] {
      let replicates = BootstrapReplicates((1...4_999).map { Double($0) - shift })
      let p = try #require(replicates.biasCorrectedPValue(estimate: 2_600.4 - shift, acceleration: 0.03))
      let ends = try #require(
        replicates.biasCorrected(estimate: 2_600.4 - shift, acceleration: 0.03, level: 1 - p))
      // Half a replication on either side of 0.
      #expect(abs(ends.lower) < 1, "p \(p): \(ends)")
    }
  }

  @Test func whatIsNoProbabilityOfClasses() {
    func refused(_ outcomes: [Double], _ a: [[Double]], _ error: ComparisonError) {
      #expect(throws: error) {
        _ = try PairedClasses(outcomes: outcomes, classes: ["x", "y"], a: a, b: [[0.5, 0.5], [0.5, 0.5]])
      }
    }
    refused([0, 1], [[0.5, 0.4], [0.5, 0.5]], .evaluation(.a, .notDistribution(row: 1)))
    refused([0, 1], [[0.5, .nan], [0.5, 0.5]], .evaluation(.a, .notFinite(what: .probabilities, row: 1)))
    refused([0, 1], [[0.5, 1.5], [0.5, -0.5]], .evaluation(.a, .notProbability(row: 1)))
    refused([0, 1], [[0.5, 0.5]], .evaluation(.a, .unequalLengths(what: .probabilities, count: 1, expected: 2)))
    refused([0, 2], [[0.5, 0.5], [0.5, 0.5]], .invalidCode(what: "class", row: 1))
    refused([0, 0.5], [[0.5, 0.5], [0.5, 0.5]], .invalidCode(what: "class", row: 1))
  }
}
