import Tables

/// Two segmentations of the same rows: how far they agree, who moved, and which one tells customers apart better.
///
/// Each is judged by silhouettes in its own coordinates and in the other's. One is better where its mean silhouette is
/// larger in both, with 95 % intervals of the paired difference that exclude 0: coordinates that suit one of the two decide
/// nothing.
package struct SegmentationComparison: Sendable {
  /// The mean silhouettes in one set of coordinates, and the difference B − A over the same rows.
  package struct Separation: Sendable {
    package let a, b: Estimate
    package let difference: Estimate
  }

  /// A segment of A beside its partner in B.
  package struct Pair: Sendable {
    /// Their numbers, from 0; nil where there is no partner.
    package let a, b: Int?
    /// Their shares of the weight.
    package let shareA, shareB: Double
    /// |A ∩ B| / |A ∪ B|.
    package let similarity: Double
  }

  package let table: ContingencyTable
  package let agreement: SegmentAgreement
  package let matching: SegmentMatching
  package let pairs: [Pair]
  /// In the coordinates of A and of B; nil where either has all rows in one segment.
  package let inCoordinatesOfA, inCoordinatesOfB: Separation?
  package let verdict: Verdict

  /// One side: the segment of every row, −1 for none, and the rows as points.
  package typealias Side<Source: PointSource> = (labels: [Int32], points: Source, distance: PointDistance)

  /// - Parameter seed: of the rows on which silhouettes are computed where there are many.
  package init<A: PointSource, B: PointSource>(
    a: Side<A>, b: Side<B>, weights: [Double]?, seed: UInt64, workers: Int
  ) throws(SegmentationError) {
    table = try ContingencyTable(a.labels, b.labels, weights: weights)
    agreement = SegmentAgreement(table)
    let matching = SegmentMatching(table)
    self.matching = matching
    pairs = Self.pairs(table, matching)
    // Rows that one of them assigns to no segment are judged in neither.
    let both = zip(a.labels, b.labels).map { $0 >= 0 && $1 >= 0 }
    let labels = [a.labels, b.labels].map { zip($0, both).map { $1 ? $0 : -1 } }
    inCoordinatesOfA = try Self.separation(a.points, labels, a.distance, weights, seed, workers)
    inCoordinatesOfB = try Self.separation(b.points, labels, b.distance, weights, seed, workers)
    let differences = [inCoordinatesOfA, inCoordinatesOfB].compactMap { $0?.difference }
    if differences.count == 2, differences.allSatisfy({ ($0.lower ?? 0) > 0 }) {
      verdict = .better
    } else if differences.count == 2, differences.allSatisfy({ ($0.upper ?? 0) < 0 }) {
      verdict = .worse
    } else {
      verdict = .notShown
    }
  }

  private static func pairs(_ table: ContingencyTable, _ matching: SegmentMatching) -> [Pair] {
    let matched = matching.partners.enumerated().map { a, b -> Pair in
      let common = b.map { table.counts[a][$0] } ?? 0
      let other = b.map { table.columnTotals[$0] } ?? 0
      return Pair(
        a: a, b: b, shareA: table.rowTotals[a] / table.total, shareB: other / table.total,
        similarity: b == nil ? 0 : common / (table.rowTotals[a] + other - common))
    }
    let taken = Set(matching.partners.compactMap(\.self))
    return matched
      + table.columnTotals.indices.filter { !taken.contains($0) }.map { b in
        Pair(a: nil, b: b, shareA: 0, shareB: table.columnTotals[b] / table.total, similarity: 0)
      }
  }

  private static func separation(
    _ points: some PointSource, _ labels: [[Int32]], _ distance: PointDistance, _ weights: [Double]?, _ seed: UInt64,
    _ workers: Int
  ) throws(SegmentationError) -> Separation? {
    let judged = try SegmentSeparation.judge(points, labels, distance: distance, seed: seed, workers: workers)
    guard let a = judged[0], let b = judged[1] else { return nil }
    let difference = Estimate.mean(
      of: zip(a.values, b.values).map { $1 - $0 }, weights: weights.map { weights in a.rows.map { weights[$0] } })
    return Separation(a: a.silhouette, b: b.silhouette, difference: difference)
  }
}
