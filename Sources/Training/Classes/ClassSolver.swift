import LinearAlgebra

/// What one pass over the rows finds for a model of classes.
struct ClassEvaluation: Sendable {
  /// The penalised log-likelihood, and without the penalty.
  var value, logLikelihood: Double
  /// Of the penalised log-likelihood.
  var gradient: [Double]
  /// Of the penalised log-likelihood.
  var negativeHessian: Matrix
}

/// A log-likelihood of classes that is concave in all its parameters.
protocol ClassLikelihood: Sendable {
  var objective: Objective { get }
  /// The most that a unit of a parameter moves a link, about.
  var reach: [Double] { get }
  /// What its classes ask of a direction along which the likelihood would rise for ever.
  var shape: ClassSeparation.Shape { get }
  /// The design's parameters that are independent.
  var selection: [Int] { get }
  /// nil where the parameters are out of range.
  func evaluate(at parameters: [Double]) -> ClassEvaluation?
  func value(at parameters: [Double]) -> Double?
}

/// Maximises a likelihood of classes by Newton's method with step-halving.
struct ClassSolver<Likelihood: ClassLikelihood>: Sendable {
  let likelihood: Likelihood

  struct Solution: Sendable {
    var parameters: [Double]
    var evaluation: ClassEvaluation
    var factor: SequentialCholesky
    var iterations: Int
    var stopReason: NewtonSolver.StopReason
    /// Parameters without a finite estimate, intercepts and thresholds on the original scale.
    var separated: [Int] = []
    var isConverged: Bool { stopReason == .gradient }
    /// Whether a parameter that is not separated has a variance.
    var hasErrors: Bool { isConverged || stopReason == .separation }
  }

  /// The decrement a row at which one step is the last.
  private static var tolerance: Double { 1e-14 }
  /// How far a last step may move a link by one parameter: a separated one moves by about 1 for ever.
  private static var lastMove: Double { 1e-3 }
  private static var maximumIterations: Int { 60 }
  /// The same where a maximum is known to exist.
  private static var maximumProvenIterations: Int { 400 }

  /// What is known of a maximum.
  private enum Maximum {
    case unknown, exists, doubtful
    case separated(ClassSeparation.Directions)
  }

  func solve(from start: [Double]) throws(TrainingError) -> Solution {
    let weight = likelihood.objective.totalWeight
    var parameters = start
    guard var evaluation = likelihood.evaluate(at: parameters) else {
      throw .numerical("the likelihood overflows where the fit starts: rescale extreme values of columns or offsets")
    }
    var maximum = likelihood.objective.ridge > 0 ? Maximum.exists : .unknown
    var iterations = 0
    /// Settles whether there is a maximum; true where the parameters have moved to where what is separated no longer counts.
    func settle() throws(TrainingError) -> Bool {
      guard case .unknown = maximum else { return false }
      let search = ClassSeparation(likelihood.objective, over: likelihood.selection, likelihood.shape)
      switch search.run() {
      case .overlap: maximum = .exists
      case .undecided: maximum = .doubtful
      case .separated(let directions):
        maximum = .separated(directions)
        let moved = search.settled(directions, from: parameters)
        guard let there = likelihood.evaluate(at: moved) else { return false }
        (parameters, evaluation) = (moved, there)
        return true
      }
      return false
    }
    while true {
      let factor = try self.factor(evaluation, maximum)
      func solution(_ reason: NewtonSolver.StopReason) -> Solution {
        var result = Solution(
          parameters: parameters, evaluation: evaluation, factor: factor, iterations: iterations, stopReason: reason)
        guard case .separated(let directions) = maximum else { return result }
        result.separated = directions.undetermined.sorted()
        if reason == .gradient { result.stopReason = .separation }
        return result
      }
      if !factor.aliased.isEmpty {
        // Probabilities have vanished where these parameters count.
        if try settle() { continue }
        return solution(.noProgress)
      }
      let step = factor.solve(evaluation.gradient)
      let decrement = dot(step, evaluation.gradient)
      guard decrement.isFinite else { return solution(.noProgress) }
      let isMoving = zip(step, likelihood.reach).contains { abs($0) * $1 > Self.lastMove }
      if decrement <= Self.tolerance * weight {
        if isMoving, try settle() { continue }
        if case .doubtful = maximum { return solution(.noProgress) }
        var mayStop = !isMoving
        if case .separated = maximum { mayStop = true }
        if mayStop { return try final(solution(.gradient), step, maximum) }
      }
      if iterations >= Self.maximumIterations, try settle() { continue }
      var limit = Self.maximumIterations
      if case .exists = maximum { limit = Self.maximumProvenIterations }
      if iterations >= limit { return solution(.iterations) }
      guard let next = climb(from: parameters, along: step, value: evaluation.value),
        let found = likelihood.evaluate(at: next)
      else {
        if try settle() { continue }
        return solution(decrement <= 1e-12 * weight ? .gradient : .noProgress)
      }
      (parameters, evaluation) = (next, found)
      iterations += 1
    }
  }

  /// The solution after one more step, and everything there.
  private func final(
    _ solution: Solution, _ step: [Double], _ maximum: Maximum
  ) throws(TrainingError) -> Solution {
    let last = zip(solution.parameters, step).map(+)
    let value = solution.evaluation.value
    guard let evaluation = likelihood.evaluate(at: last), evaluation.value >= value - 1e-12 * abs(value) else {
      return solution
    }
    var result = solution
    (result.parameters, result.evaluation) = (last, evaluation)
    result.iterations += 1
    result.factor = try factor(evaluation, maximum)
    return result
  }

  /// The factor of the negative Hessian; where some directions are separated, with enough curvature along them that they stay
  /// where they are. Functions that they do not move have the variance that the Hessian alone gives them.
  private func factor(
    _ evaluation: ClassEvaluation, _ maximum: Maximum
  ) throws(TrainingError) -> SequentialCholesky {
    guard case .separated(let directions) = maximum else { return try .checked(evaluation.negativeHessian) }
    var hessian = evaluation.negativeHessian
    for function in directions.dual {
      for j in function.indices where function[j] != 0 {
        for i in function.indices {
          hessian[i, j] += likelihood.objective.totalWeight * function[i] * function[j]
        }
      }
    }
    return try .checked(hessian)
  }

  /// The first of the step, its half, its quarter, … that does not lower the likelihood.
  private func climb(from parameters: [Double], along step: [Double], value: Double) -> [Double]? {
    var length = 1.0
    for _ in 0..<30 {
      let candidate = zip(parameters, step).map { $0 + length * $1 }
      if let reached = likelihood.value(at: candidate), reached >= value - 1e-13 * abs(value) { return candidate }
      length /= 2
    }
    return nil
  }
}
