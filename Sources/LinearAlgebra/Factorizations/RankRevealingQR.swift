import CLAPACK

/// A QR factorisation over the columns that are independent of earlier ones.
///
/// Columns are taken in order, so that of two that say the same the first one stays, as in R's `lm`; Householder
/// reflections make the decision as accurate as the data. Columns behind the leading ones are right-hand sides.
package struct RankRevealingQR: Sendable {
  /// The leading columns that stay, and those that are combinations of earlier ones, in order.
  package let independent, aliased: [Int]
  /// Upper triangular over the columns that stay.
  private let r: Matrix
  /// Q'b for the first right-hand side, over the columns that stay.
  private let right: [Double]

  /// Factorises `a`, typically the factor of a ``TriangularFactor``.
  ///
  /// - Parameters:
  ///   - columns: how many leading columns to test.
  ///   - tolerance: a column whose residual on the earlier ones is at most this share of its length is dropped.
  /// - Throws: ``LinearAlgebraError/nonFinite(row:column:)``.
  /// - Complexity: O(*d p*²) for *d* dropped of *p* columns, after the O(*m p*²) of a triangular factor unless `a` is one.
  package init(_ a: Matrix, columns: Int, tolerance: Double) throws(LinearAlgebraError) {
    precondition(columns <= a.columns, "the leading columns are columns of the matrix")
    try a.requireFinite()
    var work = a.isUpperTriangular ? a : a.triangularFactor()
    try work.requireFinite()
    let elimination = work.withMutableView { TriangularElimination($0, columns: columns, tolerance: tolerance) }
    (independent, aliased) = (elimination.independent, elimination.aliased)
    let rank = independent.count
    var r = Matrix(rows: rank, columns: rank)
    for (k, j) in independent.enumerated() { for i in 0...k { r[i, k] = work[i, j] } }
    self.r = r
    right = columns < a.columns ? (0..<rank).map { work[$0, columns] } : []
  }

  /// The least-squares solution R⁻¹ Q'b over the columns that stay, for the first right-hand side.
  package func solve() -> [Double] {
    solveUpper(right, transposed: false)
  }

  /// (R'R)⁻¹ b over the columns that stay.
  package func solveGram(_ b: [Double]) -> [Double] {
    solveUpper(solveUpper(b, transposed: true), transposed: false)
  }

  /// R'⁻¹ b over the columns that stay: its squared length is b'(R'R)⁻¹b without cancellation.
  package func solveTransposed(_ b: [Double]) -> [Double] { solveUpper(b, transposed: true) }

  /// The lengths of the columns that stay.
  package var columnLengths: [Double] {
    (0..<r.columns).map { j in (0...j).reduce(0) { $0 + r[$1, j] * r[$1, j] }.squareRoot() }
  }

  /// R⁻¹, upper triangular.
  package func inverseFactor() -> Matrix {
    var result = r
    var size = Int32(r.rows)
    var leading = max(1, size)
    var info: Int32 = 0
    result.withMutableView { dtrtri_("U", "N", &size, $0.base, &leading, &info, 1, 1) }
    return result
  }

  /// (R'R)⁻¹, both triangles.
  package func inverseGram() -> Matrix {
    let inverse = inverseFactor()
    var result = Matrix(rows: r.rows, columns: r.rows)
    inverse.withView { view in result.withMutableView { BLAS.addOuterProduct(of: view, to: $0) } }
    result.mirrorUpper()
    return result
  }

  /// An estimate of 1 / (‖R‖₁ ‖R⁻¹‖₁).
  package var reciprocalCondition: Double {
    if r.rows == 0 { return 1 }
    var size = Int32(r.rows)
    var leading = max(1, size)
    var result = 0.0
    var work = [Double](repeating: 0, count: 3 * r.rows)
    var integers = [Int32](repeating: 0, count: r.rows)
    var info: Int32 = 0
    r.withView { dtrcon_("1", "U", "N", &size, $0.base, &leading, &result, &work, &integers, &info, 1, 1, 1) }
    return result
  }

  private func solveUpper(_ b: [Double], transposed: Bool) -> [Double] {
    precondition(b.count == r.rows, "a right-hand side has one number a column that stays")
    var x = b
    r.withView { view in
      x.withUnsafeMutableBufferPointer { x in
        if let x = x.baseAddress { BLAS.solveUpper(view, transposed: transposed, x) }
      }
    }
    return x
  }
}
