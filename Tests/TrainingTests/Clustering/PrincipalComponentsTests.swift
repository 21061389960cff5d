import Foundation
import Testing
import Training

/// Principal components against singular values in extended precision (Tests/References/components.py), and against
/// tables that are built from their components.
@Suite struct PrincipalComponentsTests {
  private struct Reference: Decodable {
    let columns, components: [[Double]]
    let weights, mean, variances, singularValues: [Double]
    let totalVariance: Double
  }

  private let references: [String: Reference]

  init() throws { references = try reference("components") }

  private func points(_ columns: [[Double]], weights: [Double]? = nil) -> Points {
    Points(coordinates: columns.map { Coordinate(values: $0) }, rows: columns[0].count, weights: weights)
  }

  private func expect(_ fit: PrincipalComponentsFit, _ reference: Reference, tolerance: Double, _ what: String) {
    #expect(relative(fit.totalVariance, reference.totalVariance) < tolerance, "\(what)")
    for (k, value) in reference.singularValues.enumerated() {
      #expect(relative(fit.singularValues[k], value) < tolerance, "\(what): \(fit.singularValues[k]) for \(value)")
      #expect(relative(fit.variances[k], reference.variances[k]) < 2 * tolerance, "\(what)")
      for (a, b) in zip(fit.components[k], reference.components[k]) { #expect(abs(a - b) < 10 * tolerance, "\(what)") }
    }
    for (a, b) in zip(fit.mean, reference.mean) { #expect(abs(a - b) <= 4 * b.ulp + 1e-14, "\(what)") }
  }

  /// 1e-12: the smallest singular value is a sixtieth of the largest, which squares cost 3,600 ulp. Far off, what the mean of
  /// a block is rounded to counts: 1e-10.
  @Test(arguments: ["plain", "far", "weighted"])
  func covariance(_ name: String) throws {
    let reference = try #require(references[name])
    let fit = try PrincipalComponents(components: nil, method: .covariance).fit(
      points(reference.columns, weights: reference.weights))
    expect(fit, reference, tolerance: name == "far" ? 1e-10 : 1e-12, name)
    #expect(fit.convergence == .direct)
  }

  @Test(arguments: ["plain", "far", "weighted"])
  func randomized(_ name: String) throws {
    let reference = try #require(references[name])
    let fit = try PrincipalComponents(components: 5, method: .randomized).fit(
      points(reference.columns, weights: reference.weights))
    expect(fit, reference, tolerance: name == "far" ? 1e-9 : 1e-11, name)
  }

  /// Columns whose centred points are Σ sₖ uₖ vₖ′ with cosines u and v: singular values and components are known.
  private func built(rows: Int, columns: Int, _ values: [Double]) -> (columns: [[Double]], components: [[Double]]) {
    func cosine(_ k: Int, _ i: Int, _ n: Int) -> Double {
      (2 / Double(n)).squareRoot() * cos(.pi * Double(k) * (Double(i) + 0.5) / Double(n))
    }
    let components = values.indices.map { k in (0..<columns).map { cosine(k + 1, $0, columns) } }
    let left = values.indices.map { k in (0..<rows).map { values[k] * cosine(k + 1, $0, rows) } }
    let data = (0..<columns).map { j in
      (0..<rows).map { i in values.indices.reduce(Double(j % 7)) { $0 + left[$1][i] * components[$1][j] } }
    }
    return (data, components)
  }

  @Test(arguments: [0.9, 0.7, 0.5])
  func wideTablesWithKnownSpectra(_ ratio: Double) throws {
    let values = (0..<60).map { 100 * pow(ratio, Double($0)) }
    let (columns, components) = built(rows: 700, columns: 150, values)
    let fit = try PrincipalComponents(components: 12, method: .randomized, threads: 3).fit(points(columns))
    guard case .iterated(_, let residual, let converged) = fit.convergence else { Issue.record("direct"); return }
    #expect(converged && residual <= 1e-6)
    for k in 0..<12 {
      #expect(relative(fit.singularValues[k], values[k]) < 1e-8, "\(k): \(fit.singularValues[k]) for \(values[k])")
      let along = zip(fit.components[k], components[k]).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(abs(along) - 1) < 1e-8, "\(k)")
      // Cosines reach their largest size with either sign: the first place decides.
      let largest = fit.components[k].map { abs($0) }.max() ?? 0
      #expect(fit.components[k].first { abs($0) > largest * (1 - 1e-9) } ?? 0 > 0)
    }
    let squares = values.reduce(0) { $0 + $1 * $1 }
    #expect(relative(fit.totalVariance, squares / 699) < 1e-12)
    let direct = try PrincipalComponents(components: 12, method: .covariance).fit(points(columns))
    for k in 0..<12 { #expect(relative(direct.singularValues[k], values[k]) < 1e-8) }
  }

  @Test func sameBitsForAnyNumberOfThreads() throws {
    let columns = built(rows: 40_000, columns: 12, [9, 7, 5, 3, 2, 1]).columns
    for method in [PrincipalComponents.Method.covariance, .randomized] {
      let one = try PrincipalComponents(components: 4, method: method, threads: 1).fit(points(columns))
      #expect(try PrincipalComponents(components: 4, method: method, threads: 3).fit(points(columns)) == one)
    }
  }

  @Test func fewerDirectionsThanAskedForHaveNoVariance() throws {
    let (columns, _) = built(rows: 50, columns: 9, [4, 2])
    for method in [PrincipalComponents.Method.covariance, .randomized] {
      let fit = try PrincipalComponents(components: 5, method: method).fit(points(columns))
      #expect(relative(fit.singularValues[0], 4) < 1e-12 && relative(fit.singularValues[1], 2) < 1e-12)
      #expect(fit.singularValues[2...].allSatisfy { $0 < 1e-6 } && fit.components.count == 5)
      for a in 0..<5 {
        for b in 0...a {
          let product = zip(fit.components[a], fit.components[b]).reduce(0) { $0 + $1.0 * $1.1 }
          #expect(abs(product - (a == b ? 1 : 0)) < 1e-12, "\(method): \(a), \(b)")
        }
      }
      if case .iterated(_, _, let converged) = fit.convergence { #expect(converged) }
    }
  }

  @Test func scoresAreUncorrelatedPlaces() throws {
    let reference = try #require(references["plain"])
    let fit = try PrincipalComponents(components: 2).fit(points(reference.columns))
    let scores = (0..<40).map { row in fit.scores(reference.columns.map { $0[row] }) }
    let squares = scores.reduce(0) { $0 + $1[0] * $1[0] }
    #expect(relative(squares / 39, fit.variances[0]) < 1e-12)
    #expect(abs(scores.reduce(0) { $0 + $1[0] * $1[1] }) < 1e-10 * squares)
    #expect(relative(fit.shares[0], fit.variances[0] / fit.totalVariance) == 0)
  }

  @Test func constantAndMissingColumnsTakeNoPart() throws {
    let missing = [Double](repeating: .nan, count: 4)
    let fit = try PrincipalComponents(components: 1).fit(points([[1, 2, 4, 9], [3, 3, 3, 3], missing]))
    #expect(fit.components == [[1, 0, 0]])
  }

  @Test(arguments: [PrincipalComponents.Method.covariance, .randomized])
  func refusals(_ method: PrincipalComponents.Method) throws {
    let two = try PrincipalComponents(components: 2, method: method)
    let one = try PrincipalComponents(components: 1, method: method)
    #expect(throws: TrainingError.noRows) { try one.fit(points([[]])) }
    #expect(throws: TrainingError.zeroTotalWeight) { try one.fit(points([[1, 2]], weights: [0, 0])) }
    #expect(throws: TrainingError.equalPoints) { try one.fit(points([[5, 5, 5], [1, 1, 1]])) }
    #expect(throws: TrainingError.equalPoints) { try one.fit(points([[5], [1]])) }
    #expect(throws: TrainingError.extremePoints) { try one.fit(points([[1, .infinity, 2]])) }
    #expect(throws: TrainingError.extremePoints) { try one.fit(points([[1e200, -1e200, 2]])) }
    #expect(throws: TrainingError.invalidOption("2 principal components: 2 columns and 1 row have at most 1")) {
      try two.fit(points([[5], [1]]))
    }
    #expect(throws: (any Error).self) { try one.fit(points([[5, 6]], weights: [0.2, 0.3])) }
    #expect(throws: TrainingError.invalidOption("0 components: give at least 1")) {
      try PrincipalComponents(components: 0)
    }
    let columns = Points(coordinates: [], categories: [Category(codes: [0, 1], groups: 2)], rows: 2)
    #expect(throws: TrainingError.invalidOption("principal components need a numeric column at least")) {
      try one.fit(columns)
    }
  }
}
