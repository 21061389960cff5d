import Evaluation
import LinearAlgebra

/// Ward's method: from single rows up, the two clusters merge whose merge adds least to the sum of squares within.
///
/// Weights count as repetitions, and rows of weight 0 not at all. Of equal costs the cluster with the lowest number is the
/// partner, and chains of nearest neighbours start at the lowest number: a tree with ties depends on the order of rows, and
/// never on the number of threads.
///
/// Sources: J. Ward (1963), *Journal of the American Statistical Association* 58, 236–244; F. Murtagh and P. Legendre
/// (2014), *Journal of Classification* 31, 274–295, for the heights.
package struct Ward: Sendable {
  /// The most different rows of which all distances are kept, as categories need: 1.6 GB.
  package static let largestMatrix = 20_000

  private let threads: Int

  package init(threads: Int = BlockReduction.availableThreads) { self.threads = max(1, threads) }

  /// Numeric points merge by the distances of their centres, those with categories by Gower's distance.
  ///
  /// - Throws: ``TrainingError``.
  /// - Complexity: O(*n*² *d*) time; O(*n d*) memory, and 4 *n*² bytes with categories.
  package func fit(_ points: Points) throws(TrainingError) -> WardFit {
    guard points.dimension + points.groupCounts.count > 0 else {
      throw .invalidOption("Ward's method needs a column at least")
    }
    let distinct = try DistinctPoints(points)
    let found =
      points.groupCounts.isEmpty
      ? merges(CentroidCosts(columns: Self.columns(points, distinct), sizes: distinct.sizes, threads: threads))
      : try merges(matrix(points, distinct))
    guard found.count == distinct.sizes.count - 1 else { throw .extremePoints }
    return WardFit(
      distinct, weights: distinct.rows.map { points.weights?[$0] ?? 1 }, found, allRows: points.rows)
  }

  private func merges<Costs: MergeCosts>(_ costs: Costs) -> [(a: Int, b: Int, height: Double)] {
    var chain = NearestNeighborChain(costs)
    return chain.merges().map { ($0.a, $0.b, (2 * $0.cost).squareRoot()) }
  }

  private func matrix(_ points: Points, _ distinct: DistinctPoints) throws(TrainingError) -> DistanceCosts {
    guard distinct.sizes.count <= Self.largestMatrix else {
      throw .tooManyRowsForDistances(rows: distinct.sizes.count, limit: Self.largestMatrix)
    }
    return DistanceCosts(
      points, rows: distinct.firstRows, sizes: distinct.sizes, distance: .gower(over: points), threads: threads)
  }

  /// The coordinates of distinct points about the first, so that a mean far off takes no digits.
  private static func columns(_ points: Points, _ distinct: DistinctPoints) -> [[Double]] {
    points.coordinates.map { coordinate in
      let origin = coordinate.position(of: coordinate.values[distinct.firstRows[0]])
      return distinct.firstRows.map { coordinate.position(of: coordinate.values[$0]) - origin }
    }
  }
}
