import LinearAlgebra

/// The fit of one predictor under an ``ElasticNet``, by ``ProximalNewton``.
struct PenalizedSolver: Sendable {
  /// Of the likelihood alone: its ridge is 0.
  let objective: Objective
  let coordinates: StandardizedCoordinates
  let newton: ProximalNewton<PredictorLikelihood>
  /// Where the search begins.
  let start: ProximalNewton<PredictorLikelihood>.State

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
    let expected = PredictorLikelihood(objective: objective, coordinates: coordinates)
    let (flat, curvature) = expected.evaluate(at: null, withHessian: start == null)
    let (point, hessian) = start == null ? (flat, curvature) : expected.evaluate(at: start, withHessian: true)
    guard let hessian, point.logLikelihood.isFinite, point.gradient.allSatisfy(\.isFinite) else {
      throw .numerical("the likelihood overflowed where no column has an effect: rescale extreme values")
    }
    if mixing == 1 { coordinates.holdCopies(hessian) }
    self.objective = objective
    self.coordinates = coordinates
    // Heavy tails leave the curvature that is there and the one expected little in common.
    let observed = objective.with(loss: objective.loss.observed)
    newton = ProximalNewton(likelihood: PredictorLikelihood(objective: observed, coordinates: coordinates))
    self.start = newton.start(at: point, hessian, flat: flat)
  }

  /// The certified fit under `penalty`.
  func solve(_ penalty: ElasticNet) throws(TrainingError) -> NewtonSolver.Solution {
    var state = start
    let reason = newton.descend(&state, penalty, aim: ProximalNewton<PredictorLikelihood>.aim)
    return try solution(state, penalty, reason)
  }

  /// The solution that `state` has come to, with the Hessian there.
  private func solution(
    _ state: ProximalNewton<PredictorLikelihood>.State, _ penalty: ElasticNet, _ reason: NewtonSolver.StopReason
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
    let cholesky = try SequentialCholesky.checked(hessian)
    let factor = CurvatureFactor(cholesky, selection: selection)
    let freedom = cholesky.effectiveParameters(plain, isShrunk: penalty.square > 0)
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
      tied: ties.compactMapValues { $0 }, residual: newton.residual(state.point, penalty, slack: 0), freedom: freedom)
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

/// The mean log-likelihood of an objective over ``StandardizedCoordinates``.
struct PredictorLikelihood: PenalizedLikelihood {
  let objective: Objective
  let coordinates: StandardizedCoordinates

  var free: Int { coordinates.free }
  var lower: [Double] { coordinates.lower }
  var upper: [Double] { coordinates.upper }
  var isQuadratic: Bool { objective.loss.hasConstantCurvature }

  func evaluate(at values: [Double], withHessian: Bool) -> (point: PenalizedPoint, hessian: Matrix?) {
    let found = objective.evaluate(
      at: coordinates.design(values), hessianOver: withHessian ? coordinates.parameters : nil)
    let scale = 1 / max(found.weight, .leastNormalMagnitude)
    let point = PenalizedPoint(
      coordinates: values, logLikelihood: found.logLikelihood * scale,
      gradient: coordinates.gradient(found.gradient).map { $0 * scale })
    return (point, found.negativeHessian.map { coordinates.hessian($0).scaled(by: scale) })
  }
}

extension SequentialCholesky {
  /// The rank, or where a ridge is in the factorised matrix tr((H + P)⁻¹ H), `plain` being H.
  ///
  /// Over what a lasso selected it is their number (Tibshirani and Taylor, *Ann. Stat.* 40, 2012).
  func effectiveParameters(_ plain: Matrix, isShrunk: Bool) -> Double {
    if !isShrunk { return Double(kept.count) }
    let inverse = inverse()
    return kept.enumerated().reduce(0) { sum, row in
      kept.enumerated().reduce(sum) { $0 + inverse[row.offset, $1.offset] * plain[$1.element, row.element] }
    }
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
