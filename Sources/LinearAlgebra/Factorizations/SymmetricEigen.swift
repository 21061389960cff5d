import CLAPACK

/// A = V diag(λ) V' of a symmetric matrix, of which the upper triangle is read; λ rising.
package struct SymmetricEigen: Sendable {
  package let values: [Double]
  /// One eigenvector a column, of length 1.
  package let vectors: Matrix

  /// - Throws: ``LinearAlgebraError/notConverged(routine:)``.
  /// - Complexity: O(*n*³).
  package init(_ a: Matrix) throws(LinearAlgebraError) {
    try a.requireSquare()
    try a.requireFinite()
    var work = a
    var vectors = Matrix(rows: a.rows, columns: a.rows)
    var values = [Double](repeating: 0, count: a.rows)
    if a.rows > 0 {
      var size = Int32(a.rows)
      var (found, info): (Int32, Int32) = (0, 0)
      var (lower, upper, tolerance): (Double, Double, Double) = (0, 0, 0)
      var (first, last): (Int32, Int32) = (1, size)
      var support = [Int32](repeating: 0, count: 2 * a.rows)
      var (length, integerLength): (Int32, Int32) = (40 * size, 12 * size)
      var room = [Double](repeating: 0, count: Int(length))
      var integers = [Int32](repeating: 0, count: Int(integerLength))
      work.withMutableView { a in
        vectors.withMutableView { z in
          var (leadingA, leadingZ) = (size, size)
          dsyevr_(
            "V", "A", "U", &size, a.base, &leadingA, &lower, &upper, &first, &last, &tolerance, &found, &values,
            z.base, &leadingZ, &support, &room, &length, &integers, &integerLength, &info, 1, 1, 1)
        }
      }
      if info != 0 { throw .notConverged(routine: "dsyevr") }
    }
    self.values = values
    self.vectors = vectors
  }
}
