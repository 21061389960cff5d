/// The Cholesky factorisation of a Gram matrix over the columns that are independent of earlier ones.
///
/// Columns are taken in order, so that of two that say the same the first one stays, as in R's `lm`. What a pivot keeps
/// of its diagonal element is the squared sine of the angle between a column and the span of those before it.
package struct SequentialCholesky: Sendable {
  /// The columns that stay, and those that are combinations of earlier ones, in order.
  package let kept, aliased: [Int]
  /// The smallest pivot of a column that stays, as a share of its diagonal element.
  package let smallestPivotRatio: Double
  private let factor: Cholesky

  /// Factorises `gram`, of which the upper triangle is read.
  ///
  /// - Parameter tolerance: a column whose pivot is at most this share of its diagonal element is dropped.
  /// - Complexity: O(*p*³ / 3) where no column is dropped, and an unblocked O(*p*³) more where some are.
  package init(gram: Matrix, tolerance: Double) throws(LinearAlgebraError) {
    try gram.requireSquare()
    try gram.requireFinite()
    let diagonal = (0..<gram.rows).map { gram[$0, $0] }
    if let whole = try? Cholesky(gram) {
      let ratio = zip(whole.pivots, diagonal).reduce(1) { min($0, $1.0 / $1.1) }
      if ratio > tolerance {
        (kept, aliased, smallestPivotRatio, factor) = (Array(0..<gram.rows), [], ratio, whole)
        return
      }
    }
    let columns = Self.independentColumns(gram, tolerance: tolerance)
    kept = columns
    aliased = Set(0..<gram.rows).subtracting(columns).sorted()
    factor = try Cholesky(gram.selecting(columns))
    smallestPivotRatio = zip(factor.pivots, columns).reduce(1) { min($0, $1.0 / diagonal[$1.1]) }
  }

  /// G⁻¹ b over the columns that stay.
  package func solve(_ b: [Double]) -> [Double] { factor.solve(b) }

  /// G⁻¹ over the columns that stay.
  package func inverse() -> Matrix { factor.inverse() }

  /// An estimate of the reciprocal condition number of the Gram matrix of the columns that stay.
  package var reciprocalCondition: Double { kept.isEmpty ? 1 : factor.reciprocalCondition }

  /// The columns whose pivot is more than `tolerance` of their diagonal element, each on those before it.
  private static func independentColumns(_ gram: Matrix, tolerance: Double) -> [Int] {
    // Row k of U for every column that stays: u[k][j] = ⟨q_k, x_j⟩.
    var rows: [[Double]] = []
    var kept: [Int] = []
    var left = (0..<gram.rows).map { gram[$0, $0] }
    for j in 0..<gram.rows {
      let pivot = left[j]
      if !(pivot > tolerance * gram[j, j]) { continue }
      let root = pivot.squareRoot()
      var row = [Double](repeating: 0, count: gram.rows)
      for i in (j + 1)..<max(gram.rows, j + 1) { row[i] = gram[j, i] }
      for earlier in rows {
        let factor = earlier[j]
        if factor != 0 { for i in (j + 1)..<max(gram.rows, j + 1) { row[i] -= factor * earlier[i] } }
      }
      for i in (j + 1)..<max(gram.rows, j + 1) {
        row[i] /= root
        left[i] -= row[i] * row[i]
      }
      row[j] = root
      rows.append(row)
      kept.append(j)
    }
    return kept
  }
}
