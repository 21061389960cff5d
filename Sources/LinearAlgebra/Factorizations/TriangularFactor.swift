import CLAPACK

/// The factor R of a tall matrix, X = QR, absorbed block by block: a tall-skinny QR as a block reduction.
///
/// The factor of two stacked matrices is the factor of their stacked factors, so least squares by R are as stable as by a
/// QR of the whole, in the memory of one block. (Demmel, Grigori, Hoemmen and Langou, *SIAM J. Sci. Comput.* 34, 2012.)
package struct TriangularFactor: BlockStatistic {
  /// Upper triangular, with a diagonal that is not negative.
  package private(set) var r: Matrix
  private var isEmpty = true

  /// The factor of a matrix without rows.
  package init(columns: Int) { r = Matrix(rows: columns, columns: columns) }

  /// Adds the rows of `block`, which has the columns of the factor. Reads its elements only.
  ///
  /// - Complexity: O(2 *m p*²) for *m* rows and *p* columns.
  package mutating func absorb(_ block: MutableMatrixView) {
    let size = r.columns
    precondition(block.columns == size, "a block has the columns of the factor")
    let above = isEmpty ? 0 : size
    var stacked = Matrix(rows: above + block.rows, columns: size)
    stacked.withMutableView { target in
      r.withView { r in
        for j in 0..<size {
          let column = target.base + j * target.leadingDimension
          if above > 0 { column.update(from: r.base + j * size, count: j + 1) }
          (column + above).update(from: block.base + j * block.leadingDimension, count: block.rows)
        }
      }
    }
    r = stacked.triangularFactor()
    isEmpty = false
  }

  package mutating func merge(_ later: consuming TriangularFactor) {
    if later.isEmpty { return }
    later.r.withMutableView { absorb($0) }
  }
}

extension Matrix {
  /// The factor R of a QR factorisation, columns × columns, its diagonal not negative.
  ///
  /// - Complexity: O(2 *m p*²).
  package func triangularFactor() -> Matrix {
    var work = self
    var (m, n) = (Int32(rows), Int32(columns))
    var leading = max(1, m)
    var tau = [Double](repeating: 0, count: max(1, min(rows, columns)))
    var info: Int32 = 0
    var length: Int32 = max(1, n) * 32
    var room = [Double](repeating: 0, count: Int(length))
    if rows > 0, columns > 0 {
      work.withMutableView { dgeqrf_(&m, &n, $0.base, &leading, &tau, &room, &length, &info) }
    }
    var factor = Matrix(rows: columns, columns: columns)
    for i in 0..<min(rows, columns) {
      let sign: Double = work[i, i] < 0 ? -1 : 1
      for j in i..<columns { factor[i, j] = sign * work[i, j] }
    }
    return factor
  }
}
