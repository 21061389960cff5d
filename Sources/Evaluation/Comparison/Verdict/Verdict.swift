/// Whether B may replace A.
package enum Verdict: String, Sendable, Codable {
  case better
  case notShown = "not_shown"
  case worse
}

/// One thing that bears on the verdict.
package enum VerdictReason: Sendable, Equatable {
  /// The primary metric's difference, in favour of B, not shown, or in favour of A.
  case primary(MetricName, MetricDifference, Verdict)
  /// The primary metric has no value or no interval.
  case primaryUndefined(MetricName, UndefinedMetric?)
  /// A segment is significantly worse beyond the margin.
  case segmentWorse(SegmentComparison, margin: Double)
  /// No segment is; so many were compared, so many had too few rows.
  case segmentsNotWorse(compared: Int, tooFew: Int)
  /// A calibration number is significantly further from its ideal, beyond the margin.
  case calibrationWorse(MetricName, MetricDifference, margin: Double)
  /// Neither calibration number is.
  case calibrationNotWorse
  /// A calibration number has no value for one of the models.
  case calibrationUndefined(MetricName, UndefinedMetric)

  /// Whether it allows B to replace A. An undefined calibration does not hinder: the primary metric judges.
  package var isMet: Bool {
    switch self {
    case .primary(_, _, let verdict): verdict == .better
    case .primaryUndefined, .segmentWorse, .calibrationWorse: false
    case .segmentsNotWorse, .calibrationNotWorse, .calibrationUndefined: true
    }
  }

  /// A name for scripts.
  package var code: String {
    switch self {
    case .primary(_, _, let verdict): "primary_\(verdict.rawValue)"
    case .primaryUndefined: "primary_undefined"
    case .segmentWorse: "segment_worse"
    case .segmentsNotWorse: "segments_not_worse"
    case .calibrationWorse: "calibration_worse"
    case .calibrationNotWorse: "calibration_not_worse"
    case .calibrationUndefined: "calibration_undefined"
    }
  }
}

/// A verdict with all its reasons.
package struct ReasonedVerdict: Sendable, Equatable {
  package let verdict: Verdict
  package let reasons: [VerdictReason]

  init(
    rule: VerdictRule, primary: NamedDifference, segments: [SegmentComparison], segmentMargin: Double,
    checks: [CalibrationCheck]
  ) {
    let (outcome, reason) = Self.judge(primary, margin: rule.primaryMargin)
    var reasons = [reason]
    let worse = segments.filter(\.isWorse)
    reasons += worse.map { .segmentWorse($0, margin: segmentMargin) }
    if worse.isEmpty, !segments.isEmpty {
      let compared = segments.count(where: { $0.difference != nil })
      reasons.append(.segmentsNotWorse(compared: compared, tooFew: segments.count - compared))
    }
    let found = checks.compactMap(Self.judge)
    reasons += found.isEmpty ? [.calibrationNotWorse] : found
    self.reasons = reasons
    verdict = outcome == .worse ? .worse : reasons.allSatisfy(\.isMet) ? .better : .notShown
  }

  private static func judge(_ primary: NamedDifference, margin: Double) -> (Verdict, VerdictReason) {
    let difference: MetricDifference
    switch primary.value {
    case .failure(let gap): return (.notShown, .primaryUndefined(primary.name, gap))
    case .success(let found): difference = found
    }
    guard let lower = difference.lower, let upper = difference.upper else {
      return (.notShown, .primaryUndefined(primary.name, nil))
    }
    let isHigherBetter = primary.name.higherIsBetter ?? true
    let ends = isHigherBetter ? (lower, upper) : (-upper, -lower)
    let verdict: Verdict = ends.0 > margin ? .better : ends.1 < 0 ? .worse : .notShown
    return (verdict, .primary(primary.name, difference, verdict))
  }

  /// Nil where the excess is not both beyond the margin and significantly above 0.
  private static func judge(_ check: CalibrationCheck) -> VerdictReason? {
    switch check.excess {
    case .failure(let gap): return .calibrationUndefined(check.name, gap)
    case .success(let excess):
      guard excess.difference > check.margin, let lower = excess.lower, lower > 0 else { return nil }
      return .calibrationWorse(check.name, excess, margin: check.margin)
    }
  }
}

/// A number of calibration, and how much further from its ideal B's may be than A's.
struct CalibrationCheck {
  let name: MetricName
  /// |B's − ideal| − |A's − ideal|.
  let excess: Result<MetricDifference, UndefinedMetric>
  let margin: Double
}
