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
  /// - Parameter tolerance: a column whose pivot is at most this share of its diagonal element is dropped; not negative.
  /// - Complexity: O(*p*³ / 3) where no column is dropped, and an unblocked O(*p*³ / 3) more where some are.
  package init(gram: Matrix, tolerance: Double) throws(LinearAlgebraError) {
    precondition(tolerance >= 0, "a tolerance is not negative")
    try gram.requireSquare()
    try gram.requireFinite()
    if let whole = try? Cholesky(gram) {
      let ratio = whole.pivots.enumerated().reduce(1) { min($0, $1.element / gram[$1.offset, $1.offset]) }
      if ratio > tolerance {
        (kept, aliased, smallestPivotRatio, factor) = (Array(0..<gram.rows), [], ratio, whole)
        return
      }
    }
    let elimination = Elimination(gram, tolerance: tolerance)
    kept = elimination.kept
    aliased = Set(0..<gram.rows).subtracting(elimination.kept).sorted()
    // The rows of U as eliminated: another factorisation could fail at a pivot that was just above the tolerance.
    factor = Cholesky(of: gram.selecting(elimination.kept), upper: elimination.upper)
    smallestPivotRatio = zip(factor.pivots, kept).reduce(1) { min($0, $1.0 / gram[$1.1, $1.1]) }
  }

  /// G⁻¹ b over the columns that stay.
  package func solve(_ b: [Double]) -> [Double] { factor.solve(b) }

  /// G⁻¹ over the columns that stay.
  package func inverse() -> Matrix { factor.inverse() }

  /// An estimate of the reciprocal condition number of the Gram matrix of the columns that stay.
  package var reciprocalCondition: Double { kept.isEmpty ? 1 : factor.reciprocalCondition }
}

/// Row after row of U, over the columns whose pivot is more than `tolerance` of their diagonal element.
private struct Elimination {
  private(set) var kept: [Int] = []
  /// Row k of U for every column that stays, over all columns: ⟨q_k, x_j⟩.
  private var rows: [[Double]] = []

  init(_ gram: Matrix, tolerance: Double) {
    let size = gram.rows
    var left = (0..<size).map { gram[$0, $0] }
    for j in 0..<size where left[j] > tolerance * gram[j, j] {
      let root = left[j].squareRoot()
      var row = [Double](repeating: 0, count: size)
      row[j] = root
      for i in (j + 1)..<max(size, j + 1) { row[i] = gram[j, i] }
      for earlier in rows where earlier[j] != 0 {
        let factor = earlier[j]
        for i in (j + 1)..<max(size, j + 1) { row[i] -= factor * earlier[i] }
      }
      for i in (j + 1)..<max(size, j + 1) {
        row[i] /= root
        left[i] -= row[i] * row[i]
      }
      rows.append(row)
      kept.append(j)
    }
  }

  /// U over the columns that stay.
  var upper: Matrix {
    var result = Matrix(rows: kept.count, columns: kept.count)
    for (j, column) in kept.enumerated() { for i in 0...j { result[i, j] = rows[i][column] } }
    return result
  }
}
