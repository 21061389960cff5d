import LinearAlgebra

/// Segments as the components of a Gaussian mixture, in the coordinates of the points.
package struct MixtureFit: Sendable, Equatable {
  package let shape: MixtureShape
  /// The share of every component, the largest first.
  package let weights: [Double]
  /// One row a component.
  package let means: [[Double]]
  package let covariances: [Matrix]
  /// L⁻¹ for the Cholesky factor L of every covariance: its lower triangle, row by row. The squared Mahalanobis distance
  /// of z is ‖L⁻¹(z − mean)‖².
  package let precisionFactors: [[Double]]
  /// Σ w log p(z).
  package let logLikelihood: Double
  /// −2 log L + p log n; the lowest is best.
  package let bic: Double
  /// BIC − 2 Σ w log(largest probability of a row): what BIC would be if the most probable components were known.
  package let icl: Double
  package let iterations: Int
  /// Whether the best start converged.
  package let converged: Bool
  /// The most probable component of every row, the first of equals.
  package let assignments: [Int32]
  /// Every start, whose objective is its log-likelihood. Those that ended in a singular component are not among them.
  package let starts: [StartRecord]
}
