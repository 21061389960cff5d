import LinearAlgebra
import Testing

@Suite struct LUTests {
  /// Partial pivoting solves to some n · condition · roundoff.
  @Test(arguments: try LinearAlgebraReferences.load().square)
  func matchesTheReference(_ reference: LinearAlgebraReferences.Square) throws {
    let lu = try LU(Matrix(reference.matrix))
    let tolerance = 10 * reference.condition * roundoff
    #expect(relativeError(try lu.solve(Matrix(reference.right)), Matrix(reference.solution)) <= tolerance)
    #expect(relativeError(try lu.inverse(), Matrix(reference.inverse)) <= tolerance)
  }

  @Test func namesThePivot() {
    #expect(throws: LinearAlgebraError.singular(pivot: 1)) { try LU(Matrix([[1, 2], [2, 4]])) }
    #expect(throws: LinearAlgebraError.singular(pivot: 0)) { try LU(Matrix(rows: 2, columns: 2)) }
  }

  @Test func edges() throws {
    #expect(throws: LinearAlgebraError.notSquare(rows: 1, columns: 2)) { try LU(Matrix([[1, 2]])) }
    #expect(throws: LinearAlgebraError.nonFinite(row: 0, column: 0)) { try LU(Matrix([[.nan]])) }
    let lu = try LU(Matrix([[2]]))
    #expect(throws: LinearAlgebraError.sizeMismatch(expected: 1, found: 2)) { try lu.solve(Matrix([[1], [2]])) }
    #expect(try lu.solve(Matrix(rows: 1, columns: 0)) == Matrix(rows: 1, columns: 0))
    let nothing = Matrix(rows: 0, columns: 0)
    #expect(try LU(nothing).inverse() == nothing)
  }
}
