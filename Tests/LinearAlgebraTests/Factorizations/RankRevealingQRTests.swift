import LinearAlgebra
import Testing

@Suite struct RankRevealingQRTests {
  /// Of the columns themselves and of their triangular factor alike.
  @Test(arguments: DependentColumns.all)
  func earlierColumnsStay(_ columns: DependentColumns) throws {
    let count = columns.matrix.columns
    for (name, matrix) in [("columns", columns.matrix), ("factor", columns.matrix.triangularFactor())] {
      let qr = try RankRevealingQR(matrix, columns: count, tolerance: 1e-10)
      #expect(qr.independent == columns.independent, "\(name)")
      #expect(qr.aliased == columns.aliased, "\(name)")
      // (R'R)⁻¹ is the inverse Gram matrix of the columns that stay, whose condition is below 10⁴.
      let whole = try Cholesky(columns.matrix.gram.selecting(columns.independent))
      #expect(relativeError(qr.inverseGram(), whole.inverse()) <= 1e4 * roundoff)
      let right = (0..<columns.independent.count).map { Double($0 + 1) }
      #expect(relativeError(qr.solveGram(right), whole.solve(right)) <= 1e4 * roundoff)
    }
  }

  /// The error of least squares by QR is at most some (condition + condition² · residual) · roundoff.
  @Test(arguments: try LinearAlgebraReferences.load().tall)
  func solvesLeastSquares(_ reference: LinearAlgebraReferences.Tall) throws {
    let x = Matrix(reference.matrix)
    let qr = try RankRevealingQR(x.appending(reference.right), columns: x.columns, tolerance: 1e-12)
    #expect(qr.aliased == [])
    let solution = relativeError(qr.solve(), reference.solution)
    let slack = 20 * roundoff * reference.condition
    #expect(solution <= slack * residualFactor(x, reference), "\(solution)")
    let inverse = relativeError(qr.inverseGram(), Matrix(reference.inverseGram))
    #expect(inverse <= slack, "\(inverse)")
    let exact = qr.inverseFactor().times(qr.inverseFactor().transposed)
    #expect(relativeError(exact, qr.inverseGram()) <= 10 * roundoff)
    // 1-norms of an n × n triangle and its inverse are within a factor n of the 2-norms, the estimate within 3.
    let ratio = qr.reciprocalCondition * reference.condition
    let n = Double(x.columns)
    #expect(ratio >= 0.5 / n && ratio <= 3 * n, "\(ratio)")
  }

  /// 1 + condition · ‖residual‖ / (‖X‖ ‖β‖).
  private func residualFactor(_ x: Matrix, _ reference: LinearAlgebraReferences.Tall) -> Double {
    let fitted = x.times(Matrix(reference.solution.map { [$0] })).storage
    let residual = zip(reference.right, fitted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    let length = reference.solution.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return 1 + reference.condition * residual / (reference.singularValues[0] * length)
  }

  /// Columns of a Hilbert matrix are dependent up to 10⁻⁸, and the response has a known answer in integers.
  @Test func recoversAConstructedTruth() throws {
    // 27720 · 1 / (i + j + 1) is an integer for i + j < 12.
    var x = Matrix(rows: 8, columns: 5)
    for j in 0..<5 { for i in 0..<8 { x[i, j] = (27720 / Double(i + j + 1)).rounded() } }
    let truth = [3.0, -1, 4, -1, 5]
    let y = x.times(Matrix(truth.map { [$0] })).storage
    let condition = try SingularValueDecomposition(x).values.first.map { $0 } ?? 0
    let smallest = try SingularValueDecomposition(x).values.last ?? 1
    let qr = try RankRevealingQR(x.appending(y), columns: 5, tolerance: 1e-10)
    let error = relativeError(qr.solve(), truth)
    #expect(error <= 10 * roundoff * condition / smallest, "\(error), condition \(condition / smallest)")
  }

  @Test(arguments: [0x1p-600, 1, 0x1p600])
  func scaleDoesNotMatter(scale: Double) throws {
    let columns = DependentColumns.all[8]
    let qr = try RankRevealingQR(
      columns.matrix.scaled(by: scale), columns: columns.matrix.columns, tolerance: 1e-10)
    #expect(qr.independent == columns.independent)
    #expect(qr.reciprocalCondition > 1e-3)
  }

  @Test func fewerRowsThanColumns() throws {
    let x = Matrix([[1, 2, 0, 4], [2, 4, 1, 7]])
    let qr = try RankRevealingQR(x, columns: 3, tolerance: 1e-10)
    #expect(qr.independent == [0, 2] && qr.aliased == [1])
    // β₀ = 4 and 2 β₀ + β₂ = 7.
    #expect(relativeError(qr.solve(), [4, -1]) <= 10 * roundoff)
    #expect(try RankRevealingQR(Matrix(rows: 0, columns: 2), columns: 2, tolerance: 1e-10).aliased == [0, 1])
  }

  @Test func refusesWhatIsNotFinite() {
    for value in [Double.nan, .infinity] {
      #expect(throws: LinearAlgebraError.nonFinite(row: 1, column: 0)) {
        try RankRevealingQR(Matrix([[1, 2], [value, 3]]), columns: 2, tolerance: 1e-10)
      }
    }
  }
}
