import CBLAS
import CVectorMath

/// The BLAS routines that the toolkit calls, on views, one thread a call (see CLAPACK).
package enum BLAS {
  /// y = A x.
  package static func multiply(_ a: MatrixView, by x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>) {
    cblas_dgemv(
      CblasColMajor, CblasNoTrans, Int32(a.rows), Int32(a.columns), 1, a.base, Int32(a.leadingDimension), x, 1, 0, y, 1)
  }

  /// y += A' x.
  package static func addTransposed(
    _ a: MatrixView, times x: UnsafePointer<Double>, to y: UnsafeMutablePointer<Double>
  ) {
    cblas_dgemv(
      CblasColMajor, CblasTrans, Int32(a.rows), Int32(a.columns), 1, a.base, Int32(a.leadingDimension), x, 1, 1, y, 1)
  }

  /// The upper triangle of C += A' A: by a kernel of our own where the processor has one, by a rank update elsewhere.
  package static func addGram(of a: MatrixView, to c: MutableMatrixView) {
    if cvm_gram(a.base, a.leadingDimension, a.rows, a.columns, c.base, c.leadingDimension) { return }
    cblas_dsyrk(
      CblasColMajor, CblasUpper, CblasTrans, Int32(a.columns), Int32(a.rows), 1, a.base, Int32(a.leadingDimension), 1,
      c.base, Int32(c.leadingDimension))
  }

  /// The upper triangle of C += A A'.
  package static func addOuterProduct(of a: MatrixView, to c: MutableMatrixView) {
    cblas_dsyrk(
      CblasColMajor, CblasUpper, CblasNoTrans, Int32(a.rows), Int32(a.columns), 1, a.base, Int32(a.leadingDimension), 1,
      c.base, Int32(c.leadingDimension))
  }

  /// C = A B.
  package static func multiply(_ a: MatrixView, _ b: MatrixView, into c: MutableMatrixView) {
    cblas_dgemm(
      CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(a.rows), Int32(b.columns), Int32(a.columns), 1, a.base,
      Int32(a.leadingDimension), b.base, Int32(b.leadingDimension), 0, c.base, Int32(c.leadingDimension))
  }

  /// C += A' B.
  package static func addTransposedProduct(of a: MatrixView, _ b: MatrixView, to c: MutableMatrixView) {
    cblas_dgemm(
      CblasColMajor, CblasTrans, CblasNoTrans, Int32(a.columns), Int32(b.columns), Int32(a.rows), 1, a.base,
      Int32(a.leadingDimension), b.base, Int32(b.leadingDimension), 1, c.base, Int32(c.leadingDimension))
  }

  /// x = R⁻¹ x or R'⁻¹ x for the upper triangle R of `r`.
  package static func solveUpper(_ r: MatrixView, transposed: Bool, _ x: UnsafeMutablePointer<Double>) {
    cblas_dtrsv(
      CblasColMajor, CblasUpper, transposed ? CblasTrans : CblasNoTrans, CblasNonUnit, Int32(r.columns), r.base,
      Int32(r.leadingDimension), x, 1)
  }
}
