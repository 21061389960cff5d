import Distributions

/// Whether segments come back when they are made from other rows: the bootstrap of Jaccard similarities.
///
/// A replication draws rows with replacement and takes each of those drawn once, makes segments of them, and gives every
/// segment the largest |A ∩ B|/|A ∪ B| with any of the new ones, among the rows drawn; 0 where none of its rows was. These are the
/// numbers of R's `fpc::clusterboot` with its defaults. By custom a mean of 0.75 is stable, one of 0.6 a pattern
/// whose borders are in doubt, and one of 0.5 or less dissolves.
///
/// Source: C. Hennig (2007), *Cluster-wise assessment of cluster stability*, Computational Statistics and Data Analysis
/// 52, 258–271.
package struct SegmentStability: Sendable, Equatable {
  /// How one segment did.
  package struct Segment: Sendable, Equatable {
    /// The similarity in every replication, and their mean.
    package let similarities: [Double]
    package let mean: Double
    /// The replications with a similarity of 0.5 or less, and with one above 0.75.
    package let dissolved, recovered: Int

    init(_ similarities: [Double]) {
      self.similarities = similarities
      mean = similarities.reduce(0, +) / Double(max(1, similarities.count))
      dissolved = similarities.count { $0 <= 0.5 }
      recovered = similarities.count { $0 > 0.75 }
    }
  }

  /// One a segment, by number.
  package let segments: [Segment]

  /// - Parameters:
  ///   - labels: the segment of every row, from 0; rows with a negative number are in none.
  ///   - weights: one a row; rows of weight 0 are not drawn, the others all alike; similarities are of weights.
  ///   - replications: how many.
  ///   - draws: how many rows a replication draws; by default as many as there are.
  ///   - seed: fixes them.
  ///   - fit: makes segments anew of rows with these weights, those of the rows drawn and 0 for the others, and returns a
  ///     segment for every row; the answer for rows of weight 0 is not read.
  /// - Throws: what `fit` throws.
  package init<Failure: Error>(
    _ labels: [Int32], weights: [Double]?, replications: Int, draws: Int? = nil, seed: UInt64,
    fit: (_ weights: [Double]) throws(Failure) -> [Int32]
  ) throws(Failure) {
    let rows = labels.indices.filter { weights?[$0] != 0 }
    var generator = SplitMix64(seed: seed)
    var similarities = [[Double]](repeating: [], count: Int(labels.max() ?? -1) + 1)
    for _ in 0..<(rows.isEmpty ? 0 : replications) {
      var drawn = [Double](repeating: 0, count: labels.count)
      for _ in 0..<(draws ?? rows.count) {
        let row = rows[generator.next(below: rows.count)]
        drawn[row] = weights?[row] ?? 1
      }
      let fitted = try fit(drawn)
      precondition(fitted.count == labels.count, "there is one segment a row")
      for (segment, similarity) in Self.similarities(labels, fitted, drawn, similarities.count).enumerated() {
        similarities[segment].append(similarity)
      }
    }
    segments = similarities.map { Segment($0) }
  }

  /// The largest similarity of every segment with any of `fitted`.
  private static func similarities(
    _ labels: [Int32], _ fitted: [Int32], _ weights: [Double], _ count: Int
  ) -> [Double] {
    guard let table = try? ContingencyTable(labels, fitted, weights: weights) else {
      return [Double](repeating: 0, count: count)
    }
    return (0..<count).map { a in
      table.counts[a].indices.reduce(0) { best, b in
        let common = table.counts[a][b]
        return common > 0 ? max(best, common / (table.rowTotals[a] + table.columnTotals[b] - common)) : best
      }
    }
  }
}
