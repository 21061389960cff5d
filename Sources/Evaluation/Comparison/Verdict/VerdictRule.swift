/// What B must show before it may replace A.
///
/// - *better*: the primary metric's paired interval lies wholly on B's side of 0 (beyond `primaryMargin`), no segment is
///   significantly worse, and calibration is not significantly worse.
/// - *worse*: the primary metric's paired interval lies wholly on A's side of 0.
/// - *not shown*: anything else.
package struct VerdictRule: Sendable, Equatable, Codable {
  /// Of events `auc`, `pr_auc`, `log_loss`, `brier` or `top_decile_lift`; of amounts `rmse`, `mae`, `r_squared` or
  /// `deviance`; of quantiles `check_loss`; of classes `log_loss`, `accuracy`, `brier` or `auc_macro`. Nil: the first of
  /// them; of amounts the deviance where both models are of one family that has its own, and `mae` of robust ones.
  package var primaryMetric: String?
  /// How far beyond 0 the interval must lie, in the metric's unit. Default 0.
  package var primaryMargin: Double
  /// How much worse B may be in a segment: areas and losses of probabilities in their unit, errors and losses of amounts as
  /// a share of A's in all rows. Default 0.01.
  package var segmentMargin: Double
  /// The bound on the share of false alarms among the segments called worse. Default 0.05.
  package var falseDiscoveryRate: Double
  /// The fewest rows of a segment, and the fewest of either outcome in it. Defaults 30 and 10.
  package var minimumSegmentRows, minimumSegmentClassRows: Int
  /// How much further from 1 B's calibration slope may be. Default 0.1.
  package var calibrationSlopeMargin: Double
  /// How much further from 0 B's calibration intercept may be: on the logit scale, or in standard deviations of the
  /// amounts; of quantiles how much further B's coverage may be from what it should be, in standard deviations of a row's.
  /// Default 0.1.
  package var calibrationInterceptMargin: Double

  package static let standard = VerdictRule()

  package init(
    primaryMetric: String? = nil, primaryMargin: Double = 0, segmentMargin: Double = 0.01,
    falseDiscoveryRate: Double = 0.05, minimumSegmentRows: Int = 30, minimumSegmentClassRows: Int = 10,
    calibrationSlopeMargin: Double = 0.1, calibrationInterceptMargin: Double = 0.1
  ) {
    self.primaryMetric = primaryMetric
    self.primaryMargin = primaryMargin
    self.segmentMargin = segmentMargin
    self.falseDiscoveryRate = falseDiscoveryRate
    self.minimumSegmentRows = minimumSegmentRows
    self.minimumSegmentClassRows = minimumSegmentClassRows
    self.calibrationSlopeMargin = calibrationSlopeMargin
    self.calibrationInterceptMargin = calibrationInterceptMargin
  }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case primaryMetric = "primary_metric"
    case primaryMargin = "primary_margin"
    case segmentMargin = "segment_margin"
    case falseDiscoveryRate = "false_discovery_rate"
    case minimumSegmentRows = "minimum_segment_rows"
    case minimumSegmentClassRows = "minimum_segment_class_rows"
    case calibrationSlopeMargin = "calibration_slope_margin"
    case calibrationInterceptMargin = "calibration_intercept_margin"
  }

  /// What is not given has its default.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys, _ standard: Value) throws -> Value {
      try values.decodeIfPresent(Value.self, forKey: key) ?? standard
    }
    let standard = VerdictRule()
    try self.init(
      primaryMetric: values.decodeIfPresent(String.self, forKey: .primaryMetric),
      primaryMargin: value(.primaryMargin, standard.primaryMargin),
      segmentMargin: value(.segmentMargin, standard.segmentMargin),
      falseDiscoveryRate: value(.falseDiscoveryRate, standard.falseDiscoveryRate),
      minimumSegmentRows: value(.minimumSegmentRows, standard.minimumSegmentRows),
      minimumSegmentClassRows: value(.minimumSegmentClassRows, standard.minimumSegmentClassRows),
      calibrationSlopeMargin: value(.calibrationSlopeMargin, standard.calibrationSlopeMargin),
      calibrationInterceptMargin: value(.calibrationInterceptMargin, standard.calibrationInterceptMargin))
  }

  /// The primary metric among `metrics`, the first of which is the default.
  func primary(among metrics: [MetricName]) throws(ComparisonError) -> MetricName {
    guard primaryMetric != nil else { return metrics[0] }
    guard let metric = metrics.first(where: { $0.rawValue == primaryMetric }) else {
      throw .setting(
        name: "primary_metric",
        requirement: "choose one of \(metrics.map(\.rawValue).joined(separator: ", "))")
    }
    return metric
  }

  func validate() throws(ComparisonError) {
    let margins: [(CodingKeys, Double)] = [
      (.primaryMargin, primaryMargin), (.segmentMargin, segmentMargin),
      (.calibrationSlopeMargin, calibrationSlopeMargin), (.calibrationInterceptMargin, calibrationInterceptMargin),
    ]
    for (key, margin) in margins where !(margin >= 0 && margin.isFinite) {
      throw .setting(name: key.rawValue, requirement: "choose a finite number, 0 or above")
    }
    guard falseDiscoveryRate > 0, falseDiscoveryRate < 1 else {
      throw .setting(name: CodingKeys.falseDiscoveryRate.rawValue, requirement: "choose one above 0 and below 1")
    }
    guard minimumSegmentRows >= 2, minimumSegmentClassRows >= 2 else {
      throw .setting(
        name: "\(CodingKeys.minimumSegmentRows.rawValue), \(CodingKeys.minimumSegmentClassRows.rawValue)",
        requirement: "choose 2 or more")
    }
  }
}
