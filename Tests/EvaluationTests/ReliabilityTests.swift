import Distributions
import Evaluation
import Testing

/// Sums of a few hundred doubles in another order.
private let tolerance = 1e-12

@Suite struct ReliabilityTests {
  private let cases: [(reference: DiagnosticsReferences.Binary, predictions: BinaryPredictions)]

  init() throws {
    cases = try DiagnosticsReferences.load().cases()
    #expect(cases.count == 7)
  }

  private func expectTerms(
    _ terms: BrierDecomposition, _ reference: DiagnosticsReferences.Brier, _ what: String
  ) {
    expectClose(terms.reliability, reference.reliability, tolerance: tolerance, "\(what) reliability")
    expectClose(terms.resolution, reference.resolution, tolerance: tolerance, "\(what) resolution")
    expectClose(terms.uncertainty, reference.uncertainty, tolerance: tolerance, "\(what) uncertainty")
    expectClose(terms.withinBinVariance, reference.variance, tolerance: tolerance, "\(what) variance")
    expectClose(terms.withinBinCovariance, reference.covariance, tolerance: tolerance, "\(what) covariance")
  }

  @Test func brierTermsAreThoseOfTheDefinitionAndAddUp() throws {
    for (reference, predictions) in cases {
      let groups = ProbabilityGroups(predictions)
      let byProbability = BrierDecomposition(groups)
      expectTerms(byProbability, reference.brierByProbability, reference.name)
      #expect(byProbability.withinBinVariance == 0)
      let byBin = BrierDecomposition(groups, bins: 10)
      expectTerms(byBin, reference.brierByBin, "\(reference.name), bins")
      let score = predictions.brierScore().estimate
      for bins in [nil, 1, 2, 3, 10, 97] {
        let sum = BrierDecomposition(groups, bins: bins).score
        expectClose(sum, score, tolerance: 1e-14, "\(reference.name), \(bins.map(String.init) ?? "all") bins")
      }
    }
  }

  @Test func spiegelhalterIsThatOfFortyDigits() throws {
    for (reference, predictions) in cases {
      let test = try SpiegelhalterTest(ProbabilityGroups(predictions))
      expectClose(test.statistic, reference.spiegelhalter.statistic, tolerance: tolerance, reference.name)
      expectClose(test.pValue, reference.spiegelhalter.pValue, tolerance: tolerance, "\(reference.name) p")
    }
  }

  @Test func calibrationCurveIsThatOfThePeers() throws {
    for (reference, predictions) in cases {
      let curve = CalibrationCurve(ProbabilityGroups(predictions))
      #expect(curve.bins.count == reference.calibration.bins.count, "\(reference.name)")
      for (bin, expected) in zip(curve.bins, reference.calibration.bins) {
        let values = [bin.weight, bin.meanPredicted, bin.observed, bin.lower, bin.upper]
        for (value, number) in zip(values, expected) {
          expectClose(value, number, tolerance: tolerance, "\(reference.name) bin")
        }
      }
      expectClose(
        curve.expectedCalibrationError, reference.calibration.ece, tolerance: tolerance, "\(reference.name) ECE")
    }
  }

  @Test func tiesAreNotSplit() throws {
    // Two probabilities, ten bins asked for: two bins.
    let outcomes: [Double] = [0, 0, 0, 1, 1, 1, 0, 1]
    let predictions = try BinaryPredictions(
      outcomes: outcomes, probabilities: [0.25, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.75])
    let curve = CalibrationCurve(ProbabilityGroups(predictions))
    #expect(curve.bins.map(\.meanPredicted) == [0.25, 0.75])
    #expect(curve.bins.map(\.observed) == [0.25, 0.75])
    #expect(curve.bins.map(\.weight) == [4, 4])
    #expect(curve.expectedCalibrationError == 0)
    let terms = BrierDecomposition(ProbabilityGroups(predictions), bins: 10)
    #expect(terms.reliability == 0)
    #expect(terms.resolution == 0.0625)
  }

  @Test func wilsonReachesTheEnds() throws {
    let predictions = try BinaryPredictions(outcomes: [0, 0, 1, 1], probabilities: [0.1, 0.1, 0.9, 0.9])
    let bins = CalibrationCurve(ProbabilityGroups(predictions)).bins
    #expect(bins.first?.lower == 0)
    #expect(bins.last?.upper == 1)
    // n = 2, x = 0: upper = z²/(n + z²).
    let z = Normal.quantile(0.975)
    expectClose(bins.first?.upper, z * z / (2 + z * z), tolerance: 1e-15, "upper")
  }

  /// Over many samples from the probabilities themselves the test is standard normal.
  @Test func spiegelhalterHasItsLevel() throws {
    var generator = SplitMix64(seed: 5)
    let samples = 1_000
    var rejected = 0
    for _ in 0..<samples {
      let probabilities = (0..<400).map { _ in 0.05 + 0.6 * generator.nextUniform() }
      let outcomes = probabilities.map { generator.nextUniform() < $0 ? 1.0 : 0.0 }
      let predictions = try BinaryPredictions(outcomes: outcomes, probabilities: probabilities)
      if try SpiegelhalterTest(ProbabilityGroups(predictions)).pValue < 0.05 { rejected += 1 }
    }
    // Binomial with n = 1000 and p = 0.05: four standard deviations are 28.
    #expect(abs(rejected - 50) <= 28, "\(rejected) of \(samples)")
  }

  @Test func extremes() throws {
    let one = try BinaryPredictions(outcomes: [1], probabilities: [0.25])
    let groups = ProbabilityGroups(one)
    let terms = BrierDecomposition(groups, bins: 10)
    #expect(terms.reliability == 0.5625)
    #expect(terms.resolution == 0)
    #expect(terms.uncertainty == 0)
    #expect(CalibrationCurve(groups).bins.count == 1)
    expectClose(try SpiegelhalterTest(groups).statistic, 3.0.squareRoot(), tolerance: 1e-15, "z")
    for probability in [0, 0.5, 1] {
      let certain = try BinaryPredictions(outcomes: [1, 0], probabilities: [probability, probability])
      #expect(throws: UndefinedMetric.noVarianceOfScore) { try SpiegelhalterTest(ProbabilityGroups(certain)) }
    }
  }
}
