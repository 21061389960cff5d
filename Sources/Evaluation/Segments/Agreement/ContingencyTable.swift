/// How two segmentations of the same rows cross: the weight of the rows in segment *i* of A and *j* of B.
///
/// Weights count as repetitions. Rows that one of the two puts in no segment (a negative number) are left out.
package struct ContingencyTable: Sendable, Equatable {
  /// One row a segment of A, one column a segment of B, to the highest number of either.
  package let counts: [[Double]]
  /// The sums of its rows and of its columns.
  package let rowTotals, columnTotals: [Double]
  /// The sum of all counts, above 0.
  package let total: Double

  /// - Parameters:
  ///   - a: one segment a row, from 0.
  ///   - b: another one, of the same rows.
  ///   - weights: one a row; nil is 1.
  /// - Throws: ``SegmentationError`` for arrays of different lengths, a negative weight, or where no row is left.
  /// - Complexity: O(*n* + *k*²).
  package init(_ a: [Int32], _ b: [Int32], weights: [Double]? = nil) throws(SegmentationError) {
    try SegmentationError.check(b, weights, rows: a.count)
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: Int(b.max() ?? -1) + 1), count: Int(a.max() ?? -1) + 1)
    for row in a.indices where a[row] >= 0 && b[row] >= 0 { counts[Int(a[row])][Int(b[row])] += weights?[row] ?? 1 }
    rowTotals = counts.map { $0.reduce(0, +) }
    columnTotals = (counts.first ?? []).indices.map { j in counts.reduce(0) { $0 + $1[j] } }
    total = rowTotals.reduce(0, +)
    self.counts = counts
    guard total > 0 else { throw .empty }
  }
}
