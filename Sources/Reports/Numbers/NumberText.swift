/// Numbers as people read them.
///
/// An interval decides how many digits are shown: two of its half-width that matter, for the number and both ends, so
/// that no digit is shown which the data does not carry. A number without an interval shows four.
package enum NumberText {
  /// What stands where there is no number.
  package static let none = "–"

  /// A number with so many digits behind the point as `decimals` says, or that suit its size.
  package static func text(
    _ value: Double, _ style: NumberStyle = .number, decimals: Int? = nil, isSigned: Bool = false
  )
    -> String
  {
    guard let decimal = Decimal(style == .percent ? value * 100 : value) else {
      return value.isNaN ? none : (value < 0 ? "\u{2212}∞" : "∞")
    }
    let digits = decimals ?? self.decimals(for: decimal, style)
    let isExtreme = style == .number && !decimal.isZero && (decimal.exponent > 15 || (decimals == nil && digits > 8))
    let number = isExtreme ? decimal.scientific(significant: 2) : decimal.text(decimals: max(0, min(digits, 12)))
    let signed = isSigned && !number.hasPrefix("\u{2212}") && value > 0 ? "+" + number : number
    return dressed(signed, style, percent: isSigned ? "pp" : "%")
  }

  /// A number in the digits of its interval.
  package static func text(_ value: Ranged, _ style: NumberStyle = .number, isSigned: Bool = false) -> String {
    text(value.value, style, decimals: decimals(of: value, style), isSigned: isSigned)
  }

  /// `0.813 to 0.859`, `8.1 to 12.7 %`; nil where there is no interval.
  package static func interval(
    _ value: Ranged, _ style: NumberStyle = .number, isSigned: Bool = false, hasUnit: Bool = true
  ) -> String? {
    guard let lower = value.lower, let upper = value.upper else { return nil }
    let digits = decimals(of: value, style)
    let ends = [lower, upper].map { text($0, style, decimals: digits, isSigned: isSigned) }
    guard style == .percent else { return ends.joined(separator: " to ") }
    let bare = ends.map { $0.prefix { $0 != "\u{A0}" } }
    return bare.joined(separator: " to ") + (hasUnit ? ends[1].dropFirst(bare[1].count) : "")
  }

  /// How many digits behind the point an interval carries; nil where there is none.
  static func decimals(of value: Ranged, _ style: NumberStyle) -> Int? {
    guard let lower = value.lower, let upper = value.upper,
      let width = Decimal((upper - lower) / 2 * (style == .percent ? 100 : 1)), !width.isZero
    else { return nil }
    if style == .count { return 0 }
    let digits = 2 - width.rounded(significant: 2).exponent
    if digits > 8 { return nil }
    return max(0, digits)
  }

  /// A *p*-value: three digits, or that it is below a thousandth.
  package static func probability(_ value: Double) -> String { value < 0.001 ? "<0.001" : text(value, decimals: 3) }

  /// A whole number.
  package static func count(_ value: Int) -> String { text(Double(value), .count) }

  /// A number of things: `1 row`, `1,408 rows`.
  package static func count(_ value: Int, _ thing: String) -> String {
    "\(count(value)) \(thing)\(value == 1 ? "" : "s")"
  }

  private static func decimals(for decimal: Decimal, _ style: NumberStyle) -> Int {
    switch style {
    case .count: 0
    case .percent: decimal.exponent >= 0 ? 1 : min(4, 1 - decimal.exponent)
    case .money: decimal.exponent > 2 ? 0 : 2
    case .number:
      if decimal.isZero { 0 } else { min(9, max(0, min(4 - decimal.exponent, trailing(decimal)))) }
    }
  }

  /// How many digits behind the point four that matter need: 0.5 needs one, not four.
  private static func trailing(_ decimal: Decimal) -> Int {
    let rounded = decimal.rounded(significant: 4)
    return max(0, rounded.digits.count - rounded.exponent)
  }

  /// The number with its unit; differences of shares are in percentage points.
  private static func dressed(_ number: String, _ style: NumberStyle, percent: String) -> String {
    switch style {
    case .number, .count: return number
    case .percent: return number + "\u{A0}" + percent
    case .money(let unit):
      let sign = number.first.map { $0 == "+" || $0 == "\u{2212}" } == true ? String(number.prefix(1)) : ""
      return sign + unit + (unit.count > 1 ? "\u{A0}" : "") + number.dropFirst(sign.count)
    }
  }
}
