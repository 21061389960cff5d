import Distributions
import Evaluation
import Testing

@Suite struct BinaryDiagnosticsTests {
  private let references: EvaluationReferences

  init() throws { references = try .load() }

  private func ranked(_ diagnostics: BinaryDiagnostics) throws -> RankingDiagnostics { try diagnostics.ranking.get() }

  @Test func namesAreThoseOfTheReport() throws {
    let predictions = try BinaryPredictions(outcomes: [0, 1, 0, 1], probabilities: [0.1, 0.4, 0.5, 0.8])
    let diagnostics = BinaryDiagnostics(predictions)
    #expect(
      diagnostics.metrics.map(\.name.rawValue) == [
        "ks", "mp", "spiegelhalter_z", "brier_reliability", "brier_resolution", "brier_uncertainty", "ece",
      ])
    #expect(diagnostics[.kolmogorovSmirnov]?.estimate?.estimate == 0.5)
    #expect(diagnostics[.auc] == nil)
    #expect(MetricName.expectedMaximumProfit.rawValue == "emp")
  }

  @Test func weightsRepeatRows() throws {
    for sample in references.binary {
      for seed in 1...3 as ClosedRange<UInt64> {
        var generator = SplitMix64(seed: seed)
        let weights = sample.outcomes.map { _ in Double(generator.next(below: 4)) }
        let rows = sample.outcomes.indices.flatMap { Array(repeating: $0, count: Int(weights[$0])) }
        let weighted = try BinaryDiagnostics(
          BinaryPredictions(outcomes: sample.outcomes, probabilities: sample.probabilities, weights: weights))
        let repeated = try BinaryDiagnostics(
          BinaryPredictions(
            outcomes: rows.map { sample.outcomes[$0] }, probabilities: rows.map { sample.probabilities[$0] }))
        let what = "\(sample.name), seed \(seed)"
        for metric in weighted.metrics { expectSame(metric, repeated[metric.name], tolerance: 1e-12, what) }
        // Whole weights add up without rounding, so the curves are the same to the bit.
        #expect(weighted.calibration.bins.map(\.weight) == repeated.calibration.bins.map(\.weight), "\(what)")
        #expect(try ranked(weighted).operatingPoints == ranked(repeated).operatingPoints, "\(what)")
        #expect(try ranked(weighted).gains == ranked(repeated).gains, "\(what)")
        #expect(try ranked(weighted).costs.corners == ranked(repeated).costs.corners, "\(what)")
        #expect(try ranked(weighted).profit == ranked(repeated).profit, "\(what)")
      }
    }
  }

  @Test(arguments: [1e-300, 1e-9, 0.3, 1e9, 1e200, 1e300])
  func shareOfWeightsIsAllThatCounts(scale: Double) throws {
    for sample in references.binary {
      let weights = sample.outcomes.indices.map { Double(1 + $0 % 3) }
      let plain = try BinaryPredictions(
        outcomes: sample.outcomes, probabilities: sample.probabilities, weights: weights)
      let scaled = try BinaryPredictions(
        outcomes: sample.outcomes, probabilities: sample.probabilities, weights: weights.map { scale * $0 })
      let (left, right) = (BinaryDiagnostics(plain), BinaryDiagnostics(scaled))
      let what = "\(sample.name), scale \(scale)"
      for metric in left.metrics {
        let root = metric.name == .spiegelhalterZ ? scale.squareRoot() : 1
        let value = right[metric.name]?.estimate?.estimate
        expectClose(value.map { $0 / root }, metric.estimate?.estimate, tolerance: 1e-12, "\(what) \(metric.name)")
      }
      expectClose(
        try ranked(right).expectedMaximumProfit.profit.estimate,
        try ranked(left).expectedMaximumProfit.profit.estimate, tolerance: 1e-12, "\(what) EMP")
      expectClose(try ranked(right).costs.area, try ranked(left).costs.area, tolerance: 1e-12, "\(what) costs")
      let evaluations = try (
        BinaryEvaluation(outcomes: sample.outcomes, probabilities: sample.probabilities, weights: weights),
        BinaryEvaluation(
          outcomes: sample.outcomes, probabilities: sample.probabilities, weights: weights.map { scale * $0 })
      )
      // The top decile is of whole rows, so the scale counts there.
      for metric in evaluations.0.metrics where metric.name != .topDecileLift {
        let (estimate, other) = (metric.estimate, evaluations.1[metric.name]?.estimate)
        expectClose(other?.estimate, estimate?.estimate, tolerance: 1e-11, "\(what) \(metric.name)")
        guard metric.name == .calibrationSlope || metric.name == .calibrationIntercept else { continue }
        let error = other?.standardError.map { $0 * scale.squareRoot() }
        expectClose(error, estimate?.standardError, tolerance: 1e-9, "\(what) \(metric.name) error")
      }
      for (a, b) in zip(left.calibration.bins, right.calibration.bins) {
        expectClose(b.weight / scale, a.weight, tolerance: 1e-12, "\(what) bin")
        #expect(b.lower <= b.observed && b.observed <= b.upper && b.lower >= 0 && b.upper <= 1, "\(what)")
      }
      for part in try ranked(right).gains.parts {
        #expect(part.lift.estimate.isFinite && part.cumulativeGain.estimate <= 1, "\(what)")
      }
    }
  }

  @Test func extremes() throws {
    #expect(throws: EvaluationError.empty) { try BinaryPredictions(outcomes: [], probabilities: []) }
    for outcome in [0.0, 1.0] {
      for count in [1, 25] {
        let predictions = try BinaryPredictions(
          outcomes: Array(repeating: outcome, count: count), probabilities: (0..<count).map { Double($0) / 25 })
        let single = BinaryDiagnostics(predictions)
        #expect(single[.kolmogorovSmirnov]?.value == .failure(.singleClass))
        #expect(single[.maximumProfit]?.value == .failure(.singleClass))
        #expect(single[.brierUncertainty]?.estimate?.estimate == 0)
        #expect(single[.brierResolution]?.estimate?.estimate == 0)
        expectClose(
          single.brierByBin.score, predictions.brierScore().estimate, tolerance: 1e-15, "\(outcome), \(count)")
      }
    }
    let equal = try BinaryDiagnostics(
      BinaryPredictions(outcomes: [0, 1, 0, 0], probabilities: [0.25, 0.25, 0.25, 0.25]))
    for metric in equal.metrics {
      expectClose(metric.estimate?.estimate, metric.naive, tolerance: 1e-15, "\(metric.name)")
    }
    let two = try ranked(BinaryDiagnostics(BinaryPredictions(outcomes: [0, 1], probabilities: [0, 1])))
    #expect(two.kolmogorovSmirnov.statistic == 1)
    #expect(two.gains.parts.first?.lift.estimate == 2)
  }
}
