/// The natural logarithm, the same bits on every platform, by additions, multiplications and divisions in one order.
///
/// With x = 2ᵏ m, √½ ≤ m < √2, f = m − 1 and s = f/(2 + f),
///
///     log m = f − (f²/2 − s (f²/2 + R)),   R = Σ 2 s²ʲ/(2j + 1), j = 1 … 11
///
/// in which the terms left out are below 10⁻¹⁸. At most 1 ulp from the exact value. 0 gives −∞, what is below it NaN.
func logarithm(_ x: Double) -> Double {
  if !(x > 0) { return x == 0 ? -.infinity : .nan }
  if x == .infinity { return x }
  var exponent = Double(x.exponent)
  var mantissa = x.significand
  if mantissa > 0x1.6a09e667f3bcdp+0 {
    mantissa *= 0.5
    exponent += 1
  }
  let f = mantissa - 1
  let half = 0.5 * f * f
  let s = f / (2 + f)
  let z = s * s
  var sum = 2.0 / 23
  for odd in stride(from: 21.0, through: 3, by: -2) { sum = sum * z + 2 / odd }
  let rest = s * (half + sum * z)
  return exponent * 0x1.62e42fefa3800p-1 - ((half - (rest + exponent * 0x1.ef35793c76730p-45)) - f)
}

/// log(1 + eˣ), without loss in either tail.
package func softplus(_ x: Double) -> Double {
  let small = exponential(-x.magnitude)
  // log(1 + t): what rounding 1 + t loses is made up for by the ratio. (Goldberg, ACM Computing Surveys 23, 1991.)
  let sum = 1 + small
  let grown = sum == 1 ? small : logarithm(sum) * (small / (sum - 1))
  return (x > 0 ? x : 0) + grown
}

/// log(p/(1 − p)), 0 < p < 1.
package func logit(_ p: Double) -> Double { logarithm(p) - logarithm(1 - p) }
