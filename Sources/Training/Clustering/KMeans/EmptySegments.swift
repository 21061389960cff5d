import CVectorMath
import LinearAlgebra

/// Gives segments without rows a new centre: the row farthest from its own centre, the first of equals, and for every
/// further segment the same among what is left.
struct EmptySegments: Sendable {
  let points: CentredPoints
  let segments: Int

  /// Squared distances below this share of a centre's squared length are rounding.
  private static let rounding = 1e-30

  /// - Parameters:
  ///   - centers: what is changed, row-major about the origin.
  ///   - old: the centres that rows are assigned to.
  /// - Throws: ``TrainingError/tooManySegments(segments:distinct:)`` where every row lies on its centre.
  /// - Complexity: a pass a segment.
  func reseed(
    _ empty: [Int], in centers: inout [Double], assigned: [Int32], to old: [Double]
  ) throws(TrainingError) {
    var fresh: [[Double]] = []
    for segment in empty {
      guard let row = farthest(assigned, old, fresh) else {
        throw .tooManySegments(segments: segments, distinct: segments - empty.count + fresh.count)
      }
      let center = points.coordinates(ofRow: row)
      centers.replaceSubrange(segment * points.dimension..<(segment + 1) * points.dimension, with: center)
      fresh.append(center)
    }
  }

  /// The row that counts and is farthest from its centre and from those in `fresh`.
  private func farthest(_ assigned: [Int32], _ centers: [Double], _ fresh: [[Double]]) -> Int? {
    let dimension = points.dimension
    let lengths = (0..<segments).map { c in
      (0..<dimension).reduce(0) { $0 + centers[c * dimension + $1] * centers[c * dimension + $1] }
    }
    let block = points.makeBlock()
    var (best, distance) = (-1, 0.0)
    for start in stride(from: 0, to: points.rows, by: BlockReduction.blockRows) {
      let rows = start..<min(start + BlockReduction.blockRows, points.rows)
      points.read(rows, into: block.pointer)
      for (i, row) in rows.enumerated() where points.points.counts(row) {
        let own = Int(assigned[row])
        var nearest = squaredDistance(block.pointer + i, to: centers[(own * dimension)..<((own + 1) * dimension)])
        for center in fresh { nearest = min(nearest, squaredDistance(block.pointer + i, to: center[...])) }
        if nearest > max(distance, Self.rounding * lengths[own]) { (best, distance) = (row, nearest) }
      }
    }
    return best < 0 ? nil : best
  }

  /// Of a row in a column-major block.
  private func squaredDistance(_ row: UnsafePointer<Double>, to center: ArraySlice<Double>) -> Double {
    center.enumerated().reduce(0) {
      let difference = row[$1.offset * BlockReduction.blockRows] - $1.element
      return $0 + difference * difference
    }
  }
}
