#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// d(y, μ): twice the log-likelihood that a prediction μ lacks to predicting *y* itself, at dispersion 1.
package enum UnitDeviance: Sendable, Equatable {
  case gaussian, poisson, gamma, inverseGaussian
  case negativeBinomial(theta: Double)
  case tweedie(power: Double)

  /// The deviance of one outcome; not finite where the prediction gives it no probability.
  func callAsFunction(_ y: Double, _ mean: Double) -> Double {
    func yLog(_ ratio: Double) -> Double { y > 0 ? y * log(ratio) : 0 }
    switch self {
    case .gaussian: return (y - mean) * (y - mean)
    case .poisson: return 2 * (yLog(y / mean) - (y - mean))
    case .gamma: return 2 * ((y - mean) / mean - log(y / mean))
    case .inverseGaussian: return (y - mean) * (y - mean) / (mean * mean * y)
    case .negativeBinomial(let theta):
      return 2 * (yLog(y / mean) - (y + theta) * log((y + theta) / (mean + theta)))
    case .tweedie(let p):
      let saturated = y > 0 ? pow(y, 2 - p) / ((1 - p) * (2 - p)) : 0
      return 2 * (saturated - y * pow(mean, 1 - p) / (1 - p) + pow(mean, 2 - p) / (2 - p))
    }
  }
}
