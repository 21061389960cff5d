#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The regularized incomplete beta function
/// *I*ₓ(*a*, *b*) = ∫₀ˣ *t*^(*a*−1) (1 − *t*)^(*b*−1) d*t* / B(*a*, *b*).
///
/// Source: A. DiDonato and A. Morris (1992), *Algorithm 708*, ACM TOMS 18, 360–373, equation 9: its continued fraction
/// depends on *x* by λ = *a y* − *b x* and so keeps its digits when *x* is next to 1.
package enum IncompleteBeta {
  /// *I*ₓ(*a*, *b*) for *a*, *b* > 0, with `y` = 1 − `x` given apart so that neither end loses digits.
  ///
  /// Below the mean *a*/(*a* + *b*) it is computed directly, so the lower tail keeps its digits: relative error below
  /// 10⁻¹² for parameters from 0.05 to 10⁹ (see the tests). The upper tail is `regularized(b, a, x: y, y: x)`.
  ///
  /// - Complexity: O(√max(*a*, *b*)) where *x* is near the mean, O(1) far from it.
  package static func regularized(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    if x.isNaN || y.isNaN { return .nan }
    if x <= 0 { return 0 }
    if y <= 0 { return 1 }
    return a * y >= b * x ? belowMean(a, b, x, y) : 1 - belowMean(b, a, y, x)
  }

  /// *x*^*a* *y*^*b* / B(*a*, *b*).
  static func prefix(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    let n = a + b
    let excess = b * x - a * y  // n x − a = −(n y − b)
    let exponent =
      StirlingForms.error(n) - StirlingForms.error(a) - StirlingForms.error(b)
      - StirlingForms.deviance(a, difference: excess, ratio: n * x / a)
      - StirlingForms.deviance(b, difference: -excess, ratio: n * y / b)
    return (a / (2 * .pi) * (b / n)).squareRoot() * exp(exponent)
  }

  private static func belowMean(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let lambda = a * y - b * x
    var fraction = LentzFraction(a / (a + 1) * (lambda + 1))
    var n = 1.0
    var more = true
    while more {
      let c = a + 2 * n - 1
      let numerator = (a + n - 1) / c * ((a + b + n - 1) / c) * (n * (b - n)) * (x * x)
      let denominator = n + n * (b - n) * x / c + (a + n) / (c + 2) * (lambda + 1 + n * (1 + y))
      more = fraction.append(numerator: numerator, denominator: denominator)
      n += 1
    }
    return prefix(a, b, x: x, y: y) / fraction.value
  }
}
