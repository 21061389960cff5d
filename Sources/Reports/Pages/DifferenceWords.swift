/// How differences are written and marked, in all tables.
enum DifferenceWords {
  /// The mark of an interval: full and coloured where it does not hold zero.
  static func sign(_ value: Ranged, better: Direction) -> String {
    guard let lower = value.lower, let upper = value.upper, lower > 0 || upper < 0, better != .neither else {
      return "unsure"
    }
    return (lower > 0) == (better == .higher) ? "good" : "bad"
  }

  /// The interval turned so that the challenger is better to the right.
  static func turned(_ value: Ranged, better: Direction) -> Ranged {
    guard better == .lower else { return value }
    return Ranged(value: -value.value, lower: value.upper.map { -$0 }, upper: value.lower.map { -$0 })
  }

  /// `+0.012  (+0.004 to +0.020)`.
  static func text(_ value: Ranged, _ style: NumberStyle) -> String {
    NumberText.text(value, style, isSigned: true)
      + (interval(value, style).map { "  (\($0))" } ?? "")
  }

  /// The number alone.
  static func short(_ value: Ranged, _ style: NumberStyle) -> String {
    NumberText.text(value, style, isSigned: true)
  }

  /// The interval alone.
  static func interval(_ value: Ranged, _ style: NumberStyle) -> String? {
    NumberText.interval(value, style, isSigned: true)
  }

  /// One of the two values in the digits of their difference.
  static func side(_ side: Double?, _ difference: Ranged?, _ style: NumberStyle) -> String {
    guard let side else { return NumberText.none }
    return NumberText.text(side, style, decimals: difference.flatMap { NumberText.decimals(of: $0, style) })
  }

}
