import LinearAlgebra
import Testing

@Suite struct CholeskyTests {
  /// Rounding errors of a solve are at most some n · condition · roundoff (Higham, *Accuracy and Stability*, 10.1).
  @Test(arguments: try LinearAlgebraReferences.load().symmetric)
  func matchesTheReference(_ reference: LinearAlgebraReferences.Symmetric) throws {
    let cholesky = try Cholesky(Matrix(reference.matrix))
    let tolerance = 10 * reference.condition * roundoff
    #expect(relativeError(cholesky.solve(reference.right), reference.solution) <= tolerance)
    #expect(relativeError(cholesky.inverse(), Matrix(reference.inverse)) <= tolerance)
    // The determinant's relative error is the logarithm's absolute one.
    #expect(abs(cholesky.logDeterminant - reference.logDeterminant) <= tolerance + 10 * roundoff)
    // An estimate of ‖A⁻¹‖ from below, rarely by more than a factor of 3.
    let ratio = cholesky.reciprocalCondition / reference.reciprocalCondition
    #expect(ratio >= 1 - tolerance && ratio <= 3, "\(ratio)")
  }

  @Test func readsTheUpperTriangleOnly() throws {
    let full = Matrix([[4, 2, 1], [2, 5, 3], [1, 3, 6]])
    let upper = Matrix([[4, 2, 1], [-7, 5, 3], [8, 9, 6]])
    let b = [1.0, 2, 3]
    #expect(try Cholesky(upper).solve(b) == Cholesky(full).solve(b))
    #expect(try Cholesky(upper).inverse() == Cholesky(full).inverse())
    #expect(try Cholesky(upper).reciprocalCondition == Cholesky(full).reciprocalCondition)
  }

  @Test func namesThePivot() {
    // Leading minors 4, 4, −4: the third is the first that is not positive.
    let indefinite = Matrix([[4, 2, 0, 0], [2, 2, 2, 0], [0, 2, 3, 0], [0, 0, 0, 1]])
    #expect(throws: LinearAlgebraError.notPositiveDefinite(pivot: 2)) { try Cholesky(indefinite) }
    #expect(throws: LinearAlgebraError.notPositiveDefinite(pivot: 0)) { try Cholesky(Matrix(rows: 2, columns: 2)) }
    var far = Matrix.identity(300)
    far[250, 250] = -1
    #expect(throws: LinearAlgebraError.notPositiveDefinite(pivot: 250)) { try Cholesky(far) }
    #expect("\(LinearAlgebraError.notPositiveDefinite(pivot: 2))".contains("pivot 2"))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func refusesWhatIsNotFinite(value: Double) {
    var a = Matrix.identity(3)
    a[1, 2] = value
    #expect(throws: LinearAlgebraError.nonFinite(row: 1, column: 2)) { try Cholesky(a) }
    #expect(throws: LinearAlgebraError.nonFinite(row: 1, column: 2)) { try SequentialCholesky(gram: a, tolerance: 0) }
  }

  @Test func refusesWhatIsNotSquare() {
    #expect(throws: LinearAlgebraError.notSquare(rows: 2, columns: 3)) { try Cholesky(Matrix(rows: 2, columns: 3)) }
  }

  @Test func factorisesNothing() throws {
    let cholesky = try Cholesky(Matrix(rows: 0, columns: 0))
    #expect(cholesky.solve([]) == [])
    #expect(cholesky.inverse() == Matrix(rows: 0, columns: 0))
    #expect(cholesky.logDeterminant == 0)
    #expect(cholesky.reciprocalCondition == 1)
  }
}
