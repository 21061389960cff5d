import Distributions
import Tables

/// How far segments are apart, against how wide they are.
///
/// The silhouette of a row is (*b* − *a*)/max(*a*, *b*), with *a* its mean distance to the other rows of its segment and *b*
/// the smallest of its mean distances to those of another: near 1 well inside, 0 between two, below 0 in the wrong one. It is
/// 0 for a row that is alone in its segment, and where both means are 0.
///
/// Of a few rows all pairs are measured. Of many, a sample of rows is, each against all rows: the silhouettes of the sample
/// are exact, and their mean has a standard error. Weights count as repetitions.
///
/// Sources: P. Rousseeuw (1987), *Journal of Computational and Applied Mathematics* 20, 53–65; J. Dunn (1974), *Journal of
/// Cybernetics* 4, 95–104; J. Bezdek and N. Pal (1998), *IEEE Transactions on Systems, Man, and Cybernetics B* 28, 301–315.
package struct SegmentSeparation: Sendable, Equatable {
  /// The mean silhouette; its standard error is 0 where all rows were judged, and nil where fewer than two were.
  package let silhouette: Estimate
  /// The mean silhouette of every segment; nil where none of its rows was judged.
  package let silhouettes: [Double?]
  /// Dunn's index: the smallest distance between rows of two segments over the largest within one. Nil where not all pairs
  /// were measured, or where rows of a segment are all equal.
  package let dunn: Double?
  /// The same of mean distances: the smallest mean distance between two segments over the largest mean distance within one.
  /// One outlier does not decide it. Nil where no segment has two different rows.
  package let averageDunn: Double?
  /// The rows judged, rising, and their silhouettes.
  package let rows: [Int]
  package let values: [Double]

  /// The rows up to which all pairs are measured, and how many are judged where there are more.
  package static let exactRows = 10_000
  package static let sampledRows = 1_000

  /// Judges several segmentations of the same rows, for which distances are computed once.
  ///
  /// - Parameters:
  ///   - source: the points.
  ///   - segmentations: one segment a row, from 0; rows with a negative number are in none.
  ///   - distance: between points.
  ///   - exactRows: up to how many rows all pairs are measured.
  ///   - sample: how many rows are judged where there are more.
  ///   - seed: chooses them.
  ///   - workers: the result does not depend on it.
  /// - Returns: one judgement a segmentation; nil where all rows are in one segment, for which nothing of this is defined.
  /// - Throws: ``SegmentationError``.
  /// - Complexity: O(*m n* (*d* + segmentations)) for *m* judged of *n* rows.
  package static func judge(
    _ source: some PointSource, _ segmentations: [[Int32]], distance: PointDistance = .euclidean,
    exactRows: Int = exactRows, sample: Int = sampledRows, seed: UInt64 = 1, workers: Int = Workers.processorCount
  ) throws(SegmentationError) -> [SegmentSeparation?] {
    for labels in segmentations { try SegmentationError.check(labels, source.weights, rows: source.rows) }
    let counted = (0..<source.rows).filter { source.weights?[$0] != 0 }
    guard !counted.isEmpty else { throw .empty }
    let judged = counted.count <= exactRows ? counted : draw(max(2, sample), of: counted, seed: seed)
    let widths = segmentations.map { Int($0.max() ?? -1) + 1 }
    let labels = zip(segmentations, widths).map { labels, width in
      labels.indices.map { labels[$0] < 0 || source.weights?[$0] == 0 ? Int32(width) : labels[$0] }
    }
    let sums = SeparationSums(
      source, judged: judged, labels: labels, widths: widths, distance: distance,
      extremes: judged.count == counted.count, workers: workers)
    return labels.indices.map { s in
      SegmentSeparation(
        sums, s, judged: judged, labels: labels[s], width: widths[s], weights: source.weights,
        isExact: judged.count == counted.count)
    }
  }

  /// Judges one segmentation; see ``judge(_:_:distance:exactRows:sample:seed:workers:)``.
  ///
  /// - Throws: ``SegmentationError/oneSegment`` where all rows are in one.
  package init(
    _ source: some PointSource, _ segments: [Int32], distance: PointDistance = .euclidean, exactRows: Int = exactRows,
    sample: Int = sampledRows, seed: UInt64 = 1, workers: Int = Workers.processorCount
  ) throws(SegmentationError) {
    let judgements = try Self.judge(
      source, [segments], distance: distance, exactRows: exactRows, sample: sample, seed: seed, workers: workers)
    guard let judgement = judgements.first ?? nil else { throw .oneSegment }
    self = judgement
  }

  /// `count` of the rows, each set of them equally likely, in their order (Knuth, *TAOCP* 2, algorithm 3.4.2 S).
  private static func draw(_ count: Int, of rows: [Int], seed: UInt64) -> [Int] {
    var generator = SplitMix64(seed: seed)
    var wanted = min(count, rows.count)
    return rows.indices.compactMap { place in
      guard generator.next(below: rows.count - place) < wanted else { return nil }
      wanted -= 1
      return rows[place]
    }
  }

  private init?(
    _ sums: SeparationSums, _ s: Int, judged: [Int], labels: [Int32], width: Int, weights: [Double]?, isExact: Bool
  ) {
    var sizes = [Double](repeating: 0, count: width + 1)
    for row in labels.indices { sizes[Int(labels[row])] += weights?[row] ?? 1 }
    guard sizes.prefix(width).count(where: { $0 > 0 }) > 1 else { return nil }
    let places = judged.indices.filter { labels[judged[$0]] < width }
    rows = places.map { judged[$0] }
    let means = SegmentMeans(sums: sums.sums[s], sizes: sizes, width: width)
    values = places.map { means.silhouette(at: $0, in: Int(labels[judged[$0]])) }
    let members = SilhouetteMeans(
      values, segments: rows.map { Int(labels[$0]) }, weights: rows.map { weights?[$0] ?? 1 }, width: width)
    silhouettes = members.bySegment
    silhouette = members.overall(of: isExact ? rows.count : labels.count(where: { $0 < width }))
    averageDunn = means.dunn(
      places.map { (place: $0, segment: Int(labels[judged[$0]]), weight: weights?[judged[$0]] ?? 1) })
    let widest = places.reduce(0) { max($0, sums.farthest[s][$1]) }
    let closest = places.reduce(Double.infinity) { min($0, sums.nearest[s][$1]) }
    dunn = isExact && widest > 0 ? closest / widest : nil
  }
}
