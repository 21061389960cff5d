import Distributions
import Evaluation
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

@Suite struct CalibrationTests {
  private func calibration(
    _ outcomes: [Double], links: [Double], weights: [Double]? = nil
  ) throws -> Calibration {
    let probabilities = links.map { 1 / (1 + exp(-$0)) }
    return try Calibration(
      BinaryPredictions(outcomes: outcomes, probabilities: probabilities, links: links, weights: weights))
  }

  /// Two distinct links saturate the two-parameter model: its maximum is in closed form.
  @Test func twoLinksHaveClosedForms() throws {
    // At link −1, 3 of 10 are positive; at link 2, 6 of 8.
    let calibration = try calibration([1, 0, 1, 0], links: [-1, -1, 2, 2], weights: [3, 7, 6, 2])
    let slope = try calibration.slope()
    let logits = (log(3.0 / 7), log(6.0 / 2))
    expectClose(slope.estimate, (logits.1 - logits.0) / 3, tolerance: 1e-13, "slope")
    // The variance of a log odds is 1/positives + 1/negatives.
    let error = (1.0 / 3 + 1.0 / 7 + 1.0 / 6 + 1.0 / 2).squareRoot() / 3
    expectClose(slope.standardError, error, tolerance: 1e-9, "slope error")
  }

  @Test func constantLinkHasAnInterceptInClosedForm() throws {
    let calibration = try calibration([1, 0], links: [0.7, 0.7], weights: [30, 10])
    let intercept = try calibration.intercept()
    expectClose(intercept.estimate, log(3.0) - 0.7, tolerance: 1e-13, "intercept")
    expectClose(intercept.standardError, (1.0 / 30 + 1.0 / 10).squareRoot(), tolerance: 1e-9, "intercept error")
    #expect(throws: UndefinedMetric.constantPrediction) { try calibration.slope() }
  }

  @Test func separationHasNoSlope() throws {
    for (outcomes, what) in [([0, 0, 1, 1], "upwards"), ([1, 1, 0, 0], "downwards")] as [([Double], String)] {
      #expect(throws: UndefinedMetric.separated, "\(what)") {
        try calibration(outcomes, links: [-2, -1, 1, 3]).slope()
      }
      #expect(throws: UndefinedMetric.separated, "\(what), touching") {
        try calibration(outcomes, links: [-2, 1, 1, 3]).slope()
      }
    }
    // The intercept exists all the same.
    let intercept = try calibration([0, 0, 1, 1], links: [-2, -1, 1, 2]).intercept()
    expectClose(intercept.estimate, 0, tolerance: 1e-14, "intercept")
  }

  /// Links 1000 times too large saturate every row: the slope must come back as a thousandth all the same.
  @Test func extremeLinksScaleTheSlope() throws {
    var generator = SplitMix64(seed: 7)
    let links = (0..<500).map { _ in 6 * generator.nextUniform() - 3 }
    let outcomes = links.map { generator.nextUniform() < 1 / (1 + exp(-$0)) ? 1.0 : 0.0 }
    let slope = try calibration(outcomes, links: links).slope()
    let scaled = try calibration(outcomes, links: links.map { 1000 * $0 }).slope()
    expectClose(scaled.estimate * 1000, slope.estimate, tolerance: 1e-12, "slope")
    expectClose(scaled.standardError.map { 1000 * $0 }, slope.standardError, tolerance: 1e-12, "error")
    // The likelihood equation of the intercept holds: Σ (y − p) = 0.
    let wide = links.map { 1000 * $0 }
    let intercept = try calibration(outcomes, links: wide).intercept().estimate
    let score = zip(outcomes, wide).map { $0 - 1 / (1 + exp(-intercept - $1)) }.reduce(0, +)
    #expect(abs(score) < 1e-9, "score \(score) at \(intercept)")
  }

  @Test func certainAndRightHasNoIntercept() throws {
    #expect(throws: UndefinedMetric.notConverged) {
      try calibration([1, 0], links: [1e5, -1e5]).intercept()
    }
  }
}
