/// Why a factorisation or a solution does not exist. Pivots and columns count from 0.
package enum LinearAlgebraError: Error, Sendable, Equatable {
  case notSquare(rows: Int, columns: Int)
  case sizeMismatch(expected: Int, found: Int)
  case nonFinite(row: Int, column: Int)
  case notPositiveDefinite(pivot: Int)
  case singular(pivot: Int)
  case notConverged(routine: String)
}

extension LinearAlgebraError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notSquare(let rows, let columns): "the matrix is \(rows) × \(columns), not square"
    case .sizeMismatch(let expected, let found): "\(found) numbers where \(expected) are needed"
    case .nonFinite(let row, let column): "the number in row \(row), column \(column) is not finite"
    case .notPositiveDefinite(let pivot): "the matrix is not positive definite at pivot \(pivot)"
    case .singular(let pivot): "the matrix is singular at pivot \(pivot)"
    case .notConverged(let routine): "\(routine) did not converge"
    }
  }
}
