import LinearAlgebra

/// The assignment that a model keeps: every row to the centre with the smallest Σⱼ (zⱼ − cⱼ)², summed in the order of j
/// and rounded operation by operation, the first of equals. Scoring one row gives the same bits.
struct NearestCenter: Sendable {
  let points: Points
  let threads: Int

  struct Outcome: Sendable {
    var assignments: [Int32]
    var withinSumOfSquares: Double
    /// Weights and rows of every segment.
    var sizes: [Double]
    var counts: [Int]
  }

  private struct Totals: BlockStatistic {
    var within = 0.0
    var sizes: [Double]
    var counts: [Int]

    mutating func merge(_ later: consuming Totals) {
      within += later.within
      for k in sizes.indices {
        sizes[k] += later.sizes[k]
        counts[k] += later.counts[k]
      }
    }
  }

  private final class Scratch {
    let block: AlignedBuffer
    /// Minus the squared distances.
    let best = AlignedBuffer(count: BlockReduction.blockRows)

    init(dimension: Int) { block = AlignedBuffer(count: BlockReduction.blockRows * dimension) }
  }

  /// - Complexity: O(rows · centers · dimension), one pass.
  func assign(to centers: [[Double]]) -> Outcome {
    let (points, flat) = (points, centers.flatMap(\.self))
    var assignments = [Int32](repeating: 0, count: points.rows)
    let totals = assignments.withUnsafeMutableBufferPointer { assignments in
      nonisolated(unsafe) let assigned = assignments  // every block has rows of its own
      return BlockReduction(threads: threads).reduce(
        rows: points.rows, makeScratch: { Scratch(dimension: points.dimension) },
        makeStatistic: {
          Totals(sizes: [Double](repeating: 0, count: centers.count), counts: [Int](repeating: 0, count: centers.count))
        }
      ) { totals, rows, scratch in
        guard let assigned = assigned.baseAddress.map({ $0 + rows.lowerBound }) else { return }
        points.nearest(
          rows, of: flat, count: centers.count, offsets: nil, isRead: false, block: scratch.block.pointer,
          nearest: assigned, best: scratch.best.pointer)
        let weights = points.weights(from: rows.lowerBound)
        for i in 0..<rows.count {
          let weight = weights?[i] ?? 1
          guard weight != 0 else { continue }
          totals.within -= weight * scratch.best.pointer[i]
          totals.sizes[Int(assigned[i])] += weight
          totals.counts[Int(assigned[i])] += 1
        }
      }
    }
    return Outcome(
      assignments: assignments, withinSumOfSquares: totals.within, sizes: totals.sizes, counts: totals.counts)
  }
}
