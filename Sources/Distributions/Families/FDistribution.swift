/// The *F* distribution of a ratio of mean squares.
package struct FDistribution: Sendable {
  /// ν₁ > 0.
  package let numerator: Double
  /// ν₂ > 0.
  package let denominator: Double

  /// - Precondition: both degrees of freedom are positive and finite.
  package init(numerator: Double, denominator: Double) {
    precondition(numerator > 0 && numerator.isFinite, "degrees of freedom are positive and finite")
    precondition(denominator > 0 && denominator.isFinite, "degrees of freedom are positive and finite")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// P(*X* > *f*) = *I*ₓ(ν₂/2, ν₁/2), *x* = ν₂/(ν₂ + ν₁ *f*), with full relative precision.
  package func upperTail(_ f: Double) -> Double {
    if f <= 0 { return 1 }
    let odds = numerator / denominator * f
    let y = odds == .infinity ? 1 : odds / (1 + odds)
    return IncompleteBeta.regularized(denominator / 2, numerator / 2, x: 1 / (1 + odds), y: y)
  }
}
