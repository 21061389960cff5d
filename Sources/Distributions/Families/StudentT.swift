#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Student's *t* distribution: density ∝ (1 + *t*²/ν)^(−(ν + 1)/2).
package struct StudentT: Sendable {
  /// ν > 0, not necessarily an integer.
  package let degreesOfFreedom: Double

  /// - Precondition: `degreesOfFreedom` is positive and finite.
  package init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0 && degreesOfFreedom.isFinite, "degrees of freedom are positive and finite")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(*T* ≤ *t*), with full relative precision in the lower tail.
  package func cumulative(_ t: Double) -> Double { upperTail(-t) }

  /// P(*T* > *t*), with full relative precision in the upper tail.
  package func upperTail(_ t: Double) -> Double {
    let half = 0.5 * twoSidedPValue(t)
    return t < 0 ? 1 - half : half
  }

  /// P(|*T*| ≥ |`statistic`|) = *I*ₓ(ν/2, ½), *x* = ν/(ν + *t*²).
  package func twoSidedPValue(_ statistic: Double) -> Double {
    let r = abs(statistic) / degreesOfFreedom.squareRoot()
    if r > 1e100 { return 2 * min(0.5, exp(logPowerTail - degreesOfFreedom * log(r))) }
    let square = r * r
    return IncompleteBeta.regularized(degreesOfFreedom / 2, 0.5, x: 1 / (1 + square), y: square / (1 + square))
  }

  /// The *t* with P(*T* ≤ *t*) = *p*; ±∞ at 0 and 1, NaN outside [0, 1].
  ///
  /// Newton's method on the logarithm of the smaller tail (or, near the median, of the probability between 0 and *t*)
  /// as a function of log *t*, which is concave; relative error about 10⁻¹³.
  package func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else {
      return p == 0 ? -.infinity : p == 1 ? .infinity : .nan
    }
    let t = abs(p - 0.5) < 0.25 ? centralQuantile(abs(p - 0.5)) : tailQuantile(min(p, 1 - p))
    return p < 0.5 ? -t : t
  }

  /// The *t* ≥ 0 with P(0 < *T* < *t*) = `probability`.
  private func centralQuantile(_ probability: Double) -> Double {
    guard probability > 0 else { return 0 }
    let a = degreesOfFreedom / 2
    // The density at 0 is its highest: this start is below the root.
    let start = probability * degreesOfFreedom.squareRoot() * exp(-logInverseBeta)
    return LogNewton.solve(log: log(probability), start: start) { t in
      let square = t * t / degreesOfFreedom
      let x = 1 / (1 + square)
      let y = square / (1 + square)
      let value = 0.5 * IncompleteBeta.regularized(0.5, a, x: y, y: x)
      return (value, IncompleteBeta.prefix(a, 0.5, x: x, y: y))
    }
  }

  /// The *t* > 0 with P(*T* > *t*) = `tail` ≤ ¼.
  private func tailQuantile(_ tail: Double) -> Double {
    // The power law ν^½ (C/tail)^(1/ν) bounds the quantile from above and is exact where it is huge.
    let logBound = (logPowerTail - log(tail)) / degreesOfFreedom
    if logBound > 230 { return degreesOfFreedom.squareRoot() * exp(logBound) }
    // The first two terms of the expansion in 1/ν about the normal quantile: Abramowitz and Stegun 26.7.5.
    let z = -Normal.quantile(tail)
    let expansion = z + (z * z * z + z) / (4 * degreesOfFreedom)
    let start = min(degreesOfFreedom.squareRoot() * exp(min(logBound, 230)), max(expansion, z))
    return LogNewton.solve(log: log(tail), start: start) { t in
      let square = t * t / degreesOfFreedom
      let x = 1 / (1 + square)
      let y = square / (1 + square)
      return (upperTail(t), -IncompleteBeta.prefix(degreesOfFreedom / 2, 0.5, x: x, y: y))
    }
  }

  /// log C where P(*T* > *t*) ≤ C (*t*/√ν)^−ν, with equality in the limit: C = 1/(ν B(ν/2, ½)).
  private var logPowerTail: Double { logInverseBeta - log(degreesOfFreedom) }

  /// log 1/B(ν/2, ½): the prefix of the incomplete beta function at its mean without its powers of *x* and *y*.
  private var logInverseBeta: Double {
    let a = degreesOfFreedom / 2
    let n = a + 0.5
    return log(IncompleteBeta.prefix(a, 0.5, x: a / n, y: 0.5 / n)) + a * log1p(0.5 / a) + 0.5 * log(2 * n)
  }
}
