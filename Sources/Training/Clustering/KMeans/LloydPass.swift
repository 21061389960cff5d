import CVectorMath
import LinearAlgebra

/// One round of Lloyd's algorithm: rows go to the nearest centre, and what their means need is summed.
///
/// Where few rows moved in the round before, only those that move now are added to their new segment and taken from the
/// old one: the sums of a round are then changes.
struct LloydPass: Sendable {
  let points: CentredPoints
  let segments: Int

  /// Doubles from one segment's sums to the next.
  private var stride: Int { (points.dimension + 7) & ~7 }

  /// What rows add up to in each segment, or by how much that changes.
  struct Sums: BlockStatistic {
    fileprivate(set) var coordinates: [Double]
    fileprivate(set) var sizes: [Double]
    fileprivate(set) var counts: [Int]
    /// Rows that left a segment or came to their first one.
    fileprivate(set) var moved = 0

    mutating func merge(_ later: consuming Sums) {
      for k in coordinates.indices { coordinates[k] += later.coordinates[k] }
      for k in sizes.indices { sizes[k] += later.sizes[k] }
      for k in counts.indices { counts[k] += later.counts[k] }
      moved += later.moved
    }
  }

  private final class Scratch {
    let block, rows: AlignedBuffer
    let best = AlignedBuffer(count: BlockReduction.blockRows)
    let ones = AlignedBuffer(count: BlockReduction.blockRows)
    let nearest: UnsafeMutablePointer<Int32> = .allocate(capacity: BlockReduction.blockRows)

    init(block: AlignedBuffer, stride: Int) {
      self.block = block
      rows = AlignedBuffer(count: BlockReduction.blockRows * stride)
      ones.pointer.update(repeating: 1, count: BlockReduction.blockRows)
    }

    deinit { nearest.deallocate() }
  }

  /// Assigns every row to the nearest of `centers`, the first of equals, and returns the sums of all rows, or by how much
  /// rows that moved change them.
  ///
  /// - Parameter centers: row-major, segments × dimension, about the origin of the points.
  func run(_ centers: [Double], assignments: inout [Int32], changesOnly: Bool) -> Sums {
    let (points, segments, stride, dimension) = (points, segments, stride, points.dimension)
    let halves = (0..<segments).map { c in
      (0..<dimension).reduce(0) { $0 + centers[c * dimension + $1] * centers[c * dimension + $1] } / 2
    }
    return assignments.withUnsafeMutableBufferPointer { assignments in
      nonisolated(unsafe) let assigned = assignments  // every block has rows of its own
      return points.blocks.reduce(
        rows: points.rows,
        makeScratch: { Scratch(block: points.makeBlock(), stride: stride) },
        makeStatistic: {
          Sums(
            coordinates: [Double](repeating: 0, count: segments * stride),
            sizes: [Double](repeating: 0, count: segments), counts: [Int](repeating: 0, count: segments))
        }
      ) { sums, rows, scratch in
        let block = scratch.block.pointer
        guard let assigned = assigned.baseAddress else { return }
        let (old, nearest) = (assigned + rows.lowerBound, scratch.nearest)
        points.nearest(
          rows, centers, halves, block: block, nearest: nearest, best: scratch.best.pointer)
        let weights = points.points.weights(from: rows.lowerBound)
        if changesOnly {
          sums.takeMoves(block, rows.count, from: old, to: nearest, weights, dimension, stride)
        } else {
          cvm_transpose(block, BlockReduction.blockRows, rows.count, dimension, scratch.rows.pointer, stride)
          sums.takeAll(scratch.rows.pointer, rows.count, from: old, to: nearest, weights, scratch.ones.pointer, stride)
        }
        old.update(from: nearest, count: rows.count)
      }
    }
  }

  /// Adds `changes` to the sums of the round before.
  func add(_ changes: Sums, to sums: inout Sums) {
    sums.merge(changes)
    sums.moved = changes.moved
  }

  /// The mean of every segment that has rows, else its centre as it was.
  func means(_ sums: Sums, else centers: [Double]) -> [Double] {
    var result = centers
    for c in 0..<segments where sums.counts[c] > 0 {
      for j in 0..<points.dimension {
        result[c * points.dimension + j] = sums.coordinates[c * stride + j] / sums.sizes[c]
      }
    }
    return result
  }
}

extension LloydPass.Sums {
  /// All rows of a block, given row after row.
  fileprivate mutating func takeAll(
    _ rows: UnsafePointer<Double>, _ count: Int, from old: UnsafePointer<Int32>, to new: UnsafePointer<Int32>,
    _ weights: UnsafePointer<Double>?, _ ones: UnsafePointer<Double>, _ stride: Int
  ) {
    coordinates.withUnsafeMutableBufferPointer {
      cvm_scatter_rows(rows, stride, stride, weights ?? ones, new, $0.baseAddress, count)
    }
    for i in 0..<count {
      let weight = weights?[i] ?? 1
      guard weight != 0 else { continue }
      sizes[Int(new[i])] += weight
      counts[Int(new[i])] += 1
      if old[i] != new[i] { moved += 1 }
    }
  }

  /// The rows of a column-major block whose segment is another one now.
  fileprivate mutating func takeMoves(
    _ block: UnsafePointer<Double>, _ count: Int, from old: UnsafePointer<Int32>, to new: UnsafePointer<Int32>,
    _ weights: UnsafePointer<Double>?, _ dimension: Int, _ stride: Int
  ) {
    for i in 0..<count where old[i] != new[i] {
      let weight = weights?[i] ?? 1
      guard weight != 0 else { continue }
      let (from, to) = (Int(old[i]), Int(new[i]))
      coordinates.withUnsafeMutableBufferPointer { coordinates in
        for j in 0..<dimension {
          let value = block[j * BlockReduction.blockRows + i] * weight
          coordinates[from * stride + j] -= value
          coordinates[to * stride + j] += value
        }
      }
      sizes[from] -= weight
      sizes[to] += weight
      counts[from] -= 1
      counts[to] += 1
      moved += 1
    }
  }
}
