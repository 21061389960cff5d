import Foundation
import LinearAlgebra
import Testing

/// The certified linear regressions of NIST through the tall-skinny QR: how many digits the factorisations keep.
@Suite struct NISTTests {
  struct Term: Decodable {
    let term: String, estimate: Double
  }

  struct DataSet: Decodable {
    let intercept: Bool, degree: Int, terms: [Term]
    let response: [Double], predictorRows: [[Double]]

    /// The columns of the model without its intercept: the predictors, or the powers of the only one.
    var columns: [[Double]] {
      guard degree > 1 else { return (predictorRows.first ?? []).indices.map { j in predictorRows.map { $0[j] } } }
      var power = [Double](repeating: 1, count: response.count)
      return (0..<degree).map { _ in
        for i in power.indices { power[i] *= predictorRows[i][0] }
        return power
      }
    }
  }

  /// The digits that the worst coefficient of each set must share with the certified one: one or two fewer than found,
  /// for another BLAS. The condition of the centred columns limits them: 10⁹ for Filip, whose powers are rounded.
  static let digits: [(set: String, least: Double)] = [
    ("Norris", 12), ("Pontius", 12), ("NoInt1", 14), ("NoInt2", 14), ("Longley", 13), ("Filip", 7.5),
    ("Wampler1", 12), ("Wampler2", 12), ("Wampler3", 10), ("Wampler4", 9.5), ("Wampler5", 8),
  ]

  @Test(arguments: digits)
  func reachesTheCertifiedDigits(set: String, least: Double) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../References/nist.json").standardized
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let sets = try decoder.decode([String: DataSet].self, from: Data(contentsOf: file))
    let data = try #require(sets[set])
    let estimates = try leastSquares(data)
    #expect(estimates.count == data.terms.count)
    for (estimate, term) in zip(estimates, data.terms) {
      let error = abs(estimate / term.estimate - 1)
      let digits = error == 0 ? 15 : min(15, -log10(error))
      #expect(digits >= least, "\(set) \(term.term): \(estimate) for \(term.estimate), \(digits) digits")
    }
  }

  /// Coefficients on the scale of the data, the intercept first.
  private func leastSquares(_ data: DataSet) throws -> [Double] {
    let rows = data.response.count
    let centered = data.columns.map { data.intercept ? Centered(aboutItsMean: $0) : Centered(asItIs: $0) }
    let ones = data.intercept ? [[Double](repeating: 1, count: rows)] : []
    let design = Matrix(ones + centered.map(\.values) + [data.response]).transposed

    var factor = TriangularFactor(columns: design.columns)
    for start in stride(from: 0, to: rows, by: 16) {
      var block = design.rows(start..<min(start + 16, rows))
      block.withMutableView { factor.absorb($0) }
    }
    let qr = try RankRevealingQR(factor.r, columns: design.columns - 1, tolerance: 1e-12)
    try #require(qr.aliased == [])
    var solution = qr.solve()
    // A correction by the seminormal equations R'R δ = X'r, r the exact residual (Björck, *Linear Algebra and its
    // Applications* 88/89, 1987): without it, large residuals cost the square of the condition.
    let columns = 0..<solution.count
    let residual = (0..<rows).map { i in
      difference(data.response[i], minus: columns.map { (design[i, $0], solution[$0]) })
    }
    let gradient = columns.map { j in difference(0, minus: (0..<rows).map { (design[$0, j], -residual[$0]) }) }
    for (j, correction) in qr.solveGram(gradient).enumerated() { solution[j] += correction }
    guard data.intercept else { return zip(solution, centered).map { $0 * $1.factor } }
    for (j, column) in centered.enumerated() { solution[j + 1] *= column.factor }
    solution[0] = difference(solution[0], minus: zip(solution.dropFirst(), centered.map(\.center)).map { ($0, $1) })
    return solution
  }

  /// A column about its mean, divided by a power of two. Twenty bits of the mean are enough, and few enough that
  /// whole numbers are centred without rounding; scaling rounds nothing.
  private struct Centered {
    let values: [Double], center, factor: Double

    init(aboutItsMean column: [Double]) {
      let count = Double(column.count)
      let grid = 0x1p-20 * (column.map { abs($0) }.max() ?? 0).binade
      let center = grid * (column.reduce(0, +) / count / grid).rounded()
      let square = column.reduce(0) { $0 + ($1 - center) * ($1 - center) } / count
      self.center = center
      factor = 1 / square.squareRoot().binade
      values = column.map { [factor] in ($0 - center) * factor }
    }

    init(asItIs column: [Double]) { (values, center, factor) = (column, 0, 1) }
  }

  /// `start` − Σ a b with the rounding errors of products and sums carried along: the terms cancel.
  private func difference(_ start: Double, minus products: [(Double, Double)]) -> Double {
    var sum = start
    var errors = 0.0
    for (a, b) in products {
      let product = -a * b
      errors += (-product).addingProduct(-a, b)
      let next = sum + product
      let part = next - sum
      errors += (sum - (next - part)) + (product - part)
      sum = next
    }
    return sum + errors
  }
}
