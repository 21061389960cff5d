import LinearAlgebra

/// Columns with known dependencies, in small integers, so that sums and copies are exact.
struct DependentColumns: Sendable, CustomStringConvertible {
  let description: String
  let matrix: Matrix
  let independent, aliased: [Int]

  /// Sixty rows; each entry makes a column from those before it, or from chance where it is nil.
  init(_ description: String, _ recipe: [(([[Double]]) -> [Double])?], aliased: [Int]) {
    self.description = description
    var uniform = Uniform(seed: 11)
    var columns: [[Double]] = []
    for entry in recipe {
      columns.append(entry?(columns) ?? (0..<60).map { _ in (uniform.next() * 50).rounded() })
    }
    matrix = Matrix(columns).transposed
    self.aliased = aliased
    independent = recipe.indices.filter { !aliased.contains($0) }
  }

  static let all: [DependentColumns] = {
    let one: ([[Double]]) -> [Double] = { _ in [Double](repeating: 1, count: 60) }
    let zero: ([[Double]]) -> [Double] = { _ in [Double](repeating: 0, count: 60) }
    func copy(_ j: Int, times factor: Double = 1) -> ([[Double]]) -> [Double] { { $0[j].map { $0 * factor } } }
    func sum(_ positions: Int...) -> ([[Double]]) -> [Double] {
      { columns in (0..<60).map { i in positions.reduce(0) { $0 + columns[$1][i] } } }
    }
    func level(_ k: Int, of count: Int) -> ([[Double]]) -> [Double] {
      { _ in (0..<60).map { $0 % count == k ? 1 : 0 } }
    }
    return [
      DependentColumns("independent", [one, nil, nil, nil], aliased: []),
      DependentColumns("a copy", [nil, nil, copy(0), nil], aliased: [2]),
      DependentColumns("a multiple first", [nil, copy(0, times: -1024), nil, copy(2, times: 3)], aliased: [1, 3]),
      DependentColumns("a sum", [one, nil, nil, sum(0, 1, 2), nil], aliased: [3]),
      DependentColumns("the part after its sum", [nil, nil, sum(0, 1), copy(1), nil], aliased: [2, 3]),
      DependentColumns("zeros", [zero, nil, zero, nil, zero], aliased: [0, 2, 4]),
      DependentColumns("nothing else", [zero, zero], aliased: [0, 1]),
      DependentColumns(
        "two sets of indicators",
        [one] + (0..<3).map { level($0, of: 3) } + (0..<4).map { level($0, of: 4) } + [nil], aliased: [3, 7]),
      DependentColumns(
        "copies of copies", [nil, copy(0), copy(1), nil, copy(3), sum(0, 3), nil], aliased: [1, 2, 4, 5]),
      DependentColumns("no columns", [], aliased: []),
    ]
  }()
}
