/// ρ(r) = r (τ − [r < 0]): what the τ quantile minimises (Koenker and Bassett, *Econometrica* 46, 1978).
struct CheckLoss: Sendable {
  let level: Double

  func callAsFunction(_ residual: Double) -> Double { residual * (residual < 0 ? level - 1 : level) }

  /// Σ w ρ(r).
  func sum(_ residuals: [Double], weights: [Double]?) -> Double {
    var sum = 0.0
    for (row, residual) in residuals.enumerated() { sum += (weights?[row] ?? 1) * self(residual) }
    return sum
  }
}
