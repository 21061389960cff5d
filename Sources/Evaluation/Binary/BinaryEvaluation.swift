/// Everything that is told about predicted probabilities of a binary outcome, in the order of the summary.
package struct BinaryEvaluation: Sendable {
  /// The rows given, those of weight 0 included.
  package let rows: Int
  /// Σ weights.
  package let totalWeight: Double
  /// The share of outcome 1.
  package let baseRate: Double
  /// auc, pr_auc, log_loss, brier, top_decile_lift, emp, calibration_slope, calibration_intercept, deviance; the last is
  /// the mean of a row. What reports need beside them is in ``BinaryDiagnostics``.
  package let metrics: [Metric]

  /// Judges one probability a row.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1.
  ///   - probabilities: of outcome 1, in [0, 1].
  ///   - links: their logits where the model has them: rankings, losses and calibration then keep predictions apart that
  ///     round to the same probability.
  ///   - weights: how often each row is repeated.
  ///   - campaign: the campaign whose expected maximum profit is `emp`.
  /// - Throws: ``EvaluationError`` when the input is not as described. A metric that has no value on sound input says so
  ///   in its ``Metric/value``.
  /// - Complexity: O(*n*).
  package init(
    outcomes: [Double], probabilities: [Double], links: [Double]? = nil, weights: [Double]? = nil,
    campaign: RetentionCampaign = .published
  ) throws(EvaluationError) {
    self.init(
      try BinaryPredictions(outcomes: outcomes, probabilities: probabilities, links: links, weights: weights),
      rows: outcomes.count, campaign: campaign)
  }

  private init(_ predictions: BinaryPredictions, rows: Int, campaign: RetentionCampaign) {
    self.rows = rows
    totalWeight = predictions.weights.rows(predictions.totalWeight)
    baseRate = predictions.baseRate
    let rate = predictions.baseRate
    let entropy = predictions.baseRateLogLoss
    let loss = Result { () throws(UndefinedMetric) in try predictions.logLoss() }
    let ranking = Result { () throws(UndefinedMetric) in try Ranking(predictions) }
    let calibration = Result { () throws(UndefinedMetric) in try Calibration(predictions) }
    metrics = [
      Metric(.auc, naive: 0.5) { () throws(UndefinedMetric) in try ranking.get().areaUnderROC() },
      Metric(.prAUC, naive: rate) { () throws(UndefinedMetric) in try ranking.get().averagePrecision() },
      Metric(.logLoss, naive: entropy) { () throws(UndefinedMetric) in try loss.get() },
      Metric(.brier, naive: rate * (1 - rate)) { predictions.brierScore() },
      Metric(.topDecileLift, naive: 1) { () throws(UndefinedMetric) in try ranking.get().topDecileLift() },
      Metric(.expectedMaximumProfit, naive: campaign.profitWithoutRanking(positiveShare: rate)) {
        () throws(UndefinedMetric) in try ranking.get().maximumProfit(of: campaign).profit
      },
      Metric(.calibrationSlope, naive: nil) { () throws(UndefinedMetric) in try calibration.get().slope() },
      Metric(.calibrationIntercept, naive: 0) { () throws(UndefinedMetric) in try calibration.get().intercept() },
      Metric(.deviance, naive: 2 * entropy) { () throws(UndefinedMetric) in try loss.get().scaled(by: 2) },
    ]
  }

  /// The metric called `name`, if this evaluation has it.
  package subscript(name: MetricName) -> Metric? { metrics.first { $0.name == name } }
}
