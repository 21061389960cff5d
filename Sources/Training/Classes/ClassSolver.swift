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
    /// Parameters whose links still move when the likelihood no longer rises: it has no maximum along them.
    var separated: [Int] = []
    var isConverged: Bool { stopReason == .gradient }
  }

  /// The decrement a row at which one step is the last.
  private static var tolerance: Double { 1e-14 }
  /// How far a last step may move a link by one parameter: a separated one moves by about 1 for ever.
  private static var lastMove: Double { 1e-3 }
  private static var maximumIterations: Int { 60 }

  func solve(from start: [Double]) throws(TrainingError) -> Solution {
    let weight = likelihood.objective.totalWeight
    var parameters = start
    guard var evaluation = likelihood.evaluate(at: parameters) else {
      throw .numerical("the fit has nowhere to start from: rescale columns with extreme values")
    }
    var iterations = 0
    while true {
      let factor = try SequentialCholesky.checked(evaluation.negativeHessian)
      func solution(_ reason: NewtonSolver.StopReason, _ separated: [Int] = []) -> Solution {
        Solution(
          parameters: parameters, evaluation: evaluation, factor: factor, iterations: iterations, stopReason: reason,
          separated: separated)
      }
      if !factor.aliased.isEmpty {
        // Probabilities have vanished where these parameters count.
        return solution(.separation, factor.aliased)
      }
      let step = factor.solve(evaluation.gradient)
      let decrement = dot(step, evaluation.gradient)
      let moves = zip(step, likelihood.reach).map { abs($0) * $1 }
      if decrement <= Self.tolerance * weight {
        let moving = moves.indices.filter { moves[$0] > Self.lastMove }
        if !moving.isEmpty { return solution(.separation, moving) }
        let last = zip(parameters, step).map(+)
        guard let final = likelihood.evaluate(at: last), final.value >= evaluation.value - 1e-12 * abs(evaluation.value)
        else { return solution(.gradient) }
        (parameters, evaluation) = (last, final)
        iterations += 1
        var result = solution(.gradient)
        result.factor = try SequentialCholesky.checked(final.negativeHessian)
        return result
      }
      if iterations >= Self.maximumIterations {
        let moving = moves.indices.filter { moves[$0] > 0.1 }
        return solution(moving.isEmpty ? .iterations : .separation, moving)
      }
      guard let next = climb(from: parameters, along: step, value: evaluation.value),
        let found = likelihood.evaluate(at: next)
      else { return solution(decrement <= 1e-12 * weight ? .gradient : .noProgress) }
      (parameters, evaluation) = (next, found)
      iterations += 1
    }
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
