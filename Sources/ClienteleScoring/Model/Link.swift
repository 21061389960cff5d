/// How a linear predictor η becomes a mean μ: the link function is μ ↦ η, and scoring uses its inverse.
public enum Link: String, Codable, Sendable, CaseIterable {
  /// μ = η.
  case identity
  /// μ = exp η.
  case log
  /// μ = 1 / (1 + exp(−η)).
  case logit
  /// μ = Φ(η), Φ the standard normal distribution function.
  case probit
  /// μ = 1 − exp(−exp η).
  case complementaryLogLog = "cloglog"
  /// μ = 1 / η.
  case inverse
  /// μ = 1 / √η.
  case inverseSquare = "inverse-square"
  /// μ = η².
  case squareRoot = "sqrt"

  /// The mean at a linear predictor; NaN where there is none.
  ///
  /// Relative error at most 10⁻¹³, the same bits on every platform.
  @inline(__always)
  package func mean(_ eta: Double) -> Double {
    switch self {
    case .identity: eta
    case .log: exponential(eta)
    case .logit: inverseLogit(eta)
    case .probit: normalCumulative(eta)
    case .complementaryLogLog: oneMinusExponential(ofMinus: exponential(eta))
    case .inverse: 1 / eta
    case .inverseSquare: 1 / eta.squareRoot()
    case .squareRoot: eta * eta
    }
  }

  /// Whether a finite linear predictor always has a finite mean.
  var isAlwaysFinite: Bool {
    switch self {
    case .identity, .logit, .probit, .complementaryLogLog: true
    case .log, .inverse, .inverseSquare, .squareRoot: false
    }
  }
}
