import Evaluation

extension ComparisonRun {
  /// The metric that the verdict rests on.
  var primary: MetricName? {
    switch result.verdict.reasons.first {
    case .primary(let name, _, _)?, .primaryUndefined(let name, _)?: name
    default: nil
    }
  }

  /// Which rows are selected, without a full stop.
  var cutWords: String {
    switch cut {
    case .topShare(let share): "The \(NumberText.significant(100 * share, 4)) % of the rows with the highest scores"
    case .threshold(let threshold): "The rows whose score is at least \(NumberText.significant(threshold))"
    }
  }

  /// What B must show.
  var ruleWords: String {
    func number(_ value: Double) -> String { NumberText.significant(value, 3) }
    let name = primary.map { $0.rawValue.replacing("_", with: " ") } ?? "the metric"
    var words = "the whole 95 % interval of the difference of \(name) is on B's side of 0"
    if rule.primaryMargin > 0 { words += ", by more than \(number(rule.primaryMargin))" }
    let share: Bool
    switch kind {
    case .amount, .quantiles: share = true
    case .event, .classes: share = false
    }
    let margin = share ? "\(number(100 * rule.segmentMargin)) % of A's" : number(rule.segmentMargin)
    words +=
      "; no segment of at least \(NumberText.count(rule.minimumSegmentRows, "row")) is worse by more than \(margin), with at "
      + "most \(number(100 * rule.falseDiscoveryRate)) % of such alarms false"
    switch kind {
    case .event, .amount:
      words +=
        "; B's calibration slope is not further from 1 than A's by more than \(number(rule.calibrationSlopeMargin)), nor "
        + "its intercept from 0 by more than \(number(rule.calibrationInterceptMargin))"
        + (share ? " standard deviations" : "")
    case .quantiles:
      words +=
        "; B's coverage is not further from what it should be by more than \(number(rule.calibrationInterceptMargin)) "
        + "standard deviations of a row"
    case .classes:
      words +=
        "; B's calibration slope is not further from 1 than A's by more than \(number(rule.calibrationSlopeMargin))"
    }
    return words
  }
}
