/// The tables and curves behind a ``BinaryEvaluation``, for reports.
package struct BinaryDiagnostics: Sendable {
  /// ks, mp, spiegelhalter_z, brier_reliability, brier_resolution, brier_uncertainty, ece. The Brier terms are those of
  /// ``brierByBin``. Spiegelhalter's z, a test, has no interval.
  package let metrics: [Metric]
  /// The Brier score with each probability as its own bin: its within-bin terms are 0.
  package let brierByProbability: BrierDecomposition
  /// The Brier score in bins of about equal weight.
  package let brierByBin: BrierDecomposition
  /// The test that the probabilities are right.
  package let spiegelhalter: Result<SpiegelhalterTest, UndefinedMetric>
  /// Predicted and observed shares in the same bins.
  package let calibration: CalibrationCurve
  /// What the order of the scores tells; undefined with a single class.
  package let ranking: Result<RankingDiagnostics, UndefinedMetric>

  /// Describes one probability a row.
  ///
  /// - Parameters:
  ///   - predictions: the rows.
  ///   - bins: the bins of the calibration curve and the Brier terms, and the parts of the gains table.
  ///   - campaign: the campaign whose profit is told.
  /// - Complexity: O(*n*).
  package init(_ predictions: BinaryPredictions, bins: Int = 10, campaign: RetentionCampaign = .published) {
    let tied = TiedGroups(byProbability: predictions)
    let groups = ProbabilityGroups(tied, unit: predictions.weights.unit)
    let byBin = BrierDecomposition(groups, bins: bins)
    let calibration = CalibrationCurve(groups, bins: bins)
    let test = Result { () throws(UndefinedMetric) in try SpiegelhalterTest(groups) }
    let ranking = Result { () throws(UndefinedMetric) in
      RankingDiagnostics(try Ranking(predictions, byProbability: tied), parts: bins, campaign: campaign)
    }
    let rate = predictions.baseRate
    func plain(_ value: Double, _ interval: (lower: Double, upper: Double)? = nil) -> Estimate {
      Estimate(estimate: value, lower: interval?.lower, upper: interval?.upper, standardError: nil)
    }
    let intervals = ReliabilityIntervals(groups, bins: bins)
    metrics = [
      Metric(.kolmogorovSmirnov, naive: 0) { () throws(UndefinedMetric) in
        plain(try ranking.get().kolmogorovSmirnov.statistic, try ranking.get().kolmogorovSmirnovInterval)
      },
      Metric(.maximumProfit, naive: campaign.atMeanAcceptance.profitWithoutRanking(positiveShare: rate)) {
        () throws(UndefinedMetric) in try ranking.get().maximumProfit.profit
      },
      Metric(.spiegelhalterZ, naive: 0) { () throws(UndefinedMetric) in plain(try test.get().statistic) },
      Metric(.brierReliability, naive: 0) { plain(byBin.reliability, intervals.reliability) },
      Metric(.brierResolution, naive: 0) { plain(byBin.resolution, intervals.resolution) },
      Metric(.brierUncertainty, naive: rate * (1 - rate)) { plain(byBin.uncertainty, intervals.uncertainty) },
      Metric(.expectedCalibrationError, naive: 0) {
        plain(calibration.expectedCalibrationError, intervals.expectedCalibrationError)
      },
    ]
    brierByProbability = BrierDecomposition(groups)
    brierByBin = byBin
    spiegelhalter = test
    self.calibration = calibration
    self.ranking = ranking
  }

  /// The metric called `name`, if it is among these.
  package subscript(name: MetricName) -> Metric? { metrics.first { $0.name == name } }
}

/// What the order of the scores tells.
package struct RankingDiagnostics: Sendable {
  /// The points of the ROC and the precision–recall curve, at most 200.
  package let operatingPoints: [OperatingPoint]
  /// The largest distance between the classes.
  package let kolmogorovSmirnov: KolmogorovSmirnov
  /// Its 95 % interval, without the bias of the largest; nil with too few rows.
  package let kolmogorovSmirnovInterval: (lower: Double, upper: Double)?
  /// Lift and cumulative gains.
  package let gains: GainsTable
  /// The maximum profit with the acceptance at its mean, MPC.
  package let maximumProfit: MaximumProfit
  /// The expected maximum profit, EMPC.
  package let expectedMaximumProfit: MaximumProfit
  /// The profit by the share of customers contacted.
  package let profit: ProfitCurve
  /// The lowest cost of misclassification by the ratio of costs.
  package let costs: CostCurve

  init(_ ranking: Ranking, parts: Int, campaign: RetentionCampaign) {
    let hull = ConvexHull(ranking)
    operatingPoints = ranking.operatingPoints()
    kolmogorovSmirnov = ranking.kolmogorovSmirnov()
    gains = ranking.gains(parts: parts)
    maximumProfit = ranking.maximumProfit(of: campaign.atMeanAcceptance, hull: hull)
    expectedMaximumProfit = ranking.maximumProfit(of: campaign, hull: hull)
    profit = ranking.profitCurve(of: campaign)
    costs = ranking.costCurve(hull: hull)
    kolmogorovSmirnovInterval = costs.kolmogorovSmirnovInterval
  }
}
