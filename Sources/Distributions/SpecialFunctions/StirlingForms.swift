#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Loader's two building blocks, which write a density as √ × exp of *small* quantities.
///
/// The textbook prefix exp(*a* log *x* − *x* − log Γ(*a*)) subtracts numbers of size *a* log *a*: for *a* = 5 × 10⁸ it
/// keeps six digits. With Γ(*a*) = √(2π/*a*) (*a*/e)^*a* e^δ(*a*), what remains in the exponent is of the size of the
/// logarithm of the result.
///
/// Source: C. Loader (2000), *Fast and accurate computation of binomial probabilities*.
enum StirlingForms {
  /// δ(*a*) = log Γ(*a* + 1) − (*a* + ½) log *a* + *a* − ½ log 2π, the error of Stirling's formula; *a* > 0.
  static func error(_ a: Double) -> Double {
    guard a >= 10 else {
      return log(tgamma(a + 1)) - (a + 0.5) * log(a) + a - 0.918938533204672741780329736406
    }
    // The next term of the series is below 3e-18 at a = 10.
    let u = 1 / (a * a)
    let tail = 1 / 1680.0 - u * (1 / 1188.0 - u * (691 / 360360.0 - u * (1 / 156.0 - u * (3617 / 122400.0))))
    return (1 / 12.0 - u * (1 / 360.0 - u * (1 / 1260.0 - u * tail))) / a
  }

  /// *a* log(*a*/*m*) + *m* − *a* ≥ 0, the deviance of a mean *m* from an observation *a*, both > 0.
  ///
  /// - Parameters:
  ///   - difference: *m* − *a*, passed apart because the caller may know it without cancellation.
  ///   - ratio: *m*/*a*.
  static func deviance(_ a: Double, difference: Double, ratio: Double) -> Double {
    let d = difference / a
    guard abs(d) < 0.5 else { return a * (d - log(ratio)) }
    // d − log(1 + d) = r d − 2 r³ (1/3 + r²/5 + …), r = d/(2 + d), |r| < 1/3.
    let r = d / (2 + d)
    let square = r * r
    var sum = 0.0
    var power = 1.0
    var divisor = 3.0
    while true {
      let next = sum + power / divisor
      if next == sum { break }
      sum = next
      power *= square
      divisor += 2
    }
    return a * r * (d - 2 * square * sum)
  }
}
