import LinearAlgebra
import Tables

/// Principal components: the eigenvectors of the covariance matrix of points with the largest eigenvalues. Categories do
/// not count.
///
/// Weights count as repetitions. The same bits for any number of threads.
///
/// Source: I. Jolliffe (2002), *Principal Component Analysis*, 2nd edition.
package struct PrincipalComponents: Sendable {
  package enum Method: Sendable, Equatable {
    /// One pass makes the covariance matrix, whose eigenvectors are all found: O(*n d*² + *d*³).
    case covariance
    /// Passes that multiply a few directions with the scatter matrix, which is never made: O(*n d K*) each; see
    /// ``KrylovComponents``.
    case randomized
  }

  /// The coordinates up to which the covariance matrix is made where no method is asked for.
  package static let widestCovariance = 1_000

  private let components: Int?
  private let method: Method?
  private let seed: UInt64
  private let threads: Int

  /// - Parameters:
  ///   - components: *K*, at least 1; nil is as many as coordinates and rows allow.
  ///   - method: nil is the covariance matrix up to ``widestCovariance`` coordinates and where more than a fifth of the
  ///     directions are asked for.
  ///   - seed: of the first directions of the randomised method.
  package init(
    components: Int?, method: Method? = nil, seed: UInt64 = 1, threads: Int = BlockReduction.availableThreads
  ) throws(TrainingError) {
    if let components, components < 1 { throw .invalidOption("\(components) components: give at least 1") }
    self.components = components
    self.method = method
    self.seed = seed
    self.threads = max(1, threads)
  }

  /// Either method squares singular values: one that is a share *s* of the largest has a relative error of about
  /// 10⁻¹⁶/*s*², so that 10⁻⁸ holds down to *s* = 10⁻⁴.
  ///
  /// - Throws: ``TrainingError``: no row or no weight, more components than coordinates or rows, points that are all
  ///   equal, or out of range.
  package func fit(_ points: Points) throws(TrainingError) -> PrincipalComponentsFit {
    guard points.rows > 0 else { throw .noRows }
    let counted = (0..<points.rows).count { points.counts($0) }
    guard counted > 0 else { throw .zeroTotalWeight }
    let most = min(points.dimension, counted)
    guard points.dimension > 0 else { throw .invalidOption("principal components need a numeric column at least") }
    guard counted == 1 || points.totalWeight > 1 else {
      throw .invalidOption("the weights sum to at most 1, and count as repetitions: a variance takes more than one row")
    }
    let wanted = components ?? most
    guard wanted <= most else {
      throw .invalidOption(
        "\(Words.count(wanted, "principal component")): \(Words.count(points.dimension, "column")) and "
          + "\(Words.count(counted, "row")) have at most \(most)")
    }
    let isNarrow = points.dimension <= Self.widestCovariance || 5 * wanted > points.dimension
    let fit =
      (method ?? (isNarrow ? .covariance : .randomized)) == .covariance
      ? try covariance(points, wanted) : try KrylovComponents(seed: seed, threads: threads).fit(points, wanted)
    guard fit.totalVariance.isFinite, fit.variances.allSatisfy(\.isFinite) else { throw .extremePoints }
    return fit
  }

  private func covariance(_ points: Points, _ wanted: Int) throws(TrainingError) -> PrincipalComponentsFit {
    let scatter = Scatter.of(points, threads: threads)
    let dimension = points.dimension
    let trace = (0..<dimension).reduce(0) { $0 + scatter.products[$1, $1] }
    guard trace.isFinite else { throw .extremePoints }
    guard trace > 0 else { throw .equalPoints }
    let eigen: SymmetricEigen
    do { eigen = try SymmetricEigen(scatter.products) } catch {
      throw .numerical("principal components: \(error)")
    }
    let kept = (0..<wanted).map { dimension - 1 - $0 }
    return PrincipalComponentsFit(
      eigenvalues: kept.map { eigen.values[$0] },
      vectors: kept.map { k in (0..<dimension).map { eigen.vectors[$0, k] } }, scatter: trace, mean: scatter.mean,
      weight: scatter.weight, convergence: .direct)
  }
}
