import LinearAlgebra

/// Goes from near the optimum of Σ w ρ(e − xγ) to a vertex that is optimal: as many rows as parameters are met exactly, and
/// the subgradient holds 0.
///
/// A row whose multiplier is out of bounds leaves, and the row enters at which the objective stops falling (Barrodale and
/// Roberts, *SIAM Journal on Numerical Analysis* 10, 1973). Where several solutions are optimal, it finds the one that
/// stays optimal as the level rises, so that the order of rows does not matter.
struct VertexSearch: Sendable {
  let objective: Objective
  /// e, of size about 1.
  let residuals: [Double]
  let level: Double
  let selection: [Int]

  /// How far above the level the optimum is sought: less than what tells neighbouring solutions apart.
  private static let rise = 1e-9
  /// What rounding may add to a multiplier.
  private static let slack = 1e-10
  /// A residual this small is 0.
  private static let zero = 1e-12

  struct Solution: Sendable {
    /// γ over all parameters.
    var parameters: [Double]
    var pivots: Int
    /// By how much the worst multiplier leaves its bounds, in units of its row's weight.
    var excess: Double
  }

  /// The vertex, from a point near to it; nil where the rows in the neighbourhood span no vertex.
  func solve(near start: [Double]) -> Solution? {
    let block = DesignBlock(objective.design)
    guard var basis = basis(near: start, block) else { return nil }
    var isBelow = [Bool](repeating: false, count: residuals.count)
    var pivots = 0
    while true {
      guard let vertex = vertex(basis) else { return nil }
      let rest = zip(residuals, objective.product(with: vertex)).map(-)
      for row in rest.indices where abs(rest[row]) > Self.zero { isBelow[row] = rest[row] < 0 }
      let multipliers = multipliers(basis, isBelow)
      guard let multipliers, let worst = worst(basis, multipliers) else { return nil }
      let solution = Solution(parameters: vertex, pivots: pivots, excess: max(0, worst.excess))
      if worst.excess <= Self.slack || pivots > 20 * selection.count + 200 { return solution }
      guard let entering = entering(basis, worst, rest, &isBelow) else { return solution }
      isBelow[basis.rows[worst.position]] = !worst.isAbove
      basis.rows[worst.position] = entering
      basis.values[worst.position] = objective.row(entering, over: selection, in: block)
      pivots += 1
    }
  }

  private struct Basis {
    var rows: [Int]
    /// A row of the design each.
    var values: [[Double]]
  }

  private func weight(_ row: Int) -> Double { objective.weights?[row] ?? 1 }

  /// The rows nearest to the fit that are independent.
  private func basis(near start: [Double], _ block: DesignBlock) -> Basis? {
    let distances = zip(residuals, objective.product(with: start)).map { abs($0 - $1) }
    let order = distances.indices.filter { weight($0) > 0 }
      .sorted { (distances[$0], $0) < (distances[$1], $1) }
    var basis = Basis(rows: [], values: [])
    var reduced: [(pivot: Int, row: [Double])] = []
    for row in order {
      let values = objective.row(row, over: selection, in: block)
      var rest = values
      for known in reduced where rest[known.pivot] != 0 {
        let share = rest[known.pivot] / known.row[known.pivot]
        for k in rest.indices { rest[k] -= share * known.row[k] }
        rest[known.pivot] = 0
      }
      let size = values.reduce(0) { max($0, abs($1)) }
      guard let pivot = rest.indices.max(by: { abs(rest[$0]) < abs(rest[$1]) }), abs(rest[pivot]) > 1e-7 * size else {
        continue
      }
      reduced.append((pivot, rest))
      basis.rows.append(row)
      basis.values.append(values)
      if basis.rows.count == selection.count { return basis }
    }
    return nil
  }

  /// γ that meets the rows of the basis.
  private func vertex(_ basis: Basis) -> [Double]? {
    spread(solve(Matrix(basis.values), basis.rows.map { residuals[$0] }))
  }

  /// The multipliers that the rows of the basis need for the subgradient to be 0.
  ///
  /// - Parameter isBelow: the side of every other row. Rows that are met without being in the basis keep the side that
  ///   they came to, lest equal rows take each other's place for ever.
  private func multipliers(_ basis: Basis, _ isBelow: [Bool]) -> [Double]? {
    let raised = level + Self.rise
    var pull = isBelow.enumerated().map { weight($0) * ($1 ? raised - 1 : raised) }
    for row in basis.rows { pull[row] = 0 }
    let sums = objective.transposedProduct(with: pull)
    return solve(Matrix(basis.values).transposed, selection.map { -sums[$0] })
  }

  private typealias Worst = (position: Int, excess: Double, isAbove: Bool)

  private func worst(_ basis: Basis, _ multipliers: [Double]) -> Worst? {
    let raised = level + Self.rise
    var worst: Worst?
    for (position, row) in basis.rows.enumerated() {
      let share = multipliers[position] / weight(row)
      guard share.isFinite else { return nil }
      let excess = max(share - raised, raised - 1 - share)
      if excess > worst?.excess ?? -.infinity { worst = (position, excess, share > raised) }
    }
    return worst
  }

  /// The row at which the objective stops falling as the worst row of the basis is left; those before it change sides.
  private func entering(_ basis: Basis, _ worst: Worst, _ rest: [Double], _ isBelow: inout [Bool]) -> Int? {
    var unit = [Double](repeating: 0, count: selection.count)
    unit[worst.position] = worst.isAbove ? -1 : 1
    guard let direction = spread(solve(Matrix(basis.values), unit)) else { return nil }
    let slopes = objective.product(with: direction)
    let isBasic = Set(basis.rows)
    let steepest = slopes.reduce(0) { max($0, abs($1)) }
    var crossings: [(at: Double, row: Int)] = []
    for (row, slope) in slopes.enumerated() where abs(slope) > 1e-12 * steepest && weight(row) > 0 {
      if isBelow[row] == (slope < 0), !isBasic.contains(row) { crossings.append((max(0, rest[row] / slope), row)) }
    }
    crossings.sort { ($0.at, $0.row) < ($1.at, $1.row) }
    var fall = worst.excess * weight(basis.rows[worst.position])
    for crossing in crossings {
      fall -= weight(crossing.row) * abs(slopes[crossing.row])
      if fall <= 0 { return crossing.row }
      isBelow[crossing.row].toggle()
    }
    return nil
  }

  private func solve(_ a: Matrix, _ right: [Double]) -> [Double]? {
    guard let factor = try? LU(a), let x = try? factor.solve(Matrix(right.map { [$0] })) else { return nil }
    return x.storage
  }

  private func spread(_ values: [Double]?) -> [Double]? {
    guard let values else { return nil }
    var result = [Double](repeating: 0, count: objective.design.parameterCount)
    for (value, parameter) in zip(values, selection) { result[parameter] = value }
    return result
  }
}
