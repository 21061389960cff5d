import CVectorMath
import LinearAlgebra

/// Weighted sums of coordinates and of their squares about `shift`.
struct PointMoments: BlockStatistic {
  let shift: [Double]
  var weight = 0.0
  var sums, squares: [Double]

  init(shift: [Double]) {
    self.shift = shift
    sums = shift.map { _ in 0 }
    squares = sums
  }

  static func of(_ points: Points, about shift: [Double], threads: Int) -> PointMoments {
    BlockReduction(threads: threads).reduce(
      rows: points.rows,
      makeScratch: { AlignedBuffer(count: BlockReduction.blockRows * points.dimension) },
      makeStatistic: { PointMoments(shift: shift) }
    ) { moments, rows, block in
      points.readColumns(rows, into: block.pointer, stride: BlockReduction.blockRows)
      let weights = points.weights(from: rows.lowerBound)
      moments.weight += weights.map { weights in (0..<rows.count).reduce(0) { $0 + weights[$1] } } ?? Double(rows.count)
      for j in 0..<points.dimension {
        let column = cvm_column_moments(
          block.pointer + j * BlockReduction.blockRows, weights, rows.count, shift[j])
        moments.sums[j] += column.sum
        moments.squares[j] += column.sum_squares
      }
    }
  }

  mutating func merge(_ later: consuming PointMoments) {
    weight += later.weight
    for j in sums.indices {
      sums[j] += later.sums[j]
      squares[j] += later.squares[j]
    }
  }

  /// The means of the coordinates.
  var means: [Double] { zip(shift, sums).map { $0 + $1 / weight } }

  /// The trace of the scatter matrix, the sum of all squares about the means.
  var scatter: Double {
    // Rounding may end below 0; what is no number stays none.
    zip(squares, sums).reduce(0) { sum, column in
      let rest = column.0 - column.1 / weight * column.1
      return sum + (rest < 0 ? 0 : rest)
    }
  }
}
