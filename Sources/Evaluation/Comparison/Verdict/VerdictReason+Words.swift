#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension VerdictReason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .primary(let name, let difference, let verdict):
      "\(name.words) \(Words.change(difference)), \(Words.interval(difference)): "
        + (verdict == .better
          ? "B is better" : verdict == .worse ? "B is worse" : "a difference in favour of B is not shown")
    case .primaryUndefined(let name, let gap):
      "\(name.words) cannot be compared: "
        + (gap.map { "\($0)" } ?? "these rows give its difference no interval")
    case .segmentWorse(let segment, let margin):
      "\(segment.name): B is worse"
        + (segment.difference.map { ", \(Words.change($0)), \(Words.interval($0))" } ?? "")
        + (segment.qValue.map { $0 < 0.001 ? ", q < 0.001" : ", q = \(Words.number($0, digits: 2))" } ?? "")
        + " (margin \(Words.number(margin, digits: 3)), \(segment.rows) rows)"
    case .segmentsNotWorse(let compared, let tooFew):
      "no segment is significantly worse beyond the margin: \(compared) compared"
        + (tooFew > 0 ? ", \(tooFew) with too few rows" : "")
    case .calibrationWorse(let name, let excess, let margin):
      "\(name.words): B is \(Words.number(excess.b, digits: 3)) from the ideal and A "
        + "\(Words.number(excess.a, digits: 3)), \(Words.interval(excess)) (margin \(Words.number(margin, digits: 3)))"
    case .calibrationNotWorse:
      "calibration is not significantly worse beyond the margin"
    case .calibrationUndefined(let name, let gap):
      "\(name.words) cannot be compared: \(gap)"
    }
  }
}

extension ReasonedVerdict: CustomStringConvertible {
  package var description: String {
    let head =
      switch verdict {
      case .better: "B is better than A"
      case .notShown: "it is not shown that B is better than A"
      case .worse: "B is worse than A"
      }
    return ([head] + reasons.map { ($0.isMet ? "+ " : "- ") + $0.description }).joined(separator: "\n")
  }
}

extension MetricName {
  /// The name as people read it.
  package var words: String { rawValue.split(separator: "_").joined(separator: " ") }
}

private enum Words {
  /// `value` to so many significant digits, 1 to 15.
  static func number(_ value: Double, digits: Int) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
    let magnitude = Int(log10(abs(value)).rounded(.down))
    let decimals = max(0, min(15, digits - 1 - magnitude))
    let scale = pow(10, Double(decimals))
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }

  static func change(_ difference: MetricDifference) -> String {
    "from \(number(difference.a, digits: 4)) to \(number(difference.b, digits: 4))"
  }

  static func interval(_ difference: MetricDifference) -> String {
    guard let lower = difference.lower, let upper = difference.upper else { return "no interval" }
    return "difference \(number(difference.difference, digits: 3)) "
      + "(95 % interval \(number(lower, digits: 3)) to \(number(upper, digits: 3)))"
  }
}
