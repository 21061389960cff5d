/// The page of one model. Every part but the title may be missing, and is then left out of the page; nothing is
/// computed here.
package struct ModelReport: Sendable, Codable, Equatable {
  /// The title.
  package var title: String
  /// What the model is, in a line.
  package var subtitle: String?
  /// The verdict in a line.
  package var headline: Statement?
  /// What it says, one sentence each.
  package var summary: [String]
  /// The numbers to know.
  package var highlights: [Highlight]
  /// What it was trained on.
  package var data: DataProfile?
  /// Its coefficients.
  package var terms: TermTable?
  /// How far the fit can be trusted.
  package var certificate: FitCertificate?
  /// How good it is.
  package var metrics: MetricTable?
  /// True positive rate by false positive rate.
  package var roc: [CurvePoint]
  /// Precision by recall.
  package var precisionRecall: [CurvePoint]
  /// The share of events in all rows.
  package var eventRate: Double?
  /// Observed by predicted share of events.
  package var calibration: [CalibrationBin]
  /// The histogram of the scores, on the same rows.
  package var scores: [HistogramBin]
  /// Lift and gains.
  package var tenths: [TenthRow]
  /// Profit by the share acted on.
  package var profit: ProfitCurve?
  /// The lowest expected cost of mistakes by their probability cost.
  package var costs: [CurvePoint]
  /// How it does on each of several classes.
  package var classes: ClassTable?
  /// By level of a predicted quantile, the share of outcomes at or below it.
  package var quantiles: [CalibrationBin]
  /// Predicted and observed amounts.
  package var amountTenths: [AmountTenth]
  /// How scores are written.
  package var scoreStyle: NumberStyle
  /// How amounts are written.
  package var amountStyle: NumberStyle
  /// Quantiles of the residuals.
  package var residuals: [ResidualQuantile]
  /// Where it comes from.
  package var lineage: Lineage?

  /// Joins its parts; what is left out stays out of the page.
  package init(
    title: String, subtitle: String? = nil, headline: Statement? = nil, summary: [String] = [],
    highlights: [Highlight] = [], data: DataProfile? = nil, terms: TermTable? = nil,
    certificate: FitCertificate? = nil, metrics: MetricTable? = nil, roc: [CurvePoint] = [],
    precisionRecall: [CurvePoint] = [], eventRate: Double? = nil, calibration: [CalibrationBin] = [],
    scores: [HistogramBin] = [], tenths: [TenthRow] = [], profit: ProfitCurve? = nil,
    costs: [CurvePoint] = [], classes: ClassTable? = nil, quantiles: [CalibrationBin] = [],
    scoreStyle: NumberStyle = .percent, amountTenths: [AmountTenth] = [], amountStyle: NumberStyle = .number,
    residuals: [ResidualQuantile] = [],
    lineage: Lineage? = nil
  ) {
    self.title = title
    self.subtitle = subtitle
    self.headline = headline
    self.summary = summary
    self.highlights = highlights
    self.data = data
    self.terms = terms
    self.certificate = certificate
    self.metrics = metrics
    self.roc = roc
    self.precisionRecall = precisionRecall
    self.eventRate = eventRate
    self.calibration = calibration
    self.scores = scores
    self.tenths = tenths
    self.profit = profit
    self.costs = costs
    self.classes = classes
    self.quantiles = quantiles
    self.scoreStyle = scoreStyle
    self.amountTenths = amountTenths
    self.amountStyle = amountStyle
    self.residuals = residuals
    self.lineage = lineage
  }
}
