import CLAPACK

/// A = U'U of a symmetric positive definite matrix, of which the upper triangle is read.
package struct Cholesky: Sendable {
  private let upper: Matrix
  private let norm: Double

  /// Factorises `a`.
  ///
  /// - Throws: ``LinearAlgebraError/notPositiveDefinite(pivot:)`` with the first pivot that is not positive.
  /// - Complexity: O(*n*³ / 3).
  package init(_ a: Matrix) throws(LinearAlgebraError) {
    try a.requireSquare()
    try a.requireFinite()
    norm = a.symmetricNorm
    var factor = a
    var size = Int32(a.rows)
    var leading = max(1, size)
    var info: Int32 = 0
    factor.withMutableView { dpotrf_("U", &size, $0.base, &leading, &info, 1) }
    if info > 0 { throw .notPositiveDefinite(pivot: Int(info) - 1) }
    upper = factor
  }

  /// The factorisation of `a` that is known to be U'U.
  init(of a: Matrix, upper: Matrix) {
    self.upper = upper
    norm = a.symmetricNorm
  }

  /// The diagonal of U squared: what is left of every diagonal element after the columns before it.
  var pivots: [Double] { (0..<upper.rows).map { upper[$0, $0] * upper[$0, $0] } }

  /// A⁻¹ b.
  package func solve(_ b: [Double]) -> [Double] {
    precondition(b.count == upper.rows, "a right-hand side has one number a row")
    var x = b
    upper.withView { view in
      x.withUnsafeMutableBufferPointer { x in
        guard let x = x.baseAddress else { return }
        BLAS.solveUpper(view, transposed: true, x)
        BLAS.solveUpper(view, transposed: false, x)
      }
    }
    return x
  }

  /// A⁻¹, both triangles.
  package func inverse() -> Matrix {
    var result = upper
    var size = Int32(upper.rows)
    var leading = max(1, size)
    var info: Int32 = 0
    result.withMutableView { dpotri_("U", &size, $0.base, &leading, &info, 1) }
    result.mirrorUpper()
    return result
  }

  /// U⁻¹, upper triangular: A⁻¹ = U⁻¹U⁻ᵀ.
  package func inverseFactor() -> Matrix {
    var result = upper
    var size = Int32(upper.rows)
    var leading = max(1, size)
    var info: Int32 = 0
    result.withMutableView { dtrtri_("U", "N", &size, $0.base, &leading, &info, 1, 1) }
    for j in 0..<result.columns { for i in (j + 1)..<max(result.rows, j + 1) { result[i, j] = 0 } }
    return result
  }

  /// log |A|.
  package var logDeterminant: Double { (0..<upper.rows).reduce(0) { $0 + 2 * logarithm(upper[$1, $1]) } }

  /// An estimate of 1 / (‖A‖₁ ‖A⁻¹‖₁).
  package var reciprocalCondition: Double {
    var size = Int32(upper.rows)
    var leading = max(1, size)
    var norm = norm
    var result = 0.0
    var work = [Double](repeating: 0, count: 3 * max(1, upper.rows))
    var integers = [Int32](repeating: 0, count: max(1, upper.rows))
    var info: Int32 = 0
    upper.withView { dpocon_("U", &size, $0.base, &leading, &norm, &result, &work, &integers, &info, 1) }
    return result
  }
}

extension Matrix {
  /// ‖A‖₁ of the symmetric matrix whose upper triangle this is.
  fileprivate var symmetricNorm: Double {
    var size = Int32(rows)
    var leading = max(1, size)
    var work = [Double](repeating: 0, count: max(1, rows))
    return withView { dlansy_("1", "U", &size, $0.base, &leading, &work, 1, 1) }
  }
}
