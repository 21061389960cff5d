/// Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten.
package struct Ticks {
  /// The numbers, rising.
  package let values: [Double]
  /// How many digits behind the point they need.
  package let decimals: Int

  /// At most `count` + 1 multiples of the smallest round step within `range`, whose ends are finite.
  package init(in range: ClosedRange<Double>, count: Int, style: NumberStyle = .number) {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite, let size = Decimal(span / Double(max(1, count))), !size.isZero else {
      values = [range.lowerBound]
      decimals = 0
      return
    }
    // The smallest of 1, 2, 5, 10 × 10^power that is at least span/count, with room for a rounding error.
    let power = size.exponent - 1
    let unit = Ticks.power(of: abs(power))
    let leading = power < 0 ? span / Double(max(1, count)) * unit : span / Double(max(1, count)) / unit
    let factor: Double = leading <= 1.000001 ? 1 : leading <= 2.000001 ? 2 : leading <= 5.000001 ? 5 : 10
    let whole = style == .count && power < 0
    func value(_ index: Double) -> Double {
      whole ? index : power < 0 ? index * factor / unit : index * factor * unit
    }
    let step = value(1)
    let first = (range.lowerBound / step - 1e-6).rounded(.up)
    let last = (range.upperBound / step + 1e-6).rounded(.down)
    values = stride(from: first, through: last, by: 1).prefix(50).map(value)
    let behindPoint = max(0, -(factor == 10 ? power + 1 : power))
    decimals = style == .percent ? max(0, behindPoint - 2) : whole ? 0 : behindPoint
  }

  /// The text of a tick in the room there is: thousands and millions as k and M, money without its sign.
  func text(_ value: Double, _ style: NumberStyle) -> String {
    if style == .percent { return percent(value) }
    let greatest = values.map(\.magnitude).max() ?? 0
    if value == 0 || greatest < 10_000, decimals <= 6 { return NumberText.text(value, decimals: decimals) }
    guard decimals <= 6, greatest < 1e10, value != 0 else {
      return value == 0 ? "0" : Decimal(value)?.scientific(significant: 1) ?? NumberText.none
    }
    return greatest < 10_000_000 ? NumberText.text(value / 1e3) + "k" : NumberText.text(value / 1e6) + "M"
  }

  private func percent(_ value: Double) -> String {
    if value.magnitude >= 1_000 || decimals > 4 { return Decimal(value * 100)?.scientific(significant: 1) ?? "∞" }
    return NumberText.text(value * 100, decimals: decimals) + "%"
  }

  private static func power(of exponent: Int) -> Double {
    (0..<min(exponent, 300)).reduce(1) { product, _ in product * 10 }
  }
}
