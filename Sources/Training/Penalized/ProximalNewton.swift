import LinearAlgebra

/// A mean log-likelihood as a function of coordinates, of which the first few are free and the others penalised.
protocol PenalizedLikelihood: Sendable {
  /// The number of coordinates that are not penalised.
  var free: Int { get }
  /// The bounds of the penalised coordinates.
  var lower: [Double] { get }
  var upper: [Double] { get }
  /// Whether the second derivative is the same everywhere.
  var isQuadratic: Bool { get }
  /// One pass: a log-likelihood of −∞ or NaN is out of range. The Hessian is that of minus the mean log-likelihood.
  func evaluate(at coordinates: [Double], withHessian: Bool) -> (point: PenalizedPoint, hessian: Matrix?)
}

/// Maximises a mean log-likelihood less an ``ElasticNet`` by a proximal Newton method.
///
/// Every step is the minimum of a quadratic plus the penalty (``PenalizedQuadratic``), halved until the penalised
/// objective falls (Lee, Sun and Saunders, *SIAM Journal on Optimization* 24, 2014). What is certified is the largest
/// subgradient at the estimates over all coordinates.
struct ProximalNewton<Likelihood: PenalizedLikelihood>: Sendable {
  let likelihood: Likelihood
  var maximumPasses = 200

  /// The share of the null fit's largest gradient to which a fit is solved, and that within which it is one.
  static var aim: Double { 1e-11 }
  private static var certified: Double { 1e-8 }
  /// A pass that leaves a larger share of the subgradient than this asks for a new Hessian: sooner along a path, where it serves
  /// all λ that follow.
  private static var slow: Double { 0.3 }
  private static var slowOnPath: Double { 0.05 }
  /// The share of the aim that a step may be foreseen to leave and not be measured any more.
  private static var foreseen: Double { 0.3 }

  struct State: Sendable {
    var point: PenalizedPoint
    var model: PenalizedModel
    /// The λ of the point, from which the strong rule looks ahead.
    var strength = Double.infinity
    /// The largest derivative of the mean log-likelihood where no column has a coefficient.
    let unit: Double
    var passes = 1
    let isExact: Bool
  }

  /// Where a search begins: at `point` and the Hessian there.
  ///
  /// - Parameter flat: the point where no column has an effect, which tells how steep the likelihood is.
  func start(at point: PenalizedPoint, _ hessian: Matrix, flat: PenalizedPoint) -> State {
    let unit = flat.gradient.dropFirst(likelihood.free).reduce(0) { max($0, abs($1)) }
    // Gradients that are rounding alone have no digits to solve for.
    let rounding = 1e-14 * (2 * abs(flat.logLikelihood)).squareRoot()
    return State(
      point: point, model: PenalizedModel(hessian, likelihood), unit: max(unit, rounding, .leastNormalMagnitude),
      isExact: likelihood.isQuadratic)
  }

  /// Moves `state` to the optimum under `penalty`: to `aim` of its unit.
  ///
  /// - Parameter isOnPath: whether other λ follow. Then the last step is not measured where the one before tells that it will do,
  ///   by the share that it left itself: the next λ begins with a pass of its own.
  func descend(
    _ state: inout State, _ penalty: ElasticNet, aim: Double, isOnPath: Bool = false
  ) -> NewtonSolver.StopReason {
    let tolerance = aim * state.unit
    var residual = residual(state.point, penalty)
    var isFresh = state.passes == 1
    var refresh = false
    var shares: [Double] = []
    // A path moves down in λ: twice the new less the old is what a gradient can reach.
    let screening = penalty.mixing * (2 * penalty.strength - min(state.strength, 2 * penalty.strength))
    state.strength = penalty.strength
    while residual > tolerance {
      if state.passes >= maximumPasses { return .iterations }
      let target = state.model.minimum(
        around: state.point, from: state.point.coordinates, penalty, screening: screening,
        tolerance: max(tolerance / 4, min(residual, state.unit) * 1e-6))
      if isOnPath, shares.count > 1, let share = shares.last, residual * share <= Self.foreseen * tolerance {
        state.point = state.model.foreseen(target, from: state.point)
        break
      }
      guard let next = climb(state, to: target, penalty, withHessian: refresh && !state.isExact) else {
        let isNear = residual <= Self.certified * state.unit
        if isFresh || isNear { return isNear ? .gradient : .noProgress }
        let (point, hessian) = likelihood.evaluate(at: state.point.coordinates, withHessian: true)
        if let hessian { (state.point, state.model) = (point, PenalizedModel(hessian, likelihood)) }
        state.passes += 1
        isFresh = true
        continue
      }
      state.passes += next.passes
      if let hessian = next.hessian {
        state.model = PenalizedModel(hessian, likelihood)
      } else if !state.isExact {
        state.model.learn(from: state.point, to: next.point)
      }
      isFresh = next.hessian != nil
      state.point = next.point
      let before = residual
      residual = self.residual(state.point, penalty)
      shares.append(residual / before)
      refresh = residual > (isOnPath ? Self.slowOnPath : Self.slow) * before
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
      let (point, hessian) = likelihood.evaluate(at: candidate, withHessian: withHessian)
      if point.gradient.allSatisfy(\.isFinite), loss(point, penalty) <= here + 1e-14 * abs(here) {
        return (point, hessian, pass)
      }
      length /= 2
    }
    return nil
  }

  /// Mean loss and penalty.
  private func loss(_ point: PenalizedPoint, _ penalty: ElasticNet) -> Double {
    let penalised = point.coordinates.dropFirst(likelihood.free)
    return penalised.reduce(-point.logLikelihood) { $0 + penalty.absolute * abs($1) + penalty.square / 2 * $1 * $1 }
  }

  /// The largest subgradient over all coordinates: 0 at the optimum.
  func residual(_ point: PenalizedPoint, _ penalty: ElasticNet, slack: Double = WorkingSet.slack) -> Double {
    let free = likelihood.free
    return point.coordinates.indices.reduce(0) { worst, k in
      if k < free { return max(worst, abs(point.gradient[k])) }
      return max(
        worst,
        abs(
          penalty.shortfall(
            at: point.coordinates[k], pull: point.gradient[k], lower: likelihood.lower[k - free],
            upper: likelihood.upper[k - free], slack: slack)))
    }
  }
}
