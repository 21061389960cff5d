import CVectorMath
import LinearAlgebra

/// The scatter matrix of points times a few directions, C*v* = Σ *w* (x − m)(x − m)′*v*, in one pass, without C.
enum ScatterProducts {
  /// - Parameters:
  ///   - directions: one vector each.
  ///   - mean: of the points.
  ///   - selection: the runs of rows to read.
  /// - Complexity: O(*n d*) a direction; memory of a few rows and of the products.
  static func of(
    _ points: Points, _ directions: [[Double]], about mean: [Double], runs selection: RunSelection = .all, threads: Int
  ) -> [[Double]] {
    let dimension = points.dimension
    let matrix = Matrix(directions).transposed
    let sums = BlockReduction(threads: threads).reduce(
      rows: points.rows, runs: selection, makeScratch: { Scratch(dimension: dimension, width: directions.count) },
      makeStatistic: { Sums(products: Matrix(rows: dimension, columns: directions.count)) }
    ) { sums, rows, scratch in
      PointPiece.each(of: points, rows, into: scratch.block) { count, weights in
        sums.add(scratch, matrix, count: count, mean: mean, weights: weights)
      }
    }
    return directions.indices.map { k in (0..<dimension).map { sums.products[$0, k] } }
  }

  private struct Scratch {
    let block, along: AlignedBuffer

    init(dimension: Int, width: Int) {
      block = AlignedBuffer(count: PointPiece.stride * dimension)
      along = AlignedBuffer(count: PointPiece.rows * width)
    }
  }

  private struct Sums: BlockStatistic {
    var products: Matrix

    mutating func add(
      _ scratch: Scratch, _ directions: Matrix, count: Int, mean: [Double], weights: UnsafePointer<Double>?
    ) {
      for j in mean.indices where mean[j] != 0 {
        let column = scratch.block.pointer + j * PointPiece.stride
        for i in 0..<count { column[i] -= mean[j] }
      }
      let block = MatrixView(
        scratch.block.pointer, rows: count, columns: mean.count, leadingDimension: PointPiece.stride)
      let along = MutableMatrixView(
        scratch.along.pointer, rows: count, columns: directions.columns, leadingDimension: PointPiece.rows)
      directions.withView { BLAS.multiply(block, $0, into: along) }
      if let weights {
        for k in 0..<directions.columns {
          let column = along.base + k * PointPiece.rows
          cvm_multiply(column, weights, column, count)
        }
      }
      products.withMutableView { BLAS.addTransposedProduct(of: block, along.reading, to: $0) }
    }

    mutating func merge(_ later: consuming Self) {
      products.withMutableView { products in
        later.products.withView { others in
          cvm_axpy(1, others.base, products.base, products.rows * products.columns)
        }
      }
    }
  }
}

/// Rows of a wide table, so few that they stay in the cache and so many that they fill pages of its columns.
private enum PointPiece {
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
