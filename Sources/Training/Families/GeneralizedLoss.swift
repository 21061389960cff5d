import CVectorMath
import ClienteleScoring

/// Any family with any link: ∂ℓ/∂η = (y − μ)/V(μ) · dμ/dη, and the expected curvature (dμ/dη)²/V(μ).
///
/// With a link that is not the family's own, the expected curvature differs from the observed one,
/// (dμ/dη)²/V(μ) − (y − μ) d/dη[(dμ/dη)/V(μ)]: Newton's method becomes Fisher scoring, which converges to the same point. ℓ is −∞ where a mean leaves the family's range.
struct GeneralizedLoss: PointwiseLoss {
  let family: Family
  let link: Link
  /// Whether the curvature is the observed one.
  var isObserved = false

  var hasConstantCurvature: Bool { false }

  var observed: any PointwiseLoss {
    switch (family, link) {
    case (.negativeBinomial, .log), (.tweedie, .log): GeneralizedLoss(family: family, link: link, isObserved: true)
    default: self
    }
  }

  func evaluate(
    eta: UnsafePointer<Double>, response: UnsafePointer<Double>, weight: UnsafePointer<Double>?, count: Int,
    residual: UnsafeMutablePointer<Double>, rootWeight: UnsafeMutablePointer<Double>?
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * max(1, count)) { scratch in
      guard let mean = scratch.baseAddress else { return 0 }
      let (slope, logMean, aside) = (mean + count, mean + 2 * count, mean + 3 * count)
      link.evaluate(eta, count: count, mean: mean, slope: slope, logMean: logMean)
      let rows = Rows(
        family: family, isObserved: isObserved, mean: mean, slope: slope, logMean: logMean, aside: aside,
        response: response, weight: weight, count: count, residual: residual, rootWeight: rootWeight)
      switch family {
      case .gaussian: return rows.sum(isPositive: false) { y, m, _, _ in (-0.5 * (y - m) * (y - m), 1) }
      case .binomial:
        for i in 0..<count { aside[i] = link.logComplement(eta[i]) }
        return rows.sum { y, m, logMean, logRest in
          ((y == 0 ? 0 : y * logMean) + (y == 1 ? 0 : (1 - y) * logRest), m * Elementary.exp(logRest))
        }
      case .poisson: return rows.sum { y, m, logMean, _ in (y * logMean - m, m) }
      case .gamma: return rows.sum { y, m, logMean, _ in (-y / m - logMean, m * m) }
      case .inverseGaussian: return rows.sum { y, m, _, _ in (1 / m - y / (2 * m * m), m * m * m) }
      case .negativeBinomial(let theta):
        // Where counts are large, log μ and log(μ + θ) say nearly the same: their difference is what counts.
        for i in 0..<count {
          aside[i] = mean[i] / theta
          logMean[i] = theta / mean[i]
        }
        Self.logOnePlus(aside, count)
        Self.logOnePlus(logMean, count)
        return rows.sum { y, m, below, above in ((y == 0 ? 0 : -y * below) - theta * above, m + m * m / theta) }
      case .tweedie(let power):
        for i in 0..<count { aside[i] = (1 - power) * logMean[i] }
        cvm_exp(aside, aside, count)
        return rows.sum { y, m, _, raised in
          (y * raised / (1 - power) - m * raised / (2 - power), m / raised)
        }
      }
    }
  }

  /// log(1 + x) in place, to all digits of x: what log 1 + x rounded is off by, x makes good (Kahan).
  private static func logOnePlus(_ x: UnsafeMutablePointer<Double>, _ count: Int) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, count)) { scratch in
      guard let logs = scratch.baseAddress else { return }
      for i in 0..<count { logs[i] = 1 + x[i] }
      cvm_log(logs, logs, count)
      for i in 0..<count {
        let rounded = 1 + x[i] - 1
        if rounded == 0 { continue }
        x[i] = rounded.isFinite ? logs[i] * (x[i] / rounded) : logs[i]
      }
    }
  }

  /// The arrays of a block.
  private struct Rows {
    let family: Family
    let isObserved: Bool
    let mean, slope, logMean, aside: UnsafePointer<Double>
    let response: UnsafePointer<Double>
    let weight: UnsafePointer<Double>?
    let count: Int
    let residual: UnsafeMutablePointer<Double>
    let rootWeight: UnsafeMutablePointer<Double>?

    init(
      family: Family, isObserved: Bool, mean: UnsafeMutablePointer<Double>, slope: UnsafeMutablePointer<Double>,
      logMean: UnsafeMutablePointer<Double>, aside: UnsafeMutablePointer<Double>, response: UnsafePointer<Double>,
      weight: UnsafePointer<Double>?, count: Int, residual: UnsafeMutablePointer<Double>,
      rootWeight: UnsafeMutablePointer<Double>?
    ) {
      self.family = family
      self.isObserved = isObserved
      (self.mean, self.slope) = (UnsafePointer(mean), UnsafePointer(slope))
      (self.logMean, self.aside) = (UnsafePointer(logMean), UnsafePointer(aside))
      (self.response, self.weight, self.count) = (response, weight, count)
      (self.residual, self.rootWeight) = (residual, rootWeight)
    }

    /// −d log((dμ/dη)/V)/dη of a log link, from (dμ/dη)/V itself: how fast the pull of a row slackens.
    @inline(__always)
    private func steepening(_ ratio: Double) -> Double {
      switch family {
      case .negativeBinomial: 1 - ratio
      case .tweedie(let power): power - 1
      default: 0
      }
    }

    /// Σ w ℓ, where `terms` gives ℓ and V of *y*, μ, log μ and what was computed aside.
    @inline(__always)
    func sum(
      isPositive: Bool = true, _ terms: (Double, Double, Double, Double) -> (likelihood: Double, variance: Double)
    ) -> Double {
      var sum = 0.0
      var isInside = true
      for i in 0..<count {
        let w = weight?[i] ?? 1
        if w == 0 {
          residual[i] = 0
          rootWeight?[i] = 0
          continue
        }
        let (likelihood, variance) = terms(response[i], mean[i], logMean[i], aside[i])
        if variance == 0, likelihood.isFinite, family == .binomial {
          // A probability of 0 or 1 to all digits, as the outcome has it: nothing pulls.
          residual[i] = 0
          rootWeight?[i] = 0
          sum += w * likelihood
          continue
        }
        isInside = isInside && mean[i].isFinite && variance > 0 && variance.isFinite && (mean[i] > 0 || !isPositive)
        let ratio = slope[i] / variance
        residual[i] = w * (response[i] - mean[i]) * ratio
        let excess = isObserved ? (response[i] - mean[i]) * steepening(ratio) : 0
        rootWeight?[i] = (w * (slope[i] + excess) * ratio).squareRoot()
        sum += w * likelihood
      }
      return isInside ? sum : -.infinity
    }
  }
}
