import Distributions
import Evaluation
import Testing

@Suite struct AmountDiagnosticsTests {
  private let samples: [EvaluationReferences.Amount]
  private let references: [DiagnosticsReferences.Amount]

  init() throws {
    samples = try EvaluationReferences.load().amount
    references = try DiagnosticsReferences.load().amount
  }

  @Test func tablesAreThoseOfNumPy() throws {
    for (sample, reference) in zip(samples, references) {
      for scale in [nil, 1, 0x1p-900, 0x1p900] {
        if scale == nil, sample.weights != nil { continue }
        let weights = scale.map { scale in
          (sample.weights ?? sample.outcomes.map { _ in 1 }).map { scale * $0 }
        }
        let diagnostics = AmountDiagnostics(
          try AmountPredictions(outcomes: sample.outcomes, predictions: sample.predictions, weights: weights))
        let what = "\(sample.name), scale \(scale ?? 0)"
        #expect(diagnostics.bins.count == reference.bins.count, "\(what)")
        for (bin, expected) in zip(diagnostics.bins, reference.bins) {
          expectClose(bin.weight / (scale ?? 1), expected[0], tolerance: 0, "\(what) weight")
          expectClose(bin.meanPredicted, expected[1], tolerance: 1e-13, "\(what) predicted")
          expectClose(bin.observed.estimate, expected[2], tolerance: 1e-13, "\(what) observed")
          if scale ?? 1 == 1 {
            expectClose(bin.observed.standardError, expected[3], tolerance: 1e-12, "\(what) error")
          }
        }
        #expect(diagnostics.residualQuantiles.count == reference.quantiles.count)
        for (quantile, expected) in zip(diagnostics.residualQuantiles, reference.quantiles) {
          #expect(Double(quantile.percent) == expected[0])
          expectClose(quantile.value, expected[1], tolerance: 1e-15, "\(what) \(quantile.percent) %")
        }
      }
    }
  }

  @Test func edges() throws {
    let one = AmountDiagnostics(try AmountPredictions(outcomes: [5], predictions: [3]))
    #expect(one.bins.count == 1)
    #expect(one.bins.first?.observed.lower == nil)
    #expect(one.residualQuantiles.allSatisfy { $0.value == 2 })
    // Equal predictions are one bin whatever the outcomes.
    let equal = AmountDiagnostics(try AmountPredictions(outcomes: [1, 2, 3, 4], predictions: [2, 2, 2, 2]))
    #expect(equal.bins.map(\.weight) == [4])
    #expect(equal.bins.first?.observed.estimate == 2.5)
    // An even number of rows: the median is between the two in the middle.
    #expect(equal.residualQuantiles.first { $0.percent == 50 }?.value == 0.5)
    #expect(throws: EvaluationError.empty) { try AmountPredictions(outcomes: [], predictions: []) }
  }
}
