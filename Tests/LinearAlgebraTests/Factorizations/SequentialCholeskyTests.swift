import LinearAlgebra
import Testing

@Suite struct SequentialCholeskyTests {
  @Test(arguments: DependentColumns.all)
  func earlierColumnsStay(_ columns: DependentColumns) throws {
    let gram = columns.matrix.gram
    let cholesky = try SequentialCholesky(gram: gram, tolerance: 1e-12)
    #expect(cholesky.kept == columns.independent)
    #expect(cholesky.aliased == columns.aliased)
    // The same as a factorisation of the columns that stay, whose condition is below 10⁴.
    let whole = try Cholesky(gram.selecting(columns.independent))
    let right = (0..<columns.independent.count).map { Double($0 + 1) }
    #expect(relativeError(cholesky.solve(right), whole.solve(right)) <= 1e4 * roundoff)
    #expect(relativeError(cholesky.inverse(), whole.inverse()) <= 1e4 * roundoff)
    let ratio = cholesky.reciprocalCondition / whole.reciprocalCondition
    #expect(abs(ratio - 1) <= 1e4 * roundoff, "\(ratio)")
  }

  /// A pivot's share is the squared sine of the angle to the columns before: here sin² = s² / (1 + s²).
  @Test func theToleranceIsASquaredSine() throws {
    for exponent in [-2, -4, -6] {
      let s = exponent == -2 ? 0x1p-7 : exponent == -4 ? 0x1p-13 : 0x1p-20
      let x = Matrix([[1, 1, 0], [0, s, 0], [0, 0, 5]])
      let share = s * s / (1 + s * s)
      // 1 + s² is rounded, and so is its difference from 1.
      let rounding = 4 * roundoff / share
      let below = try SequentialCholesky(gram: x.gram, tolerance: share * 0.9)
      #expect(below.kept == [0, 1, 2])
      #expect(abs(below.smallestPivotRatio / share - 1) <= rounding, "\(below.smallestPivotRatio) for \(share)")
      let above = try SequentialCholesky(gram: x.gram, tolerance: share * 1.1)
      #expect(above.kept == [0, 2] && above.aliased == [1])
      #expect(above.smallestPivotRatio == 1)
    }
  }

  /// With no tolerance, pivots that are rounding errors stay or go, and nothing fails either way.
  @Test func roundingNeverFails() throws {
    var uniform = Uniform(seed: 5)
    for size in [3, 20, 70] {
      let x = uniform.matrix(rows: size / 2 + 1, columns: size)
      let cholesky = try SequentialCholesky(gram: x.gram, tolerance: 0)
      #expect(cholesky.kept.count + cholesky.aliased.count == size)
      #expect(cholesky.kept.starts(with: 0..<(size / 2)))
      #expect(cholesky.solve([Double](repeating: 1, count: cholesky.kept.count)).allSatisfy { $0.isFinite })
    }
  }

  @Test func anIndefiniteMatrixKeepsWhatIsPositive() throws {
    let cholesky = try SequentialCholesky(gram: Matrix([[1, 2, 0], [2, 1, 0], [0, 0, -4]]), tolerance: 1e-12)
    #expect(cholesky.kept == [0] && cholesky.aliased == [1, 2])
  }
}
