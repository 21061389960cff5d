import LinearAlgebra
import Tables

/// k-prototypes: segments of rows with numbers and categories, which make
/// Σ w (‖z − center‖² + γ · categories that differ from the mode) small; the best of several searches.
///
/// Rows move one by one, in their order, and prototypes with them, as in kmodes: from the same start this ends lower than
/// rounds of all rows do, more often than not. Without numeric columns this is k-modes.
///
/// Source: Z. Huang, *Data Mining and Knowledge Discovery* 2, 1998.
package struct KPrototypes: Sendable {
  package let segments: Int
  package let options: ClusteringOptions
  private let gamma: Double?

  /// - Parameter gamma: what a category that differs costs; nil is half of the mean standard deviation of the
  ///   coordinates (Huang 1998), and 1 without coordinates.
  package init(segments: Int, gamma: Double? = nil, options: ClusteringOptions) throws(TrainingError) {
    try options.validate(segments: segments)
    if let gamma, !(gamma >= 0 && gamma.isFinite) {
      throw .invalidOption("the cost of a category that differs is at least 0 and finite")
    }
    self.segments = segments
    self.gamma = gamma
    self.options = options
  }

  /// The best of ``ClusteringOptions/starts`` searches, the first of equals.
  ///
  /// - Throws: ``TrainingError/tooManySegments(segments:distinct:)`` for more segments than different rows;
  ///   ``TrainingError/extremePoints`` where squares overflow.
  /// - Complexity: a round is O(rows · segments · columns).
  package func fit(_ points: Points) throws(TrainingError) -> PrototypeFit {
    let (segments, seed) = (segments, options.seed)
    return try best(points, starts: options.starts) { distances, start throws(TrainingError) in
      try PrototypeSeeding(distances: distances, segments: segments).prototypes(start: start, seed: seed)
    }
  }

  /// One search from prototypes, one row a segment.
  package func fit(
    _ points: Points, from centers: [[Double]], modes: [[Int32]]
  ) throws(TrainingError) -> PrototypeFit {
    guard centers.count == segments, modes.count == segments,
      centers.allSatisfy({ $0.count == points.dimension && $0.allSatisfy(\.isFinite) }),
      modes.allSatisfy({ $0.count == points.groupCounts.count })
    else {
      throw .invalidOption(
        "\(segments) segments start from as many prototypes, each with \(points.dimension) finite coordinates and "
          + "\(points.groupCounts.count) groups")
    }
    return try best(points, starts: 1) { _, _ in zip(centers, modes).map { Prototype(center: $0, modes: $1) } }
  }

  /// Several starts are searched side by side, the blocks of a single one: either way with the same bits.
  private func best(
    _ points: Points, starts: Int,
    _ start: @Sendable (MixedDistances, Int) throws(TrainingError) -> [Prototype]
  ) throws(TrainingError) -> PrototypeFit {
    guard points.dimension + points.groupCounts.count > 0 else { throw .noPredictors }
    // Checks the rows and their weights on the way.
    let variances = try CentredPoints(points, threads: options.threads).variances
    let spread = variances.reduce(0) { $0 + $1.squareRoot() } / Double(max(1, variances.count))
    let distances = MixedDistances(
      points: points, gamma: gamma ?? (variances.isEmpty ? 1 : spread / 2),
      threads: starts > 1 ? 1 : options.threads)
    let search = PrototypeSearch(distances: distances, segments: segments, limit: options.maximumIterations)
    var (best, records): (PrototypeSearch.Outcome?, [StartRecord]) = (nil, [])
    for first in stride(from: 0, to: starts, by: options.threads) {
      let found = Workers.map(min(options.threads, starts - first), workers: options.threads) { offset in
        Result { () throws(TrainingError) in try search.run(from: start(distances, first + offset)) }
      }
      for result in found {
        let outcome = try result.get()
        records.append(outcome.record)
        if outcome.record.objective < best?.record.objective ?? .infinity { best = outcome }
      }
    }
    guard let best else { throw .extremePoints }
    return PrototypeFit(
      centers: best.prototypes.map(\.center), modes: best.prototypes.map(\.modes), gamma: distances.gamma,
      assignments: best.assignments, sizes: best.sums.sizes, cost: best.sums.cost, starts: records,
      converged: best.record.converged)
  }
}
