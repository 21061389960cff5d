import Distributions

/// The probability γ with which a customer who was about to leave takes the offer and stays.
package enum Acceptance: Sendable, Equatable {
  /// γ is known.
  case known(Double)
  /// γ has the beta distribution with density proportional to γ^(α−1) (1 − γ)^(β−1).
  case beta(alpha: Double, beta: Double)

  /// E γ: α/(α + β).
  package var mean: Double {
    switch self {
    case .known(let probability): probability
    case .beta(let alpha, let beta): alpha / (alpha + beta)
    }
  }

  var isValid: Bool {
    switch self {
    case .known(let probability): probability >= 0 && probability <= 1
    case .beta(let alpha, let beta): alpha > 0 && beta > 0 && (alpha + beta).isFinite
    }
  }

  /// P(γ > *g*), and E[γ; γ > *g*] = ∫ from *g* to 1 of γ dH(γ), for *g* ≥ 0.
  ///
  /// For a beta distribution they are 1 − *I*_*g*(α, β) and α/(α + β) (1 − *I*_*g*(α + 1, β)).
  func tail(above g: Double) -> (probability: Double, mean: Double) {
    switch self {
    case .known(let probability):
      probability > g ? (1, probability) : (0, 0)
    case .beta(let alpha, let beta):
      (
        IncompleteBeta.regularized(beta, alpha, x: 1 - g, y: g),
        mean * IncompleteBeta.regularized(beta, alpha + 1, x: 1 - g, y: g)
      )
    }
  }
}
