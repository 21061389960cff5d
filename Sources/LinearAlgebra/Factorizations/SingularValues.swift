import CLAPACK

/// A = U diag(σ) V', σ falling, with min(rows, columns) singular values.
package struct SingularValueDecomposition: Sendable {
  package let values: [Double]
  /// One left singular vector a column.
  package let u: Matrix
  /// One right singular vector a row.
  package let vTransposed: Matrix

  /// - Throws: ``LinearAlgebraError/notConverged(routine:)``.
  /// - Complexity: O(rows · columns · min(rows, columns)).
  package init(_ a: Matrix) throws(LinearAlgebraError) {
    try a.requireFinite()
    let rank = min(a.rows, a.columns)
    var work = a
    var u = Matrix(rows: a.rows, columns: rank)
    var vt = Matrix(rows: rank, columns: a.columns)
    var values = [Double](repeating: 0, count: rank)
    if rank > 0 {
      var (m, n, k) = (Int32(a.rows), Int32(a.columns), Int32(rank))
      var info: Int32 = 0
      let larger = max(a.rows, a.columns)
      var length = Int32(4 * rank * rank + 7 * rank + larger * 64)
      var room = [Double](repeating: 0, count: Int(length))
      var integers = [Int32](repeating: 0, count: 8 * rank)
      work.withMutableView { a in
        u.withMutableView { u in
          vt.withMutableView { vt in
            var leading = m
            dgesdd_(
              "S", &m, &n, a.base, &leading, &values, u.base, &m, vt.base, &k, &room, &length, &integers, &info, 1)
          }
        }
      }
      if info != 0 { throw .notConverged(routine: "dgesdd") }
    }
    self.values = values
    self.u = u
    vTransposed = vt
  }
}
