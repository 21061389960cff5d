import LinearAlgebra
import Testing

@Suite struct SymmetricEigenTests {
  /// Eigenvalues are as accurate as the largest one allows (Weyl).
  @Test func matchesTheReference() throws {
    let reference = try LinearAlgebraReferences.load()
    let indefinite = (reference.eigen.matrix, reference.eigen.values)
    for (rows, values) in reference.symmetric.map({ ($0.matrix, $0.eigenvalues) }) + [indefinite] {
      let a = Matrix(rows)
      let eigen = try SymmetricEigen(a)
      let largest = values.map { abs($0) }.max() ?? 0
      for (found, expected) in zip(eigen.values, values) {
        #expect(abs(found - expected) <= 20 * roundoff * largest, "\(found) for \(expected)")
      }
      #expect(relativeError(rebuilt(eigen), a) <= 50 * roundoff)
      #expect(relativeError(eigen.vectors.transposed.times(eigen.vectors), .identity(a.rows)) <= 50 * roundoff)
    }
  }

  private func rebuilt(_ eigen: SymmetricEigen) -> Matrix {
    var scaled = eigen.vectors
    for j in 0..<scaled.columns { for i in 0..<scaled.rows { scaled[i, j] *= eigen.values[j] } }
    return scaled.times(eigen.vectors.transposed)
  }

  @Test func readsTheUpperTriangleOnly() throws {
    let full = try SymmetricEigen(Matrix([[2, 1], [1, 3]]))
    let upper = try SymmetricEigen(Matrix([[2, 1], [-5, 3]]))
    #expect(full.values == upper.values && full.vectors == upper.vectors)
  }

  @Test func edges() throws {
    #expect(try SymmetricEigen(Matrix(rows: 0, columns: 0)).values == [])
    #expect(try SymmetricEigen(Matrix(rows: 3, columns: 3)).values == [0, 0, 0])
    #expect(throws: LinearAlgebraError.notSquare(rows: 1, columns: 2)) { try SymmetricEigen(Matrix([[1, 2]])) }
    #expect(throws: LinearAlgebraError.nonFinite(row: 0, column: 1)) {
      try SymmetricEigen(Matrix([[1, .nan], [0, 1]]))
    }
  }

  /// Beyond one panel of the blocked routine, so that the work space counts.
  @Test func largerMatrices() throws {
    var uniform = Uniform(seed: 3)
    let x = uniform.matrix(rows: 200, columns: 150)
    let a = x.transposed.times(x)
    let eigen = try SymmetricEigen(a)
    #expect(relativeError(rebuilt(eigen), a) <= 200 * roundoff)
    #expect(zip(eigen.values, eigen.values.dropFirst()).allSatisfy { $0 <= $1 })
  }
}

@Suite struct SingularValueDecompositionTests {
  private func rebuilt(_ svd: SingularValueDecomposition) -> Matrix {
    var scaled = svd.u
    for j in 0..<scaled.columns { for i in 0..<scaled.rows { scaled[i, j] *= svd.values[j] } }
    return scaled.times(svd.vTransposed)
  }

  /// Singular values are as accurate as the largest one allows (Weyl).
  @Test(arguments: try LinearAlgebraReferences.load().tall)
  func matchesTheReference(_ reference: LinearAlgebraReferences.Tall) throws {
    let x = Matrix(reference.matrix)
    let tolerance = 20 * roundoff * (reference.singularValues.first ?? 0)
    for a in [x, x.transposed] {
      let svd = try SingularValueDecomposition(a)
      #expect(svd.values.count == reference.singularValues.count)
      for (found, expected) in zip(svd.values, reference.singularValues) {
        #expect(abs(found - expected) <= tolerance, "\(found) for \(expected)")
      }
      #expect(relativeError(rebuilt(svd), a) <= 50 * roundoff)
      #expect(relativeError(svd.u.transposed.times(svd.u), .identity(svd.u.columns)) <= 50 * roundoff)
      #expect(
        relativeError(svd.vTransposed.times(svd.vTransposed.transposed), .identity(svd.vTransposed.rows))
          <= 50 * roundoff)
    }
  }

  @Test(arguments: [(0, 0), (0, 4), (3, 0)])
  func nothing(rows: Int, columns: Int) throws {
    let svd = try SingularValueDecomposition(Matrix(rows: rows, columns: columns))
    #expect(svd.values == [])
    #expect(svd.u == Matrix(rows: rows, columns: 0) && svd.vTransposed == Matrix(rows: 0, columns: columns))
  }

  /// Each path of the routine: square, tall, very tall, wide, very wide.
  @Test(arguments: [(150, 150), (160, 140), (900, 70), (140, 160), (70, 900)])
  func largerMatrices(rows: Int, columns: Int) throws {
    var uniform = Uniform(seed: 4)
    let a = uniform.matrix(rows: rows, columns: columns)
    let svd = try SingularValueDecomposition(a)
    #expect(relativeError(rebuilt(svd), a) <= 200 * roundoff)
    #expect(zip(svd.values, svd.values.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test func refusesWhatIsNotFinite() {
    #expect(throws: LinearAlgebraError.nonFinite(row: 1, column: 0)) {
      try SingularValueDecomposition(Matrix([[1, 2], [.infinity, 3]]))
    }
  }
}
