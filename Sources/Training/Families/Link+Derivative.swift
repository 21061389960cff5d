import CVectorMath
import ClienteleScoring
import Distributions

extension Link {
  /// μ, dμ/dη and log μ of a block of linear predictors, which log μ may take the place of; NaN or what is not positive where there
  /// is no mean.
  func evaluate(
    _ eta: UnsafePointer<Double>, count: Int, mean: UnsafeMutablePointer<Double>, slope: UnsafeMutablePointer<Double>,
    logMean: UnsafeMutablePointer<Double>
  ) {
    if self == .log {
      cvm_exp(eta, mean, count)
      slope.update(from: mean, count: count)
      logMean.update(from: eta, count: count)
      return
    }
    for i in 0..<count {
      let x = eta[i]
      let m = self.mean(x)
      mean[i] = m
      slope[i] =
        switch self {
        case .identity, .log: 1
        case .logit: m * (1 - m)
        case .probit: Elementary.exp(-0.5 * x * x) * 0.3989422804014327
        case .complementaryLogLog: Elementary.exp(x - Elementary.exp(x))
        case .inverse: -m * m
        case .inverseSquare: -0.5 * m * m * m
        case .squareRoot: 2 * x
        }
    }
    cvm_log(mean, logMean, count)
  }

  /// log(1 − μ) where μ is a probability, without cancellation.
  func logComplement(_ eta: Double) -> Double {
    switch self {
    case .complementaryLogLog: -Elementary.exp(eta)
    case .probit: Elementary.log(Link.probit.mean(-eta))
    case .logit: Elementary.log(Link.logit.mean(-eta))
    default: Elementary.log(1 - mean(eta))
    }
  }

  /// η at a mean: the link function itself.
  func linearPredictor(at mean: Double) -> Double {
    switch self {
    case .identity: mean
    case .log: Elementary.log(mean)
    case .logit: Elementary.log(mean / (1 - mean))
    case .probit: Normal.quantile(mean)
    case .complementaryLogLog: Elementary.log(-Elementary.log(1 - mean))
    case .inverse: 1 / mean
    case .inverseSquare: 1 / (mean * mean)
    case .squareRoot: mean.squareRoot()
    }
  }
}
