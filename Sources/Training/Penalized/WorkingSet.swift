import CVectorMath
import LinearAlgebra

/// Some coordinates of a ``PenalizedQuadratic`` with their part of the Gram matrix beside each other.
struct WorkingSet {
  /// By how much more than the threshold a coordinate at 0 must be pulled to leave it, as a share.
  static let slack = 1e-10
  /// Sweeps between attempts to solve for the coordinates that are free.
  private static let sweepsBetweenSolves = 8
  private static let maximumRounds = 2_000

  private(set) var theta: [Double]
  private var pull: [Double]
  private let curvature: Matrix
  private let lower, upper: [Double]
  private let penalty: ElasticNet

  init(
    _ whole: PenalizedQuadratic, _ coordinates: [Int], theta: [Double], pull: [Double], _ penalty: ElasticNet
  ) {
    self.theta = coordinates.map { theta[$0] }
    self.pull = coordinates.map { pull[$0] }
    lower = coordinates.map { whole.lower[$0] }
    upper = coordinates.map { whole.upper[$0] }
    curvature =
      coordinates.count == theta.count ? whole.curvature : whole.curvature.selecting(coordinates)
    self.penalty = penalty
  }

  /// Sweeps until no coordinate is further than `tolerance` from optimal, or rounding lets none come nearer.
  ///
  /// Where columns hang together sweeps are slow: then the equations of the coordinates that are neither at 0 nor at a
  /// bound are solved, and the step ends where the first of them gets there.
  mutating func descend(to tolerance: Double) {
    var canSolve = true
    for round in 1...Self.maximumRounds {
      sweep(onlyNonzero: false)
      if worst() <= tolerance { return }
      for _ in 1..<Self.sweepsBetweenSolves {
        sweep(onlyNonzero: penalty.selects)
        if worst(onlyNonzero: penalty.selects) <= tolerance { break }
      }
      let before = worst()
      if before <= tolerance { return }
      if canSolve { canSolve = solveFree() }
      if round > 3, canSolve, worst() <= tolerance { return }
    }
  }

  /// The largest distance of a coordinate from optimal.
  private func worst(onlyNonzero: Bool = false) -> Double {
    theta.indices.reduce(0) { onlyNonzero && theta[$1] == 0 ? $0 : max($0, abs(shortfall($1))) }
  }

  private func shortfall(_ k: Int) -> Double {
    penalty.shortfall(at: theta[k], pull: pull[k], lower: lower[k], upper: upper[k], slack: Self.slack)
  }

  /// Minimises along every coordinate in turn.
  private mutating func sweep(onlyNonzero: Bool) {
    let (absolute, square) = (penalty.absolute, penalty.square)
    let size = theta.count
    curvature.withView { view in
      theta.withUnsafeMutableBufferPointer { theta in
        pull.withUnsafeMutableBufferPointer { pull in
          guard let target = pull.baseAddress else { return }
          for k in 0..<size {
            let old = theta[k]
            if onlyNonzero, old == 0 { continue }
            let column = view.base + k * view.leadingDimension
            let steepness = column[k] + square
            if !(steepness > 0) { continue }
            let free = pull[k] + column[k] * old
            let threshold = old == 0 ? absolute * (1 + Self.slack) : absolute
            if old == 0, abs(free) <= threshold, lower[k] <= 0, upper[k] >= 0 { continue }
            let best = min(max(penalty.softened(free, by: absolute) / steepness, lower[k]), upper[k])
            if best == old { continue }
            theta[k] = best
            cvm_axpy(old - best, column, target, size)
          }
        }
      }
    }
  }

  /// Solves for the coordinates that are neither at 0 nor at a bound, as far as they stay so; those that are combinations of
  /// earlier ones stay where they are.
  ///
  /// - Returns: whether their equations can be solved.
  private mutating func solveFree() -> Bool {
    let candidates = theta.indices.filter {
      theta[$0] > lower[$0] && theta[$0] < upper[$0] && (theta[$0] != 0 || !penalty.selects)
    }
    if candidates.isEmpty { return true }
    var part = curvature.selecting(candidates)
    for k in candidates.indices { part[k, k] += penalty.square }
    guard let factor = try? SequentialCholesky(gram: part, tolerance: 1e-13), !factor.kept.isEmpty else {
      return false
    }
    let free = factor.kept.map { candidates[$0] }
    let step = factor.solve(free.map(shortfall))
    // The first coordinate to reach 0 or a bound ends the step and stays there.
    var length = 1.0
    var barrier: (coordinate: Int, value: Double)?
    for (k, coordinate) in free.enumerated() where step[k] != 0 {
      let value = theta[coordinate]
      var limits = [step[k] > 0 ? upper[coordinate] : lower[coordinate]]
      if penalty.selects, (value > 0) != (step[k] > 0) { limits.append(0) }
      for limit in limits where limit.isFinite && (limit - value) / step[k] < length {
        length = max(0, (limit - value) / step[k])
        barrier = (coordinate, limit)
      }
    }
    for (k, coordinate) in free.enumerated() {
      move(
        coordinate, to: barrier?.coordinate == coordinate ? barrier?.value ?? 0 : theta[coordinate] + length * step[k])
    }
    return true
  }

  private mutating func move(_ k: Int, to value: Double) {
    let change = theta[k] - value
    theta[k] = value
    curvature.withView { view in
      pull.withUnsafeMutableBufferPointer { pull in
        guard let target = pull.baseAddress else { return }
        cvm_axpy(change, view.base + k * view.leadingDimension, target, pull.count)
      }
    }
  }
}
