/// Elements lent for reading: column-major, `leadingDimension` doubles from one column to the next.
///
/// A view owns nothing and lives no longer than the call that lends it.
package struct MatrixView {
  package let base: UnsafePointer<Double>
  package let rows, columns, leadingDimension: Int

  package init(_ base: UnsafePointer<Double>, rows: Int, columns: Int, leadingDimension: Int) {
    precondition(leadingDimension >= max(1, rows), "columns of a matrix do not overlap")
    self.base = base
    self.rows = rows
    self.columns = columns
    self.leadingDimension = leadingDimension
  }

  static var empty: MatrixView { MatrixView(UnsafePointer(nowhere), rows: 0, columns: 0, leadingDimension: 1) }
}

/// Elements lent for writing; see ``MatrixView``.
package struct MutableMatrixView {
  package let base: UnsafeMutablePointer<Double>
  package let rows, columns, leadingDimension: Int

  package init(_ base: UnsafeMutablePointer<Double>, rows: Int, columns: Int, leadingDimension: Int) {
    precondition(leadingDimension >= max(1, rows), "columns of a matrix do not overlap")
    self.base = base
    self.rows = rows
    self.columns = columns
    self.leadingDimension = leadingDimension
  }

  static var empty: MutableMatrixView { MutableMatrixView(nowhere, rows: 0, columns: 0, leadingDimension: 1) }

  /// The same elements for reading.
  package var reading: MatrixView {
    MatrixView(UnsafePointer(base), rows: rows, columns: columns, leadingDimension: leadingDimension)
  }
}

/// An address for matrices without elements; never read or written.
nonisolated(unsafe) private let nowhere = UnsafeMutablePointer<Double>.allocate(capacity: 1)
