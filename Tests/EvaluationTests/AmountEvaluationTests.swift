import Distributions
import Evaluation
import Testing

@Suite struct AmountEvaluationTests {
  private let references: EvaluationReferences

  init() throws { references = try .load() }

  @Test func metricsAreThoseOfThePeers() throws {
    for sample in references.amount {
      let evaluation = try AmountEvaluation(
        outcomes: sample.outcomes, predictions: sample.predictions, weights: sample.weights)
      #expect(evaluation.metrics.count == sample.reference.count)
      for metric in evaluation.metrics {
        let reference = try #require(sample.reference[metric.name.rawValue])
        // Sums of a few hundred doubles in another order.
        expectClose(metric.estimate, reference, tolerance: 1e-12, "\(sample.name) \(metric.name)")
      }
    }
  }

  @Test func weightsRepeatRows() throws {
    for sample in references.amount {
      for seed in 1...5 as ClosedRange<UInt64> {
        var generator = SplitMix64(seed: seed)
        let weights = sample.outcomes.map { _ in Double(generator.next(below: 4)) }
        let rows = sample.outcomes.indices.flatMap { Array(repeating: $0, count: Int(weights[$0])) }
        let weighted = try AmountEvaluation(
          outcomes: sample.outcomes, predictions: sample.predictions, weights: weights)
        let repeated = try AmountEvaluation(
          outcomes: rows.map { sample.outcomes[$0] }, predictions: rows.map { sample.predictions[$0] })
        for metric in weighted.metrics {
          expectSame(metric, repeated[metric.name], tolerance: 1e-12, "\(sample.name), seed \(seed)")
        }
      }
    }
  }

  @Test func naiveValuesAreThoseOfTheMean() throws {
    let outcomes: [Double] = [3, 1, 4, 1, 5, 9, 2, 6]
    let mean = outcomes.reduce(0, +) / 8
    let constant = try AmountEvaluation(outcomes: outcomes, predictions: outcomes.map { _ in mean })
    #expect(constant.mean == mean)
    for metric in constant.metrics {
      let value = try #require(metric.estimate).estimate
      expectClose(value, metric.naive, tolerance: 1e-15, "\(metric.name)")
    }
  }

  /// The interval is about right: over many samples from a known model, 95 % of them hold the truth.
  @Test func intervalsOfRSquaredCover() throws {
    var generator = SplitMix64(seed: 11)
    let samples = 400
    var covered = 0
    for _ in 0..<samples {
      let predictions = (0..<500).map { _ in Normal.quantile(generator.nextUniform() + 0x1p-54) }
      let outcomes = predictions.map { $0 + Normal.quantile(generator.nextUniform() + 0x1p-54) }
      let evaluation = try AmountEvaluation(outcomes: outcomes, predictions: predictions)
      let estimate = try #require(evaluation[.rSquared]?.estimate)
      if let lower = estimate.lower, let upper = estimate.upper, lower <= 0.5, 0.5 <= upper { covered += 1 }
    }
    // Binomial with n = 400 and p = 0.95: four standard deviations are 17; a few more for 500 rows not being infinite.
    #expect(abs(covered - 380) <= 20, "\(covered) of \(samples)")
  }

  @Test func edges() throws {
    let exact = try AmountEvaluation(outcomes: [1, 2, 3], predictions: [1, 2, 3])
    #expect(exact[.rSquared]?.estimate?.estimate == 1)
    #expect(exact[.rmse]?.estimate?.upper == 0)
    let constant = try AmountEvaluation(outcomes: [2, 2, 2], predictions: [1, 2, 3])
    #expect(constant[.rSquared]?.value == .failure(.constantOutcome))
    let one = try AmountEvaluation(outcomes: [2], predictions: [1])
    #expect(one[.mae]?.estimate?.estimate == 1)
    #expect(one[.mae]?.estimate?.lower == nil)
  }

  @Test func badInputIsNamed() {
    #expect(throws: EvaluationError.empty) { try AmountEvaluation(outcomes: [], predictions: []) }
    #expect(throws: EvaluationError.notFinite(what: .outcomes, row: 1)) {
      try AmountEvaluation(outcomes: [0, .infinity], predictions: [0, 0])
    }
    #expect(throws: EvaluationError.notFinite(what: .predictions, row: 0)) {
      try AmountEvaluation(outcomes: [0, 1], predictions: [.nan, 0])
    }
    #expect(throws: EvaluationError.unequalLengths(what: .predictions, count: 1, expected: 2)) {
      try AmountEvaluation(outcomes: [0, 1], predictions: [0])
    }
    #expect(throws: EvaluationError.negativeWeight(row: 1)) {
      try AmountEvaluation(outcomes: [0, 1], predictions: [0, 1], weights: [1, -1])
    }
  }
}
