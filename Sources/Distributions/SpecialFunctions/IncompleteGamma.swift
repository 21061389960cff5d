#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The regularized incomplete gamma functions
/// *P*(*a*, *x*) = ∫₀ˣ *t*^(*a*−1) e^−*t* d*t* / Γ(*a*) and *Q* = 1 − *P*.
///
/// Each is computed directly where it is the smaller one, so its tail keeps its digits: relative error below 10⁻¹²
/// down to the smallest normal number (see the tests for the range checked).
///
/// - Complexity: O(√*a*) where *x* ≈ *a*, O(1) far from it.
package enum IncompleteGamma {
  /// *P*(*a*, *x*) for *a* > 0; 0 for *x* ≤ 0.
  package static func lower(_ a: Double, _ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x <= 0 { return 0 }
    if x == .infinity { return 1 }
    return x < a + 1 ? series(a, x) : 1 - continuedFraction(a, x)
  }

  /// *Q*(*a*, *x*) for *a* > 0; 1 for *x* ≤ 0.
  package static func upper(_ a: Double, _ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x <= 0 { return 1 }
    if x == .infinity { return 0 }
    return x < a + 1 ? 1 - series(a, x) : continuedFraction(a, x)
  }

  /// *x*^*a* e^−*x* / Γ(*a*): *x* times the density.
  static func prefix(_ a: Double, _ x: Double) -> Double {
    (a / (2 * .pi)).squareRoot()
      * exp(-StirlingForms.error(a) - StirlingForms.deviance(a, difference: x - a, ratio: x / a))
  }

  /// *P* = prefix × Σ *x*ⁿ / (*a* (*a* + 1) … (*a* + *n*)), DLMF 8.11.4.
  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var n = 1.0
    while true {
      term *= x / (a + n)
      sum += term
      if term <= sum * 0x1p-54 { return prefix(a, x) * sum }
      n += 1
    }
  }

  /// *Q* = prefix × 1/(*x* + 1 − *a* − 1(1 − *a*)/(*x* + 3 − *a* − …)), DLMF 8.9.2, by Lentz's method.
  private static func continuedFraction(_ a: Double, _ x: Double) -> Double {
    var fraction = LentzFraction(x + 1 - a)
    var n = 1.0
    while fraction.append(numerator: n * (a - n), denominator: x - a + (2 * n + 1)) { n += 1 }
    return prefix(a, x) / fraction.value
  }
}
