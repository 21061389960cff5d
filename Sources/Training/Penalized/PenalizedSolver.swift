import LinearAlgebra

/// Maximises the mean log-likelihood less an ``ElasticNet`` by a proximal Newton method.
///
/// Every step is the minimum of a quadratic plus the penalty (``PenalizedQuadratic``), halved until the penalised
/// objective falls (Lee, Sun and Saunders, *SIAM Journal on Optimization* 24, 2014). What is certified is the largest
/// subgradient at the estimates over all coordinates.
struct PenalizedSolver: Sendable {
  /// Of the likelihood alone: its ridge is 0.
  let objective: Objective
  private(set) var coordinates: StandardizedCoordinates
  /// Where the search begins.
  private(set) var start: State
  var maximumPasses = 200

  /// The share of the null fit's largest gradient to which a fit is solved, and that within which it is one.
  private static let aim = 1e-11
  private static let certified = 1e-8

  struct State: Sendable {
    var point: PenalizedPoint
    var model: PenalizedModel
    /// The λ of the point, from which the strong rule looks ahead.
    var strength: Double
    /// The largest derivative of the mean log-likelihood where no column has a coefficient.
    let unit: Double
    var passes = 1
    var isExact: Bool
  }

  /// A solver that begins at `parameters`, the null fit: it shows how steep the likelihood is, and which columns are copies.
  ///
  /// - Parameter aliased: parameters to be left at 0.
  init(
    _ objective: Objective, mixing: Double, bounds: ParameterBounds, from parameters: [Double], aliased: [Int] = []
  ) throws(TrainingError) {
    var coordinates = StandardizedCoordinates(objective.design, bounds)
    coordinates.hold(aliased)
    // How steep the likelihood is is said by the null fit itself: where bounds push the start far out it may be as steep as can be.
    let null = coordinates.coordinates(parameters)
    let start = coordinates.within(null)
    let (flat, curvature) = Self.evaluate(objective, coordinates, at: null, withHessian: start == null)
    let (point, hessian) =
      start == null ? (flat, curvature) : Self.evaluate(objective, coordinates, at: start, withHessian: true)
    guard let hessian, point.logLikelihood.isFinite, point.gradient.allSatisfy(\.isFinite) else {
      throw .numerical("the likelihood overflowed where no column has an effect: rescale extreme values")
    }
    if mixing == 1 { coordinates.holdCopies(hessian) }
    let unit = flat.gradient.dropFirst(coordinates.free).reduce(0) { max($0, abs($1)) }
    // Gradients that are rounding alone have no digits to solve for.
    let rounding = 1e-14 * (2 * abs(flat.logLikelihood)).squareRoot()
    self.objective = objective
    self.coordinates = coordinates
    self.start = State(
      point: point, model: PenalizedModel(hessian, coordinates), strength: .infinity,
      unit: max(unit, rounding, .leastNormalMagnitude), isExact: objective.loss.hasConstantCurvature)
  }

  /// The certified fit under `penalty`.
  func solve(_ penalty: ElasticNet) throws(TrainingError) -> NewtonSolver.Solution {
    var state = start
    let reason = descend(&state, penalty, aim: Self.aim)
    return try solution(state, penalty, reason)
  }

  /// Moves `state` to the optimum under `penalty`: to `aim` of its unit.
  func descend(_ state: inout State, _ penalty: ElasticNet, aim: Double) -> NewtonSolver.StopReason {
    let tolerance = aim * state.unit
    var residual = residual(state.point, penalty)
    var isFresh = state.passes == 1
    var refresh = false
    // A path moves down in λ: twice the new less the old is what a gradient can reach.
    let screening = penalty.mixing * (2 * penalty.strength - min(state.strength, 2 * penalty.strength))
    state.strength = penalty.strength
    while residual > tolerance {
      if state.passes >= maximumPasses { return .iterations }
      let target = state.model.minimum(
        around: state.point, from: state.point.coordinates, penalty, screening: screening,
        tolerance: max(tolerance / 4, min(residual, state.unit) * 1e-6))
      guard let next = climb(state, to: target, penalty, withHessian: refresh && !state.isExact) else {
        let isNear = residual <= Self.certified * state.unit
        if isFresh || isNear { return isNear ? .gradient : .noProgress }
        let (point, hessian) = evaluate(state.point.coordinates, withHessian: true)
        if let hessian { (state.point, state.model) = (point, PenalizedModel(hessian, coordinates)) }
        state.passes += 1
        isFresh = true
        continue
      }
      state.passes += next.passes
      if let hessian = next.hessian {
        state.model = PenalizedModel(hessian, coordinates)
      } else if !state.isExact {
        state.model.learn(from: state.point, to: next.point)
      }
      isFresh = next.hessian != nil
      state.point = next.point
      let before = residual
      residual = self.residual(state.point, penalty)
      refresh = residual > 0.3 * before
      if state.isExact, residual > 0.5 * before, residual <= Self.certified * state.unit { return .exact }
    }
    return state.isExact ? .exact : .gradient
  }

  /// The first of the step, its half, its quarter, … that does not raise the penalised loss.
  private func climb(
    _ state: State, to target: [Double], _ penalty: ElasticNet, withHessian: Bool
  ) -> (point: PenalizedPoint, hessian: Matrix?, passes: Int)? {
    let here = loss(state.point, penalty)
    let step = zip(target, state.point.coordinates).map(-)
    if step.allSatisfy({ $0 == 0 }) { return nil }
    var length = 1.0
    for pass in 1...30 {
      let candidate = length == 1 ? target : zip(state.point.coordinates, step).map { $0 + length * $1 }
      let (point, hessian) = evaluate(candidate, withHessian: withHessian)
      if point.gradient.allSatisfy(\.isFinite), loss(point, penalty) <= here + 1e-14 * abs(here) {
        return (point, hessian, pass)
      }
      length /= 2
    }
    return nil
  }

  /// Mean loss and penalty.
  private func loss(_ point: PenalizedPoint, _ penalty: ElasticNet) -> Double {
    let penalised = point.coordinates.dropFirst(coordinates.free)
    return penalised.reduce(-point.logLikelihood) { $0 + penalty.absolute * abs($1) + penalty.square / 2 * $1 * $1 }
  }

  /// The largest subgradient over all coordinates: 0 at the optimum.
  func residual(_ point: PenalizedPoint, _ penalty: ElasticNet, slack: Double = WorkingSet.slack) -> Double {
    let free = coordinates.free
    return point.coordinates.indices.reduce(0) { worst, k in
      if k < free { return max(worst, abs(point.gradient[k])) }
      return max(
        worst,
        abs(
          penalty.shortfall(
            at: point.coordinates[k], pull: point.gradient[k], lower: coordinates.lower[k - free],
            upper: coordinates.upper[k - free], slack: slack)))
    }
  }

  private func evaluate(_ values: [Double], withHessian: Bool) -> (point: PenalizedPoint, hessian: Matrix?) {
    Self.evaluate(objective, coordinates, at: values, withHessian: withHessian)
  }

  private static func evaluate(
    _ objective: Objective, _ coordinates: StandardizedCoordinates, at values: [Double], withHessian: Bool
  ) -> (point: PenalizedPoint, hessian: Matrix?) {
    let found = objective.evaluate(
      at: coordinates.design(values), hessianOver: withHessian ? coordinates.parameters : nil)
    let scale = 1 / max(found.weight, .leastNormalMagnitude)
    let point = PenalizedPoint(
      coordinates: values, logLikelihood: found.logLikelihood * scale,
      gradient: coordinates.gradient(found.gradient).map { $0 * scale })
    return (point, found.negativeHessian.map { coordinates.hessian($0).scaled(by: scale) })
  }

  /// The solution that `state` has come to, with the Hessian there.
  private func solution(
    _ state: State, _ penalty: ElasticNet, _ reason: NewtonSolver.StopReason
  ) throws(TrainingError) -> NewtonSolver.Solution {
    let free = coordinates.free
    let values = state.point.coordinates
    let held = Set(coordinates.copies)
    let kept = values.indices.filter { k in
      k < free || (!held.contains(k) && !coordinates.isBound(k, values[k]) && (values[k] != 0 || !penalty.selects))
    }
    let parameters = coordinates.design(state.point.coordinates)
    let selection = kept.map { coordinates.parameters[$0] }
    let ties = coordinates.ties(values)
    let evaluation = objective.evaluate(at: parameters, hessianOver: selection + ties.keys.sorted())
    var hessian = merged(evaluation.negativeHessian, selection, ties)
    let plain = hessian
    for (i, k) in kept.enumerated() where k >= free {
      hessian[i, i] += penalty.square * evaluation.weight * coordinates.scale[k] * coordinates.scale[k]
    }
    let factor = CurvatureFactor(try .checked(hessian), selection: selection)
    // tr((H + P)⁻¹ H) over what is selected: their number where P is 0 (Tibshirani and Taylor, *Ann. Stat.* 40, 2012).
    var freedom = Double(factor.independent.count)
    if penalty.square > 0 {
      let inverse = factor.inverse()
      freedom = factor.kept.enumerated().reduce(0) { sum, entry in
        factor.kept.enumerated().reduce(sum) {
          $0 + inverse[entry.offset, $1.offset] * plain[$1.element, entry.element]
        }
      }
    }
    let unselected = values.indices.filter { $0 >= free && values[$0] == 0 && penalty.selects }
    let bounded = values.indices.filter {
      coordinates.isBound($0, values[$0]) && (ties[coordinates.parameters[$0]] ?? nil) == nil
    }
    var result = NewtonSolver.Solution(
      parameters: parameters, evaluation: evaluation, factor: factor, iterations: state.passes, stopReason: reason,
      aliased: coordinates.copies.map { coordinates.parameters[$0] }, separated: [])
    result.restriction = Restriction(
      isSelective: penalty.selects, isPenalised: penalty.strength > 0,
      unselected: Set(unselected.map { coordinates.parameters[$0] }),
      bounded: Set(bounded.map { coordinates.parameters[$0] }),
      tied: ties.compactMapValues { $0 }, residual: residual(state.point, penalty, slack: 0), freedom: freedom)
    return result
  }

  /// The Hessian over `selection`, the levels tied to one of these counted with it.
  private func merged(_ hessian: Matrix?, _ selection: [Int], _ ties: [Int: Int?]) -> Matrix {
    guard let hessian else { return Matrix(rows: 0, columns: 0) }
    if ties.isEmpty { return hessian }
    var place: [Int: Int] = [:]
    for (k, parameter) in selection.enumerated() { place[parameter] = k }
    let places =
      selection.indices.map(Optional.some) + ties.keys.sorted().map { (ties[$0] ?? nil).flatMap { place[$0] } }
    var result = Matrix(rows: selection.count, columns: selection.count)
    for (b, j) in places.enumerated() {
      for (a, i) in places.enumerated() { if let i, let j { result[i, j] += hessian[a, b] } }
    }
    return result
  }
}

/// What a penalty that selects, or bounds, did to a solution.
struct Restriction: Sendable {
  let isSelective, isPenalised: Bool
  /// The parameters it set to 0.
  let unselected: Set<Int>
  /// The parameters at a bound.
  let bounded: Set<Int>
  /// Levels whose effect an order ties to another's: by parameter, that other.
  let tied: [Int: Int]
  /// The largest subgradient of the penalised mean loss over all coordinates.
  let residual: Double
  /// Effective parameters, the intercept's among them.
  let freedom: Double
}
