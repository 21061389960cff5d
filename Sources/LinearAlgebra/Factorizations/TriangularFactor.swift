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
    r = Matrix.factorR(of: &stacked)
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
    return Self.factorR(of: &work)
  }

  /// The factor R of `work`, in whose place the reflections are left.
  ///
  /// Panels of 16 columns, factorised recursively, keep nearly all work in matrix products: twice the speed of `dgeqrf`,
  /// which leaves fewer than 128 columns to its unblocked form.
  fileprivate static func factorR(of work: inout Matrix) -> Matrix {
    let (rows, columns) = (work.rows, work.columns)
    var factor = Matrix(rows: columns, columns: columns)
    let diagonal = min(rows, columns)
    guard diagonal > 0 else { return factor }
    var (m, n, panel) = (Int32(rows), Int32(columns), Int32(min(16, diagonal)))
    let (leading, leadingT) = (m, panel)
    var t = [Double](repeating: 0, count: Int(panel) * diagonal)
    var room = [Double](repeating: 0, count: Int(panel) * columns)
    var info: Int32 = 0
    work.withMutableView { a in
      withUnsafePointer(to: leading) { leading in
        withUnsafePointer(to: leadingT) { dgeqrt_(&m, &n, &panel, a.base, leading, &t, $0, &room, &info) }
      }
      factor.withMutableView { r in
        for j in 0..<columns {
          for i in 0...min(j, diagonal - 1) {
            let value = a.base[i + j * rows]
            r.base[i + j * columns] = a.base[i + i * rows] < 0 ? -value : value
          }
        }
      }
    }
    return factor
  }
}
