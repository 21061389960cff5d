import CLAPACK

/// PA = LU of a square matrix with partial pivoting.
package struct LU: Sendable {
  private let factor: Matrix
  private let pivots: [Int32]

  /// - Throws: ``LinearAlgebraError/singular(pivot:)`` with the first pivot that is 0.
  /// - Complexity: O(2 *n*³ / 3).
  package init(_ a: Matrix) throws(LinearAlgebraError) {
    try a.requireSquare()
    try a.requireFinite()
    var work = a
    var (m, n) = (Int32(a.rows), Int32(a.rows))
    var leading = max(1, m)
    var pivots = [Int32](repeating: 0, count: max(1, a.rows))
    var info: Int32 = 0
    work.withMutableView { dgetrf_(&m, &n, $0.base, &leading, &pivots, &info) }
    if info > 0 { throw .singular(pivot: Int(info) - 1) }
    factor = work
    self.pivots = pivots
  }

  /// A⁻¹ B.
  package func solve(_ b: Matrix) throws(LinearAlgebraError) -> Matrix {
    if b.rows != factor.rows { throw .sizeMismatch(expected: factor.rows, found: b.rows) }
    var result = b
    var (n, count) = (Int32(factor.rows), Int32(b.columns))
    var leading = max(1, n)
    var info: Int32 = 0
    factor.withView { a in
      result.withMutableView { dgetrs_("N", &n, &count, a.base, &leading, pivots, $0.base, &leading, &info, 1) }
    }
    return result
  }

  /// A⁻¹.
  package func inverse() throws(LinearAlgebraError) -> Matrix { try solve(.identity(factor.rows)) }
}
