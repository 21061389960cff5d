import Distributions

/// The distribution of an outcome around its mean μ: an exponential dispersion family with variance φ V(μ).
///
/// (McCullagh and Nelder, *Generalized Linear Models*, 1989; for Tweedie Jørgensen, *The Theory of Dispersion Models*, 1997.)
enum Family: Sendable, Equatable {
  case gaussian, binomial, poisson, gamma, inverseGaussian
  /// V = μ + μ²/θ.
  case negativeBinomial(theta: Double)
  /// V = μᵖ, 1 < p < 2: sums of a Poisson number of gamma amounts.
  case tweedie(power: Double)

  /// Whether φ is estimated and not 1.
  var hasFreeDispersion: Bool {
    switch self {
    case .gaussian, .gamma, .inverseGaussian, .tweedie: true
    case .binomial, .poisson, .negativeBinomial: false
    }
  }

  /// Whether an outcome of 0 is in the family while means are above 0, so that a likelihood may rise for ever towards 0.
  var hasZeros: Bool {
    switch self {
    case .poisson, .negativeBinomial, .tweedie: true
    default: false
    }
  }

  /// k where √V(μ) grows about like μ^(k/4).
  var quarterPowers: Int {
    switch self {
    case .gaussian, .binomial: 0
    case .poisson: 2
    case .negativeBinomial, .tweedie: 3
    case .gamma: 4
    case .inverseGaussian: 6
    }
  }

  /// V(μ).
  func variance(_ mean: Double) -> Double {
    switch self {
    case .gaussian: 1
    case .binomial: mean * (1 - mean)
    case .poisson: mean
    case .gamma: mean * mean
    case .inverseGaussian: mean * mean * mean
    case .negativeBinomial(let theta): mean + mean * mean / theta
    case .tweedie(let power): Elementary.exp(power * Elementary.log(mean))
    }
  }

  /// ℓ at μ = *y*, where it is largest, up to the same constant as the loss has.
  ///
  /// - Parameter logY: log *y*.
  func saturated(_ y: Double, logY: Double) -> Double {
    let yLogY = y > 0 ? y * logY : 0
    switch self {
    case .gaussian: return 0
    case .binomial: return yLogY + (y < 1 ? (1 - y) * Elementary.log(1 - y) : 0)
    case .poisson: return yLogY - y
    case .gamma: return -1 - logY
    case .inverseGaussian: return 1 / (2 * y)
    case .negativeBinomial(let theta):
      return (y > 0 ? -y * Elementary.log(onePlus: theta / y) : 0) - theta * Elementary.log(onePlus: y / theta)
    case .tweedie(let power):
      if y == 0 { return 0 }
      return Elementary.exp((2 - power) * logY) * (1 / (1 - power) - 1 / (2 - power))
    }
  }

  /// c(y, φ) as a function of *y* and log *y*: log f(y) = ℓ/φ + c for what is left out of ℓ.
  func normalizer(dispersion: Double) -> @Sendable (_ y: Double, _ logY: Double) -> Double {
    switch self {
    case .gaussian:
      let constant = -0.5 * Elementary.log(2 * .pi * dispersion)
      return { _, _ in constant }
    case .binomial: return { _, _ in 0 }
    case .poisson: return { y, _ in -logGamma(y + 1) }
    case .gamma:
      let shape = 1 / dispersion
      let constant = shape * Elementary.log(shape) - logGamma(shape)
      return { _, logY in constant + (shape - 1) * logY }
    case .inverseGaussian:
      let constant = Elementary.log(2 * .pi * dispersion)
      return { y, logY in -0.5 * (constant + 3 * logY) - 1 / (2 * y * dispersion) }
    case .negativeBinomial(let theta):
      let constant = logGamma(theta)
      return { y, _ in logGamma(y + theta) - logGamma(y + 1) - constant }
    case .tweedie(let power):
      let series = TweedieSeries(power: power, dispersion: dispersion)
      return { y, _ in y == 0 ? 0 : series.logSum(y) }
    }
  }
}
