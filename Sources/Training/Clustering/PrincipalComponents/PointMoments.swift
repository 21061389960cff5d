import CVectorMath
import LinearAlgebra

/// The mean of points and the trace of their scatter matrix, in one pass.
struct PointMoments {
  let weight: Double
  let mean: [Double]
  let scatter: Double

  /// - Complexity: O(*n d*).
  init(_ points: Points, threads: Int) {
    let first = (0..<points.rows).first { points.counts($0) } ?? 0
    let origin = points.coordinates(ofRow: first)
    let sums = BlockReduction(threads: threads).reduce(
      rows: points.rows, makeScratch: { AlignedBuffer(count: PointPiece.stride * points.dimension) },
      makeStatistic: { Sums(dimension: points.dimension) }
    ) { sums, rows, block in
      PointPiece.each(of: points, rows, into: block) { count, weights in
        sums.add(block, count: count, origin: origin, weights: weights)
      }
    }
    let (weight, shift) = (sums.weight, sums.firsts.map { $0 / sums.weight })
    self.weight = weight
    mean = zip(origin, shift).map { $0 + $1 }
    // Rounding may end below 0; what is no number stays none.
    scatter = zip(sums.squares, shift).reduce(0) { sum, column in
      let rest = column.0 - weight * column.1 * column.1
      return sum + (rest < 0 ? 0 : rest)
    }
  }

  /// Sums of coordinates and of their squares about a row.
  private struct Sums: BlockStatistic {
    var weight = 0.0
    var firsts, squares: [Double]

    init(dimension: Int) {
      firsts = [Double](repeating: 0, count: dimension)
      squares = firsts
    }

    mutating func add(_ block: AlignedBuffer, count: Int, origin: [Double], weights: UnsafePointer<Double>?) {
      weight += weights.map { weights in (0..<count).reduce(0) { $0 + weights[$1] } } ?? Double(count)
      for j in origin.indices {
        let moments = cvm_column_moments(block.pointer + j * PointPiece.stride, weights, count, origin[j])
        firsts[j] += moments.sum
        squares[j] += moments.sum_squares
      }
    }

    mutating func merge(_ later: consuming Self) {
      weight += later.weight
      for j in firsts.indices {
        firsts[j] += later.firsts[j]
        squares[j] += later.squares[j]
      }
    }
  }
}

/// Rows of a wide table, so few that they stay in the cache and so many that they fill pages of its columns.
enum PointPiece {
  static let rows = 512
  static let stride = rows + 8

  /// Reads `rows` piece after piece and calls `body` with the number of rows and where their weights stand.
  static func each(
    of points: Points, _ rows: Range<Int>, into block: AlignedBuffer,
    _ body: (_ count: Int, _ weights: UnsafePointer<Double>?) -> Void
  ) {
    for start in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: Self.rows) {
      let piece = start..<min(start + Self.rows, rows.upperBound)
      points.readColumns(piece, into: block.pointer, stride: stride)
      body(piece.count, points.weights(from: start))
    }
  }
}
