/// A dense matrix of doubles, a value with storage of its own, column after column.
package struct Matrix: Sendable, Equatable {
  package let rows: Int
  package let columns: Int
  /// Element (i, j) is at i + j · rows.
  package private(set) var storage: [Double]

  /// A matrix of zeros.
  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    storage = [Double](repeating: 0, count: rows * columns)
  }

  /// A matrix from its rows, which have equal lengths.
  package init(_ rows: [[Double]]) {
    self.init(rows: rows.count, columns: rows.first?.count ?? 0)
    for (i, row) in rows.enumerated() {
      precondition(row.count == columns, "the rows of a matrix have equal lengths")
      for (j, value) in row.enumerated() { self[i, j] = value }
    }
  }

  /// The identity.
  package static func identity(_ size: Int) -> Matrix {
    var result = Matrix(rows: size, columns: size)
    for k in 0..<size { result[k, k] = 1 }
    return result
  }

  package subscript(row: Int, column: Int) -> Double {
    get { storage[row + column * rows] }
    set { storage[row + column * rows] = newValue }
  }

  /// Lends the elements for reading.
  package func withView<Result>(_ body: (MatrixView) throws -> Result) rethrows -> Result {
    try storage.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return try body(.empty) }
      return try body(MatrixView(base, rows: rows, columns: columns, leadingDimension: max(1, rows)))
    }
  }

  /// Lends the elements for writing.
  package mutating func withMutableView<Result>(_ body: (MutableMatrixView) throws -> Result) rethrows -> Result {
    let (rows, columns) = (rows, columns)
    return try storage.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return try body(.empty) }
      return try body(MutableMatrixView(base, rows: rows, columns: columns, leadingDimension: max(1, rows)))
    }
  }

  /// Every element times `factor`.
  package func scaled(by factor: Double) -> Matrix {
    var result = self
    for k in result.storage.indices { result.storage[k] *= factor }
    return result
  }

  /// The product self · other.
  ///
  /// - Complexity: O(rows · columns · other.columns).
  package func times(_ other: Matrix) -> Matrix {
    precondition(columns == other.rows, "a product needs as many columns as rows")
    var result = Matrix(rows: rows, columns: other.columns)
    withView { left in other.withView { right in result.withMutableView { BLAS.multiply(left, right, into: $0) } } }
    return result
  }

  /// The rows and columns at `positions`.
  package func selecting(_ positions: [Int]) -> Matrix {
    var result = Matrix(rows: positions.count, columns: positions.count)
    for (j, b) in positions.enumerated() { for (i, a) in positions.enumerated() { result[i, j] = self[a, b] } }
    return result
  }

  /// The rows swapped with the columns.
  package var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for j in 0..<columns { for i in 0..<rows { result[j, i] = self[i, j] } }
    return result
  }

  /// Copies the upper triangle onto the lower one.
  mutating func mirrorUpper() {
    for j in 0..<columns { for i in 0..<min(j, rows) { self[j, i] = self[i, j] } }
  }

  /// Whether every element below the diagonal is 0.
  var isUpperTriangular: Bool {
    (0..<columns).allSatisfy { j in (j + 1..<max(rows, j + 1)).allSatisfy { self[$0, j] == 0 } }
  }

  func requireFinite() throws(LinearAlgebraError) {
    if let k = storage.firstIndex(where: { !$0.isFinite }) { throw .nonFinite(row: k % rows, column: k / rows) }
  }

  func requireSquare() throws(LinearAlgebraError) {
    if rows != columns { throw .notSquare(rows: rows, columns: columns) }
  }
}
