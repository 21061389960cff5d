import ClienteleScoring
import Testing

/// What a model file may have beside the model: a calibrator, residuals by group, the covariance of the estimates.
@Suite struct OptionalPartsTests {
  static let calibrators = [
    Calibrator(.identity, shift: -1.5), Calibrator(.platt(intercept: 0.1, slope: 1.3)),
    Calibrator(.beta(a: 0.8, b: 0, c: -0.25), shift: 2),
    Calibrator(.isotonic(logOdds: [-2, 0, 0.5, 3], probabilities: [0.01, 0.2, 0.2, 0.99]), shift: 0.3),
  ]

  private func refused(_ model: FittedModel, _ words: String) {
    do {
      _ = try ModelFile.bytes(of: model)
      Issue.record("not refused: \(words)")
    } catch { #expect("\(error)".contains(words), "\(error)") }
  }

  @Test(arguments: calibrators)
  func calibrator(calibrator: Calibrator) throws {
    let model = Samples.model(kind: .logistic).with(calibrator)
    let read = try ScoringModel(bytes: ModelFile.bytes(of: model))
    #expect(read.model == model && read.model != Samples.model(kind: .logistic))
    let plain = try ScoringModel(Samples.model(kind: .logistic)).score(["size": 4, "plan": "gold"])
    let score = try read.score(["size": 4, "plan": "gold"])
    // The link, its parts and the baseline are those before calibration.
    #expect(score.link == plain.link && score.baseline == plain.baseline && score.contributions == plain.contributions)
    #expect(score.prediction == inverseLogit(calibrator.logOdds(plain.link)) && plain.calibration == nil)
    #expect(score.calibration == calibrator.logOdds(plain.link) - plain.link)
    refused(Samples.model().with(calibrator), "the probability of an event")
  }

  @Test func curves() {
    let line = Calibrator(.isotonic(logOdds: [-1, 1], probabilities: [0.2, 0.6]))
    for (t, p) in [(-9.0, 0.2), (-1, 0.2), (0, 0.4), (1, 0.6), (7, 0.6)] {
      #expect(abs(inverseLogit(line.logOdds(t)) - p) < 1e-15)
    }
    // A beta curve of 1, 1 and 0 is the identity; one of 1 and 0 adds nothing for sure events.
    for t in [-30.0, -2, 0, 1.5, 30] {
      #expect(abs(Calibrator(.beta(a: 1, b: 1, c: 0)).logOdds(t) - t) < 1e-14 * max(1, abs(t)))
    }
  }

  @Test func inconsistent() {
    let model = Samples.model(kind: .logistic)
    for curve: Calibrator.Curve in [
      .platt(intercept: .nan, slope: 1), .beta(a: -0.1, b: 1, c: 0),
      .isotonic(logOdds: [], probabilities: []), .isotonic(logOdds: [1, 0], probabilities: [0.1, 0.2]),
      .isotonic(logOdds: [0, 1], probabilities: [0.3, 0.2]), .isotonic(logOdds: [0, 1], probabilities: [0, 1]),
      .isotonic(logOdds: [0], probabilities: [0.1, 0.2]),
    ] { refused(model.with(Calibrator(curve)), "a curve that never falls") }
    refused(model.with(Calibrator(.identity, shift: .infinity)), "a curve that never falls")
    refused(Samples.model().with(EstimateCovariance(triangles: [[1, 0, 1]], degreesOfFreedom: nil)), "covariance")
    let values = (0..<399).map { Double($0) }
    for groups in [
      ResidualQuantiles.Groups(column: "plan", levels: ["gold"], values: []),
      .init(column: "plan", levels: ["gold"], values: [values.reversed()]),
    ] {
      refused(
        Samples.model().with(ResidualQuantiles(values: values, quarterPowers: 0, least: nil, groups: groups)),
        "the residuals of its intervals")
    }
    let stranger = ResidualQuantiles.Groups(column: "city", levels: ["gold"], values: [values])
    refused(
      Samples.model().with(ResidualQuantiles(values: values, quarterPowers: 0, least: nil, groups: stranger)),
      "those of no column")
  }

  @Test func intervals() throws {
    let values = (0..<399).map { Double($0) - 199 }
    let groups = ResidualQuantiles.Groups(column: "plan", levels: ["gold"], values: [values.map { 2 * $0 }])
    // Three terms: four numbers along the diagonal, independent.
    let triangle = [0.25, 0, 0.01, 0, 0, 0.04, 0, 0, 0, 0.09]
    let model = Samples.model()
      .with(ResidualQuantiles(values: values, quarterPowers: 0, least: nil, groups: groups))
      .with(EstimateCovariance(triangles: [triangle], degreesOfFreedom: 20))
    let read = try ScoringModel(bytes: ModelFile.bytes(of: model))
    #expect(read.model == model)
    let residuals = try #require(read.model.residuals)
    #expect(
      residuals.interval(0.9, around: 0) == (-180, 180)
        && residuals.interval(0.9, around: 0, group: "pro") == (-180, 180))
    #expect(residuals.interval(0.9, around: 0, group: "gold") == (-360, 360))
  }
}
