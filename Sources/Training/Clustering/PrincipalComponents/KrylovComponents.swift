import Distributions
import LinearAlgebra

/// The largest eigenvalues of the scatter matrix C of points, without making it: by the block Krylov space
/// CΩ, C²Ω, C³Ω, … of random directions Ω.
///
/// A pass over the rows multiplies *K* + 10 directions with C. The space keeps all of them, so that the error falls as the
/// best polynomial of the passes lets it, where power iterations have one term. The search ends when ‖C*v* − λ*v*‖ ≤ 10⁻⁶ λ for
/// all directions kept; the relative error of λ is then below 10⁻⁶, and below 10⁻¹² λ/gap with the distance `gap` to the
/// next eigenvalue: twice that of the singular value.
///
/// Sources: C. Musco and C. Musco (2015), *Randomized block Krylov methods for stronger and faster approximate singular
/// value decomposition*, NIPS; N. Halko, P. Martinsson and J. Tropp (2011), *SIAM Review* 53, 217–288.
struct KrylovComponents {
  let seed: UInt64
  let threads: Int

  static let oversampling = 10
  static let tolerance = 1e-6
  static let largestPasses = 60

  func fit(_ points: Points, _ wanted: Int) throws(TrainingError) -> PrincipalComponentsFit {
    let dimension = points.dimension
    let width = min(dimension, wanted + Self.oversampling)
    var random = SplitMix64(seed: seed)
    let start = (0..<width).map { _ in (0..<dimension).map { _ in random.nextUniform() - 0.5 } }
    let first = (0..<points.rows).first { points.counts($0) } ?? 0
    let moments = PointMoments.of(points, about: points.coordinates(ofRow: first), threads: threads)
    let (scatter, mean) = (moments.scatter, moments.means)
    guard scatter.isFinite else { throw .extremePoints }
    guard scatter > 0 else { throw .equalPoints }
    var basis = OrthonormalBasis()
    // A quarter of the rows points the first directions as well as all of them would; what it does not know of stays in
    // them by a hundredth of where they came from.
    let pointed = ScatterProducts.of(points, start, about: mean, runs: .everyNth(4), threads: threads)
    basis.extend(by: zip(pointed, start).map { Self.mix($0, $1) })
    var (block, images) = (basis.vectors, [[Double]]())
    var (passes, ritz) = (0, RitzPairs.none)
    while !block.isEmpty, passes < Self.largestPasses {
      passes += 1
      let products = ScatterProducts.of(points, block, about: mean, threads: threads)
      images += products
      ritz = try RitzPairs(basis.vectors, images, wanted)
      if ritz.values.count == wanted && ritz.residual <= Self.tolerance { break }
      let known = basis.vectors.count
      basis.extend(by: products)
      block = Array(basis.vectors[known...])
    }
    // A space that C maps into itself holds every direction in which points vary: the others have none.
    let vectors = ritz.vectors + basis.complement(wanted - ritz.vectors.count, dimension: dimension)
    let values = ritz.values + [Double](repeating: 0, count: vectors.count - ritz.values.count)
    return PrincipalComponentsFit(
      eigenvalues: values, vectors: vectors, scatter: scatter, mean: mean, weight: moments.weight,
      convergence: .iterated(
        passes: passes, residual: ritz.residual, converged: block.isEmpty || ritz.residual <= Self.tolerance))
  }

  private static func mix(_ one: [Double], _ other: [Double]) -> [Double] {
    let (a, b) = (OrthonormalBasis.length(one), OrthonormalBasis.length(other))
    return zip(one, other).map { (a > 0 ? $0 / a : 0) + 0.01 * ($1 / b) }
  }
}
