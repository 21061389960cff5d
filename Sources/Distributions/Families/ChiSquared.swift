#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The χ² distribution.
package struct ChiSquared: Sendable {
  /// ν > 0, not necessarily an integer.
  package let degreesOfFreedom: Double

  /// - Precondition: `degreesOfFreedom` is positive and finite.
  package init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0 && degreesOfFreedom.isFinite, "degrees of freedom are positive and finite")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(*X* ≤ *x*) = *P*(ν/2, *x*/2), with full relative precision in the lower tail.
  package func cumulative(_ x: Double) -> Double { IncompleteGamma.lower(degreesOfFreedom / 2, x / 2) }

  /// P(*X* > *x*) = *Q*(ν/2, *x*/2), with full relative precision in the upper tail.
  package func upperTail(_ x: Double) -> Double { IncompleteGamma.upper(degreesOfFreedom / 2, x / 2) }

  /// The *x* with P(*X* ≤ *x*) = *p*; 0 and ∞ at 0 and 1, NaN outside [0, 1].
  ///
  /// Newton's method on the logarithm of the smaller tail as a function of log *x*, which is concave, from the cube of
  /// Wilson and Hilferty (1931).
  package func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else {
      return p == 0 ? 0 : p == 1 ? .infinity : .nan
    }
    let a = degreesOfFreedom / 2
    let spread = 2 / (9 * degreesOfFreedom)
    let root = 1 - spread + Normal.quantile(p) * spread.squareRoot()
    // (p Γ(a + 1))^(1/a) bounds the half-quantile from below: log Γ(a + 1) = (a + ½) log a − a + ½ log 2π + δ(a).
    let logGamma = (a + 0.5) * log(a) - a + 0.5 * log(2 * .pi) + StirlingForms.error(a)
    let bound = 2 * exp((log(p) + logGamma) / a)
    let start = max(bound, root > 0 ? degreesOfFreedom * root * root * root : 0)
    guard start > 0 else { return 0 }
    return p < 0.5
      ? LogNewton.solve(log: log(p), start: start) { (cumulative($0), IncompleteGamma.prefix(a, $0 / 2)) }
      : LogNewton.solve(log: log(1 - p), start: start) { (upperTail($0), -IncompleteGamma.prefix(a, $0 / 2)) }
  }
}
