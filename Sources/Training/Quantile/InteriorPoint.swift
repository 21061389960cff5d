import LinearAlgebra

/// Minimises Σ w ρ(e − xγ) by the Frisch–Newton method: Mehrotra's predictor and corrector on the dual, whose variables
/// lie between 0 and w.
///
/// (Portnoy and Koenker, *Statistical Science* 12, 1997.) Every iteration needs one weighted Gram matrix and a few
/// products; about fifteen are enough whatever the rows.
struct InteriorPoint: Sendable {
  let objective: Objective
  /// e, of size about 1.
  let residuals: [Double]
  let level: Double
  /// Independent parameters.
  let selection: [Int]

  /// How near to the walls a step may come.
  private static let reach = 0.9995
  private static let tolerance = 1e-12
  private static let maximumIterations = 80

  struct Solution: Sendable {
    /// γ over all parameters, 0 outside the selection.
    var parameters: [Double]
    var iterations = 0
    /// Primal minus dual objective beside the primal one.
    var gap = Double.infinity
  }

  func solve() -> Solution {
    var state = State(weights: objective.weights, residuals: residuals, level: level)
    var solution = Solution(parameters: [Double](repeating: 0, count: objective.design.parameterCount))
    let target = objective.transposedProduct(with: state.dual)
    var least = Double.infinity
    while solution.iterations < Self.maximumIterations {
      let gap = state.complementarity
      let loss = CheckLoss(level: level).sum(state.outer, weights: objective.weights)
      solution.gap = gap / max(loss, .leastNormalMagnitude)
      if solution.gap <= Self.tolerance || !gap.isFinite || (solution.gap < 1e-9 && gap > least / 2) { break }
      least = min(least, gap)
      guard let step = step(&state, target: target) else { break }
      for k in step.indices { solution.parameters[k] -= step[k] }
      solution.iterations += 1
    }
    return solution
  }

  /// One step of predictor and corrector; what it takes off γ, or nil where rounding leaves none.
  private func step(_ state: inout State, target: [Double]) -> [Double]? {
    let scales = state.scales()
    guard
      let cholesky = try? SequentialCholesky(gram: objective.gram(of: scales, over: selection), tolerance: 1e-15),
      cholesky.aliased.isEmpty
    else { return nil }
    let missing = zip(target, objective.transposedProduct(with: state.dual)).map(-)
    func direction(_ right: [Double]) -> (y: [Double], rows: [Double]) {
      let sums = zip(objective.transposedProduct(with: zip(scales, right).map(*)), missing).map(+)
      var y = [Double](repeating: 0, count: sums.count)
      for (value, parameter) in zip(cholesky.solve(selection.map { sums[$0] }), selection) { y[parameter] = value }
      return (y, objective.product(with: y))
    }
    let slack = state.slack
    var (y, rows) = direction(slack)
    var move = state.move(rows, scales, centring: nil)
    var lengths = state.lengths(move, reach: Self.reach)
    if min(lengths.dual, lengths.slack) < 1 {
      let gap = state.complementarity
      let ratio = state.complementarity(after: move, lengths) / gap
      let centring = State.Centring(mu: gap * ratio * ratio * ratio / Double(2 * state.used), predicted: move)
      (y, rows) = direction(zip(slack, state.correction(centring)).map(-))
      move = state.move(rows, scales, centring: centring)
      lengths = state.lengths(move, reach: Self.reach)
    }
    state.take(move, lengths)
    return y.map { $0 * lengths.slack }
  }
}

/// The dual variable of every row, its distance from the upper end, and the slacks of both ends.
private struct State {
  var dual, room, lower, upper: [Double]
  let used: Int

  struct Move { var dual, lower, upper: [Double] }
  struct Centring {
    let mu: Double
    let predicted: Move
  }

  init(weights: [Double]?, residuals: [Double], level: Double) {
    let w = weights ?? [Double](repeating: 1, count: residuals.count)
    dual = w.map { (1 - level) * $0 }
    room = w.map { level * $0 }
    // Away from the walls by a tenth of the residuals' size.
    lower = residuals.map { max(-$0, 0) + 0.1 }
    upper = residuals.map { max($0, 0) + 0.1 }
    used = w.count { $0 > 0 }
  }

  private func isUsed(_ row: Int) -> Bool { dual[row] > 0 && room[row] > 0 }

  /// lower − upper: minus the residual.
  var slack: [Double] { zip(lower, upper).map(-) }
  var outer: [Double] { zip(upper, lower).map(-) }

  var complementarity: Double {
    var sum = 0.0
    for row in dual.indices { sum += lower[row] * dual[row] + upper[row] * room[row] }
    return sum
  }

  func complementarity(after move: Move, _ lengths: (dual: Double, slack: Double)) -> Double {
    var sum = 0.0
    for row in dual.indices where isUsed(row) {
      let shift = lengths.dual * move.dual[row]
      sum += (lower[row] + lengths.slack * move.lower[row]) * (dual[row] + shift)
      sum += (upper[row] + lengths.slack * move.upper[row]) * (room[row] - shift)
    }
    return sum
  }

  /// (lower/dual + upper/room)⁻¹.
  func scales() -> [Double] {
    dual.indices.map { isUsed($0) ? 1 / (lower[$0] / dual[$0] + upper[$0] / room[$0]) : 0 }
  }

  /// What centring and the second order of the predictor put beside the slacks.
  func correction(_ centring: Centring) -> [Double] {
    let (mu, predicted) = (centring.mu, centring.predicted)
    return dual.indices.map { row in
      if !isUsed(row) { return 0 }
      let low = (mu - predicted.dual[row] * predicted.lower[row]) / dual[row]
      return low - (mu + predicted.dual[row] * predicted.upper[row]) / room[row]
    }
  }

  func move(_ rows: [Double], _ scales: [Double], centring: Centring?) -> Move {
    let zeros = [Double](repeating: 0, count: rows.count)
    var move = Move(dual: zeros, lower: zeros, upper: zeros)
    for row in rows.indices where isUsed(row) {
      var (low, high) = (0.0, 0.0)
      if let centring {
        let product = centring.predicted.dual[row]
        low = (centring.mu - product * centring.predicted.lower[row]) / dual[row]
        high = (centring.mu + product * centring.predicted.upper[row]) / room[row]
      }
      let change = scales[row] * (rows[row] + low - high - (lower[row] - upper[row]))
      move.dual[row] = change
      move.lower[row] = low - lower[row] - lower[row] * change / dual[row]
      move.upper[row] = high - upper[row] + upper[row] * change / room[row]
    }
    return move
  }

  /// The longest steps that stay inside.
  func lengths(_ move: Move, reach: Double) -> (dual: Double, slack: Double) {
    var (first, second) = (1 / reach, 1 / reach)
    for row in dual.indices {
      let change = move.dual[row]
      if change < 0 { first = min(first, -dual[row] / change) }
      if change > 0 { first = min(first, room[row] / change) }
      if move.lower[row] < 0 { second = min(second, -lower[row] / move.lower[row]) }
      if move.upper[row] < 0 { second = min(second, -upper[row] / move.upper[row]) }
    }
    return (reach * first, reach * second)
  }

  mutating func take(_ move: Move, _ lengths: (dual: Double, slack: Double)) {
    for row in dual.indices where isUsed(row) {
      dual[row] += lengths.dual * move.dual[row]
      room[row] -= lengths.dual * move.dual[row]
      lower[row] += lengths.slack * move.lower[row]
      upper[row] += lengths.slack * move.upper[row]
    }
  }
}
