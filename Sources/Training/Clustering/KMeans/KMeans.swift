import Distributions
import LinearAlgebra
import Tables

/// k-means: k centres that make Σ w ‖z − c(z)‖² small, the best of several searches by Lloyd's algorithm.
///
/// No search is sure to find the smallest sum there is: the spread of the starts tells how far they agree.
package struct KMeans: Sendable {
  package let segments: Int
  package let options: ClusteringOptions

  /// Squared moves of all centres over the mean variance of the coordinates.
  package static let defaultTolerance = 1e-8

  package init(segments: Int, options: ClusteringOptions) throws(TrainingError) {
    try options.validate(segments: segments)
    self.segments = segments
    self.options = options
  }

  /// The rows from which on a table is searched in batches.
  package static let manyRows = 1 << 20

  /// The best of several searches: of the whole table, or in batches where it has ``manyRows`` or more.
  ///
  /// - Throws: what ``fitWhole(_:)`` throws.
  package func fit(_ points: Points) throws(TrainingError) -> KMeansFit {
    points.rows < Self.manyRows ? try fitWhole(points) : try fitInBatches(points)
  }

  /// The best of ``ClusteringOptions/starts`` searches from k-means++ centres, the first of equals.
  ///
  /// - Throws: ``TrainingError/tooManySegments(segments:distinct:)`` for more segments than different rows;
  ///   ``TrainingError/extremePoints`` where squares overflow.
  package func fitWhole(_ points: Points) throws(TrainingError) -> KMeansFit {
    try requireCoordinates(points)
    return try best(points, starts: options.starts) { search, start throws(TrainingError) in
      var random = SplitMix64(seed: options.seed &+ UInt64(start) &* 0x9E37_79B9_7F4A_7C15)
      return try KMeansSeeding(points: search, segments: segments).centers(&random)
    }
  }

  /// One search from `centers`, one row a segment.
  package func fit(_ points: Points, from centers: [[Double]]) throws(TrainingError) -> KMeansFit {
    try requireCoordinates(points)
    guard centers.count == segments, centers.allSatisfy({ $0.count == points.dimension && $0.allSatisfy(\.isFinite) })
    else {
      throw .invalidOption(
        "\(segments) segments start from as many centres, each with \(points.dimension) finite coordinates")
    }
    return try best(points, starts: 1) { search, _ throws(TrainingError) in
      centers.flatMap { zip($0, search.origin).map { $0 - $1 } }
    }
  }

  private func requireCoordinates(_ points: Points) throws(TrainingError) {
    guard points.dimension > 0 else { throw .invalidOption("k-means needs a numeric column at least") }
  }

  /// Small tables have their starts searched side by side, large ones their blocks: either way with the same bits.
  private func best(
    _ points: Points, starts: Int,
    _ start: @Sendable (CentredPoints, Int) throws(TrainingError) -> [Double]
  ) throws(TrainingError) -> KMeansFit {
    let isSmall = points.rows <= BlockReduction.blockRows * BlockReduction.blocksInRun
    let search = try CentredPoints(points, threads: isSmall ? 1 : options.threads)
    var (best, records): (Segmentation?, [StartRecord]) = (nil, [])
    let group = isSmall ? starts : 1
    for first in stride(from: 0, to: starts, by: group) {
      let found = Workers.map(group, workers: isSmall ? options.threads : 1) { offset in
        Result { () throws(TrainingError) in try segmentation(search, from: start(search, first + offset)) }
      }
      for result in found {
        let segmentation = try result.get()
        records.append(segmentation.record)
        if segmentation.record.objective < best?.record.objective ?? .infinity { best = segmentation }
      }
    }
    guard let best else { throw .extremePoints }
    return best.fit(starts: records)
  }

  /// Rounds from `centers`, then the assignment that a model keeps.
  private func segmentation(_ search: CentredPoints, from centers: [Double]) throws(TrainingError) -> Segmentation {
    let lloyd = Lloyd(
      points: search, segments: segments, limit: options.maximumIterations,
      tolerance: options.tolerance ?? Self.defaultTolerance)
    var outcome = try lloyd.run(from: centers)
    var iterations = outcome.iterations
    for _ in 0...segments {
      let segmentation = Segmentation(search, outcome, iterations: iterations)
      guard let empty = segmentation.emptied else { return segmentation }
      // The last move of the centres took a segment's rows: it starts again.
      var next = outcome.centers
      try EmptySegments(points: search, segments: segments).reseed(
        empty, in: &next, assigned: outcome.assignments, to: outcome.centers)
      outcome = try lloyd.run(from: next)
      iterations += outcome.iterations
    }
    throw .tooManySegments(segments: segments, distinct: segments - 1)
  }
}
