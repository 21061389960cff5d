import CVectorMath
import LinearAlgebra

/// ‖z − center‖² + γ · (categories that differ from the mode), the coordinates in their order and then the categories,
/// each sum rounded by itself: scoring one row gives the same bits where its columns have that order.
struct MixedDistances: Sendable {
  let points: Points
  let gamma: Double
  let threads: Int

  /// Room of one worker.
  final class Scratch {
    let block: AlignedBuffer
    let distance = AlignedBuffer(count: BlockReduction.blockRows)
    let best = AlignedBuffer(count: BlockReduction.blockRows)

    init(dimension: Int) { block = AlignedBuffer(count: BlockReduction.blockRows * dimension) }
  }

  /// Passes over all rows; `body` finds their coordinates in the block of its scratch.
  func reduce<Statistic: BlockStatistic>(
    _ makeStatistic: @Sendable () -> Statistic, _ body: @Sendable (inout Statistic, Range<Int>, Scratch) -> Void
  ) -> Statistic {
    let points = points
    return BlockReduction(threads: threads).reduce(
      rows: points.rows, makeScratch: { Scratch(dimension: points.dimension) }, makeStatistic: makeStatistic
    ) { statistic, rows, scratch in
      points.readColumns(rows, into: scratch.block.pointer, stride: BlockReduction.blockRows)
      body(&statistic, rows, scratch)
    }
  }

  /// The distances of a block's rows to `prototype`, into scratch.distance.
  func measure(_ rows: Range<Int>, to prototype: Prototype, _ scratch: Scratch) {
    let distance = scratch.distance.pointer
    distance.update(repeating: 0, count: rows.count)
    for (j, value) in prototype.center.enumerated() {
      cvm_add_squares(scratch.block.pointer + j * BlockReduction.blockRows, rows.count, value, distance)
    }
    for (j, mode) in prototype.modes.enumerated() {
      let codes = points.codes(j) + rows.lowerBound
      for i in 0..<rows.count { distance[i] += codes[i] == mode && mode >= 0 ? 0 : gamma }
    }
  }

  /// The nearest of `prototypes`, the first of equals, for a block's rows; their distances are in scratch.best.
  func nearest(
    _ rows: Range<Int>, of prototypes: [Prototype], _ scratch: Scratch, into assigned: UnsafeMutablePointer<Int32>
  ) {
    let (best, distance) = (scratch.best.pointer, scratch.distance.pointer)
    for (c, prototype) in prototypes.enumerated() {
      measure(rows, to: prototype, scratch)
      for i in 0..<rows.count where c == 0 || distance[i] < best[i] {
        best[i] = distance[i]
        assigned[i] = Int32(truncatingIfNeeded: c)
      }
    }
  }
}
