import LinearAlgebra
import Testing

@Suite struct TriangularFactorTests {
  private func factor(_ x: Matrix, block: Int) -> TriangularFactor {
    var result = TriangularFactor(columns: x.columns)
    for start in stride(from: 0, to: x.rows, by: block) {
      var rows = x.rows(start..<min(start + block, x.rows))
      rows.withMutableView { result.absorb($0) }
    }
    return result
  }

  private func isTriangular(_ r: Matrix) -> Bool {
    (0..<r.columns).allSatisfy { j in r[j, j] >= 0 && (j + 1..<r.rows).allSatisfy { r[$0, j] == 0 } }
  }

  /// Errors of R are some condition · roundoff of its length, those of R'R without the condition.
  @Test(arguments: try LinearAlgebraReferences.load().tall)
  func matchesTheReference(_ reference: LinearAlgebraReferences.Tall) throws {
    let r = Matrix(reference.matrix).triangularFactor()
    #expect(isTriangular(r))
    let error = relativeError(r, Matrix(reference.factor))
    #expect(error <= 10 * roundoff * reference.condition, "\(error)")
  }

  @Test(arguments: [(200, 1), (200, 7), (200, 40), (333, 130), (20, 33)])
  func anyBlocksGiveTheSameFactor(rows: Int, columns: Int) {
    var uniform = Uniform(seed: 7)
    let x = uniform.matrix(rows: rows, columns: columns)
    let gram = x.transposed.times(x)
    // Errors grow with the square root of the number of roundings, one a row and block.
    let tolerance = 4 * roundoff * Double(rows).squareRoot()
    let whole = x.triangularFactor()
    for block in [1, 3, 16, 64, rows] {
      let r = factor(x, block: block).r
      #expect(isTriangular(r))
      let error = relativeError(r.transposed.times(r), gram)
      #expect(error <= tolerance, "R'R in blocks of \(block): \(error)")
      // The leading columns are well conditioned: below 10³ for twice as many rows.
      if rows >= 2 * columns {
        let difference = relativeError(r, whole)
        #expect(difference <= 1e3 * tolerance, "R in blocks of \(block): \(difference)")
      }
    }
  }

  @Test func mergesAreTheFactorOfAllRows() {
    var uniform = Uniform(seed: 8)
    let x = uniform.matrix(rows: 90, columns: 6)
    let whole = x.triangularFactor()
    let parts = [0..<2, 2..<40, 40..<41, 41..<90].map { factor(x.rows($0), block: 10) }
    var left = parts[0]
    for part in parts.dropFirst() { left.merge(part) }
    var right = parts[0]
    right.merge(parts[1])
    var last = parts[2]
    last.merge(parts[3])
    right.merge(last)
    for (name, merged) in [("one by one", left), ("in pairs", right)] {
      let error = relativeError(merged.r, whole)
      #expect(error <= 100 * roundoff, "\(name): \(error)")
    }
  }

  @Test func mergingNothingChangesNothing() {
    let some = factor(Matrix([[1, 2], [3, 4], [5, 7]]), block: 3)
    var after = some
    after.merge(TriangularFactor(columns: 2))
    #expect(after.r == some.r)
    var before = TriangularFactor(columns: 2)
    before.merge(some)
    #expect(before.r == some.r)
    #expect(TriangularFactor(columns: 2).r == Matrix(rows: 2, columns: 2))
  }

  @Test func emptyBlocksAndColumnsOfZeros() {
    var factor = TriangularFactor(columns: 3)
    var none = Matrix(rows: 0, columns: 3)
    none.withMutableView { factor.absorb($0) }
    #expect(factor.r == Matrix(rows: 3, columns: 3))
    var block = Matrix([[3, 0, 1], [4, 0, 1]])
    block.withMutableView { factor.absorb($0) }
    #expect(abs(factor.r[0, 0] - 5) <= 10 * roundoff)
    #expect(factor.r[1, 1] == 0 && factor.r[0, 1] == 0)
    #expect(TriangularFactor(columns: 0).r == Matrix(rows: 0, columns: 0))
  }

  @Test func blocksMayLieFarApart() {
    // Columns 8 doubles apart, 5 rows used, the block itself unchanged.
    let x = Matrix([[1, 2], [3, 4], [5, 6], [7, 9], [9, 11]])
    var storage = [Double](repeating: .nan, count: 16)
    for j in 0..<2 { for i in 0..<5 { storage[8 * j + i] = x[i, j] } }
    let before = storage
    var factor = TriangularFactor(columns: 2)
    storage.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      factor.absorb(MutableMatrixView(base, rows: 5, columns: 2, leadingDimension: 8))
    }
    #expect(factor.r == x.triangularFactor())
    #expect(storage.map(\.bitPattern) == before.map(\.bitPattern))
  }

  @Test func theSameBitsForAnyNumberOfThreads() {
    var uniform = Uniform(seed: 9)
    let x = uniform.matrix(rows: 40_000, columns: 5)
    func factor(threads: Int) -> Matrix {
      BlockReduction(threads: threads).reduce(
        rows: x.rows, makeScratch: {}, makeStatistic: { TriangularFactor(columns: x.columns) },
        accumulate: { statistic, range, _ in
          var block = x.rows(range)
          block.withMutableView { statistic.absorb($0) }
        }
      ).r
    }
    let one = factor(threads: 1)
    #expect(factor(threads: 2) == one)
    #expect(factor(threads: 7) == one)
    #expect(relativeError(one.transposed.times(one), x.transposed.times(x)) <= 4 * roundoff * 200)
  }
}
