/// What the covariances of a Gaussian mixture may be.
package enum MixtureShape: String, Sendable, CaseIterable {
  /// σ² I of its own for every component (mclust's VII).
  case spherical
  /// Variances of its own for every component, no covariances (VVI).
  case diagonal
  /// One covariance for all components (EEE).
  case tied
  /// A covariance of its own for every component (VVV).
  case full

  /// Free parameters of a mixture: weights, means, covariances.
  package func parameterCount(segments k: Int, dimension d: Int) -> Int {
    let covariances =
      switch self {
      case .spherical: k
      case .diagonal: k * d
      case .tied: d * (d + 1) / 2
      case .full: k * d * (d + 1) / 2
      }
    return k - 1 + k * d + covariances
  }

  /// Whether squares off the diagonal are needed.
  var hasCovariances: Bool { self == .tied || self == .full }

  /// The rows, by weight, below which a component's own covariance cannot but be singular.
  func fewestRows(dimension: Int) -> Double {
    switch self {
    case .full: Double(dimension + 1)
    case .spherical, .diagonal: 2
    case .tied: 1
    }
  }
}
