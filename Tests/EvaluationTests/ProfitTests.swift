import Distributions
import Evaluation
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

@Suite struct ProfitTests {
  private let cases: [(reference: DiagnosticsReferences.Binary, predictions: BinaryPredictions)]

  init() throws { cases = try DiagnosticsReferences.load().cases() }

  /// Numbers that the literature's tools give for logistic regression on the two churn tables.
  @Test func anchors() throws {
    let expected = ["telco": (10.2446, 10.1371), "mlc": (3.8390, 3.6860)]
    for (reference, predictions) in cases {
      guard let anchor = expected[reference.name] else { continue }
      let ranking = try Ranking(predictions)
      let emp = ranking.maximumProfit(of: .published).profit.estimate
      let mp = ranking.maximumProfit(of: RetentionCampaign.published.atMeanAcceptance).profit.estimate
      #expect(abs(emp - anchor.0) < 5e-5 && abs(mp - anchor.1) < 5e-5, "\(reference.name): \(emp), \(mp)")
    }
  }

  @Test func profitsAreThoseOfQuadratureAndBruteForce() throws {
    for (reference, predictions) in cases {
      let ranking = try Ranking(predictions)
      for profit in reference.profit {
        let campaign = try profit.campaign()
        let what = "\(reference.name), value \(profit.value)"
        let emp = ranking.maximumProfit(of: campaign)
        expectClose(emp.profit.estimate, profit.emp, tolerance: 1e-10, "\(what) EMP")
        expectClose(emp.contacted, profit.empContacted, tolerance: 1e-10, "\(what) share")
        if let error = profit.empError {
          // Central differences of step 10⁻³ by single rows: the square of the step over the number of rows.
          expectClose(emp.profit.standardError, error, tolerance: 1e-6, "\(what) error")
        }
        let mp = ranking.maximumProfit(of: campaign.atMeanAcceptance)
        expectClose(mp.profit.estimate, profit.mp, tolerance: 1e-12, "\(what) MP")
        expectClose(mp.contacted, profit.mpContacted, tolerance: 1e-12, "\(what) MP share")
        let curve = ranking.profitCurve(of: campaign)
        #expect(curve.points.count == profit.curve.count)
        for (point, expected) in zip(curve.points, profit.curve) {
          expectClose(point.profit.estimate, expected, tolerance: 1e-11, "\(what) curve at \(point.contacted)")
        }
        expectClose(curve.bestProfit, profit.mp, tolerance: 1e-12, "\(what) best")
        expectClose(curve.best.contacted, profit.mpContacted, tolerance: 1e-12, "\(what) best share")
      }
    }
  }

  /// With one segment, and uniform γ, the integral is elementary.
  @Test func uniformAcceptanceHasAClosedForm() throws {
    let campaign = try RetentionCampaign(
      customerValue: 100, offerCost: 20, contactCost: 4, acceptance: .beta(alpha: 1, beta: 1))
    let predictions = try BinaryPredictions(outcomes: [1, 0], probabilities: [0.5, 0.5], weights: [1, 1])
    let answer = try Ranking(predictions).maximumProfit(of: campaign)
    // Profit ½(80 γ − 4) − ½ 24 = 40 γ − 14, positive from γ = 0.35.
    expectClose(answer.profit.estimate, 20 * (1 - 0.35 * 0.35) - 14 * 0.65, tolerance: 1e-14, "profit")
    expectClose(answer.contacted, 0.65, tolerance: 1e-14, "share")
  }

  @Test func knownAcceptanceIsTheLimitOfNarrowBetas() throws {
    for (reference, predictions) in cases {
      let ranking = try Ranking(predictions)
      let known = try RetentionCampaign(
        customerValue: 200, offerCost: 10, contactCost: 1, acceptance: .known(0.3))
      let narrow = try RetentionCampaign(
        customerValue: 200, offerCost: 10, contactCost: 1, acceptance: .beta(alpha: 3e8, beta: 7e8))
      let gap = ranking.maximumProfit(of: narrow).profit.estimate - ranking.maximumProfit(of: known).profit.estimate
      // γ's deviation is 1.4 × 10⁻⁵; by Jensen the gap is positive.
      #expect(gap > -1e-9 && gap < 190 * 1.5e-5, "\(reference.name): \(gap)")
    }
  }

  @Test func freeCampaignsContactEverybodyAndHopelessOnesNobody() throws {
    let ranking = try Ranking(cases[0].predictions)
    let free = try RetentionCampaign(
      customerValue: 10, offerCost: 0, contactCost: 0, acceptance: .beta(alpha: 2, beta: 3))
    expectClose(
      ranking.maximumProfit(of: free).profit.estimate, 4 * cases[0].predictions.baseRate, tolerance: 1e-13, "free")
    let hopeless = try RetentionCampaign(
      customerValue: 10, offerCost: 9, contactCost: 5, acceptance: .known(0.5))
    let answer = ranking.maximumProfit(of: hopeless)
    #expect(answer.profit.estimate == 0 && answer.contacted == 0)
    #expect(ranking.profitCurve(of: hopeless).best.threshold == nil)
  }

  @Test func campaignsAreChecked() {
    func error(_ value: Double, _ offer: Double, _ contact: Double, _ acceptance: Acceptance) -> CampaignError? {
      do {
        _ = try RetentionCampaign(
          customerValue: value, offerCost: offer, contactCost: contact, acceptance: acceptance)
        return nil
      } catch { return error }
    }
    #expect(error(200, 10, 1, .beta(alpha: 6, beta: 14)) == nil)
    #expect(error(10, 10, 1, .known(0.5)) == .customerValue)
    #expect(error(.nan, 10, 1, .known(0.5)) == .customerValue)
    #expect(error(200, -1, 1, .known(0.5)) == .offerCost)
    #expect(error(200, 10, .infinity, .known(0.5)) == .contactCost)
    #expect(error(200, 10, 1, .known(1.5)) == .acceptance)
    #expect(error(200, 10, 1, .beta(alpha: 0, beta: 1)) == .acceptance)
  }

  @Test func costCurvesAreTheLowestLines() throws {
    for (reference, predictions) in cases {
      let curve = try Ranking(predictions).costCurve()
      for (percent, expected) in reference.costs.lowest.enumerated() {
        let cost = curve.cost(at: Double(percent) / 100)
        expectClose(cost, expected, tolerance: 1e-12, "\(reference.name) at \(percent) %")
      }
      expectClose(curve.area, reference.costs.area, tolerance: 1e-12, "\(reference.name) area")
    }
  }

  @Test func intervalsOfCostsAreThoseOfSortedRows() throws {
    let reference: [String: [[Double]]] = try EvaluationReferences.decode("cost-intervals.json")
    #expect(Set(reference.keys) == Set(cases.map(\.reference.name)))
    for (sample, predictions) in cases {
      let curve = try Ranking(predictions).costCurve()
      for numbers in reference[sample.name] ?? [] {
        let found = curve.estimate(at: numbers[0])
        let name = "\(sample.name) at \(numbers[0])"
        expectClose(found.estimate, numbers[1], tolerance: 1e-12, name)
        // The slope is a solution of least squares by another method.
        expectClose(found.lower, numbers[2], tolerance: 1e-10, "\(name), lower")
        expectClose(found.upper, numbers[3], tolerance: 1e-10, "\(name), upper")
        if numbers[0] == 0.5 {
          let ks = try #require(curve.kolmogorovSmirnovInterval)
          expectClose(ks.lower, 1 - 2 * numbers[3], tolerance: 1e-10, "\(name), KS")
          expectClose(ks.upper, 1 - 2 * numbers[2], tolerance: 1e-10, "\(name), KS")
        }
      }
    }
  }

  @Test func costCurvesAtTheExtremes() throws {
    let perfect = try Ranking(BinaryPredictions(outcomes: [0, 1], probabilities: [0.1, 0.9])).costCurve()
    #expect(perfect.area == 0)
    #expect(perfect.corners.first?.threshold == 0.9)
    #expect(perfect.cost(at: 0.5) == 0)
    let blind = try Ranking(BinaryPredictions(outcomes: [0, 1], probabilities: [0.5, 0.5])).costCurve()
    #expect(blind.corners.map(\.probabilityCost) == [0, 0.5, 1])
    #expect(blind.corners.map(\.cost) == [0, 0.5, 0])
    #expect(blind.area == 0.25)
  }

  /// The interval is about right: over many samples from a known model, 95 % of them hold the truth.
  @Test func intervalsOfProfitCover() throws {
    var generator = SplitMix64(seed: 9)
    func sample(_ rows: Int) throws -> Ranking {
      let links = (0..<rows).map { _ in -1.5 + 1.3 * Normal.quantile(generator.nextUniform() + 0x1p-54) }
      let probabilities = links.map { 1 / (1 + exp(-$0)) }
      let outcomes = probabilities.map { generator.nextUniform() < $0 ? 1.0 : 0.0 }
      return try Ranking(BinaryPredictions(outcomes: outcomes, probabilities: probabilities))
    }
    // Its own standard error is a fortieth of that of a sample.
    let truth = try sample(800_000).maximumProfit(of: .published).profit.estimate
    let samples = 400
    var covered = 0
    for _ in 0..<samples {
      let estimate = try sample(500).maximumProfit(of: .published).profit
      if let lower = estimate.lower, let upper = estimate.upper, lower <= truth, truth <= upper { covered += 1 }
    }
    // Binomial with n = 400 and p = 0.95: four standard deviations are 17; a few more for the flattery of 500 rows.
    #expect(abs(covered - 380) <= 20, "\(covered) of \(samples)")
  }
}
