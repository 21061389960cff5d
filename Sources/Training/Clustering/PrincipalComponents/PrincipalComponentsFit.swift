/// The directions in which points vary most.
package struct PrincipalComponentsFit: Sendable, Equatable {
  /// One direction a row, of length 1 and orthogonal to the others: the loadings of the coordinates. The largest in size is
  /// positive, the first of those that equal it to 10⁻⁹.
  package let components: [[Double]]
  /// The variance along every direction, falling, with the divisor Σ*w* − 1.
  package let variances: [Double]
  /// The singular values of the centred points: √(variance · (Σ*w* − 1)).
  package let singularValues: [Double]
  /// The sum of the variances of all coordinates.
  package let totalVariance: Double
  /// The mean of every coordinate.
  package let mean: [Double]
  package let convergence: Convergence

  /// How the directions were found.
  package enum Convergence: Sendable, Equatable {
    /// From the covariance matrix, to rounding.
    case direct
    /// By passes over the rows; the largest ‖C*v* − λ*v*‖/λ of the directions kept, with the scatter matrix C.
    case iterated(passes: Int, residual: Double, converged: Bool)
  }

  /// - Parameters:
  ///   - eigenvalues: of the scatter matrix, falling; rounding may have put some below 0.
  ///   - vectors: one a value.
  ///   - scatter: the trace of the scatter matrix.
  init(
    eigenvalues: [Double], vectors: [[Double]], scatter: Double, mean: [Double], weight: Double,
    convergence: Convergence
  ) {
    let squares = eigenvalues.map { max(0, $0) }
    components = vectors.map(Self.withSign)
    variances = squares.map { $0 / (weight - 1) }
    singularValues = squares.map { $0.squareRoot() }
    totalVariance = scatter / (weight - 1)
    (self.mean, self.convergence) = (mean, convergence)
  }

  /// Every direction's share of the total variance.
  package var shares: [Double] { variances.map { $0 / totalVariance } }

  /// The place of a point along every direction, from the mean.
  package func scores(_ point: [Double]) -> [Double] {
    components.map { component in
      component.indices.reduce(0) { $0 + component[$1] * (point[$1] - mean[$1]) }
    }
  }

  private static func withSign(_ vector: [Double]) -> [Double] {
    let largest = vector.reduce(0) { max($0, abs($1)) }
    let deciding = vector.first { abs($0) >= largest * (1 - 1e-9) } ?? 0
    return deciding < 0 ? vector.map { -$0 } : vector
  }
}
