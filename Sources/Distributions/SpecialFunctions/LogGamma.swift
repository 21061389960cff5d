#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// log Γ(*x*), *x* > 0, to about 10⁻¹⁵ of the larger of 1 and the result.
///
/// The C library's `lgamma` writes to a global variable, which threads must not do at once.
package func logGamma(_ x: Double) -> Double {
  guard x >= 10 else { return log(tgamma(x)) }
  return (x - 0.5) * log(x) - x + 0.918938533204672741780329736406 + StirlingForms.error(x)
}

/// ψ(*x*) = d log Γ(*x*)/dx, *x* > 0: by ψ(x) = ψ(x + 1) − 1/x up to 10, and the asymptotic series beyond.
///
/// (Abramowitz and Stegun, *Handbook of Mathematical Functions*, 6.3.5 and 6.3.18.)
package func digamma(_ x: Double) -> Double {
  var (shifted, sum) = (x, 0.0)
  while shifted < 10 {
    sum -= 1 / shifted
    shifted += 1
  }
  let u = 1 / (shifted * shifted)
  let series =
    u * (1 / 12.0 - u * (1 / 120.0 - u * (1 / 252.0 - u * (1 / 240.0 - u * (1 / 132.0 - u * (691 / 32760.0))))))
  return sum + log(shifted) - 0.5 / shifted - series
}

/// ψ′(*x*), *x* > 0, likewise (6.4.6 and 6.4.12).
package func trigamma(_ x: Double) -> Double {
  var (shifted, sum) = (x, 0.0)
  while shifted < 10 {
    sum += 1 / (shifted * shifted)
    shifted += 1
  }
  let u = 1 / (shifted * shifted)
  let series = u * (1 / 6.0 - u * (1 / 30.0 - u * (1 / 42.0 - u * (1 / 30.0 - u * (5 / 66.0 - u * (691 / 2730.0))))))
  return sum + (1 + 0.5 / shifted + series) / shifted
}
