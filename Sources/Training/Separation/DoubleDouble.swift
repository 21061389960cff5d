/// A number as the sum of two doubles: about 32 digits.
///
/// (Dekker, *Numerische Mathematik* 18, 1971; products by fused multiply-add.)
struct DoubleDouble: Sendable {
  var high, low: Double

  init(_ value: Double) { (high, low) = (value, 0) }

  private init(_ high: Double, _ low: Double) {
    let sum = high + low
    (self.high, self.low) = (sum, low - (sum - high))
  }

  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let sum = a.high + b.high
    let part = sum - a.high
    let rest = (a.high - (sum - part)) + (b.high - part)
    return DoubleDouble(sum, rest + a.low + b.low)
  }

  static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(-a.high, -a.low) }

  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = a.high * b.high
    let rest = (-product).addingProduct(a.high, b.high)
    return DoubleDouble(product, rest + a.high * b.low + a.low * b.high)
  }

  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    let rest = a - b * DoubleDouble(first)
    return DoubleDouble(first, rest.high / b.high)
  }

  /// By one Newton step from the double's root.
  func squareRoot() -> DoubleDouble {
    if high <= 0 { return DoubleDouble(0) }
    let root = DoubleDouble(high.squareRoot())
    return root + (self - root * root) / DoubleDouble(2 * root.high)
  }
}

/// Σ a b in twice the working precision.
func dot(_ a: [DoubleDouble], _ b: [DoubleDouble]) -> DoubleDouble {
  var sum = DoubleDouble(0)
  for k in a.indices { sum = sum + a[k] * b[k] }
  return sum
}
