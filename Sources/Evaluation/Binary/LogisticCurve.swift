#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The likelihood of P(*y* = 1) = 1/(1 + exp(−α − β *x*)), *x* = (link − center) · factor, in its two parameters.
struct LogisticCurve {
  let links: [Double]
  let outcomes: [Double]
  let weights: [Double]?
  let center: Double
  let factor: Double

  /// The gradient of the log-likelihood and its negated second derivatives.
  struct Derivatives {
    var score = (0.0, 0.0)
    var information = (interceptIntercept: 0.0, interceptSlope: 0.0, slopeSlope: 0.0)
  }

  /// The maximum over both parameters by Newton's method.
  ///
  /// The log-likelihood is concave. A step is halved until the slope along it, at its end, is no steeper than at its
  /// start; it ends when the Newton decrement (the squared distance to the maximum in standard errors) is below
  /// `tolerance`.
  func maximize(
    from start: (Double, Double), tolerance: Double
  ) throws(UndefinedMetric) -> (slope: Double, slopeError: Double) {
    var (intercept, slope) = start
    var current = derivatives(intercept, slope)
    for _ in 0..<100 {
      let (a, b, d) = current.information
      let determinant = a * d - b * b
      guard determinant > 0, determinant.isFinite else { break }
      let step = (
        (d * current.score.0 - b * current.score.1) / determinant,
        (a * current.score.1 - b * current.score.0) / determinant
      )
      let decrement = step.0 * current.score.0 + step.1 * current.score.1
      if decrement <= tolerance { return (slope + step.1, (a / determinant).squareRoot()) }
      var length = 1.0
      var next = derivatives(intercept + step.0, slope + step.1)
      while abs(step.0 * next.score.0 + step.1 * next.score.1) > decrement, length > 0x1p-40 {
        length /= 2
        next = derivatives(intercept + length * step.0, slope + length * step.1)
      }
      intercept += length * step.0
      slope += length * step.1
      current = next
    }
    throw .notConverged
  }

  /// The maximum over α with β = 1, and the information there, by Newton's method kept inside a shrinking bracket.
  func maximizeIntercept(
    within ends: (Double, Double), tolerance: Double
  ) throws(UndefinedMetric) -> (intercept: Double, information: Double) {
    var (lowest, highest) = ends
    var intercept = 0.0
    for _ in 0..<200 {
      let current = derivatives(intercept, 1)
      let (score, information) = (current.score.0, current.information.interceptIntercept)
      if score * score <= tolerance * information {
        // Where every row is saturated the likelihood is flat to a double, and any intercept would do.
        guard information > 1e-30 else { throw .notConverged }
        return (intercept + score / information, information)
      }
      if score > 0 { lowest = intercept } else { highest = intercept }
      let newton = intercept + score / information
      intercept = newton > lowest && newton < highest ? newton : lowest + (highest - lowest) / 2
    }
    throw .notConverged
  }

  /// One pass over the rows.
  func derivatives(_ intercept: Double, _ slope: Double) -> Derivatives {
    var sums = Derivatives()
    links.withUnsafeBufferPointer { links in
      outcomes.withUnsafeBufferPointer { outcomes in
        if let weights {
          weights.withUnsafeBufferPointer { weights in
            for row in links.indices { add(links[row], outcomes[row], weights[row], intercept, slope, to: &sums) }
          }
        } else {
          for row in links.indices { add(links[row], outcomes[row], 1, intercept, slope, to: &sums) }
        }
      }
    }
    return sums
  }

  @inline(__always)
  private func add(
    _ link: Double, _ outcome: Double, _ weight: Double, _ intercept: Double, _ slope: Double,
    to sums: inout Derivatives
  ) {
    let x = (link - center) * factor
    let eta = intercept + slope * x
    // e = exp(−|η|) ≤ 1: the probability of the likelier outcome is 1/(1 + e), of the other e/(1 + e).
    let e = exp(-abs(eta))
    let likely = 1 / (1 + e)
    let unlikely = e * likely
    let residual = outcome == 1 ? (eta > 0 ? unlikely : likely) : -(eta > 0 ? likely : unlikely)
    let variance = weight * likely * unlikely
    sums.score.0 += weight * residual
    sums.score.1 += weight * residual * x
    sums.information.interceptIntercept += variance
    sums.information.interceptSlope += variance * x
    sums.information.slopeSlope += variance * x * x
  }
}
