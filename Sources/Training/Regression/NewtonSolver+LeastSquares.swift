extension NewtonSolver {
  /// Least squares: one solve is the answer; on the Gram route a second one of the residuals takes its rounding away.
  func solveLeastSquares(from start: [Double], candidates: [Int]) throws(TrainingError) -> Solution {
    let first = objective.evaluate(at: start, hessianOver: candidates)
    let factor = try resolve(first, at: start, over: candidates, runs: .all)
    var parameters = zip(start, factor.leastSquaresStep(over: start.count) ?? factor.step(first.gradient).step).map(+)
    var evaluation = objective.evaluate(at: parameters, hessianOver: nil)
    if factor.route == "gram" {
      let (correction, decrement) = factor.step(evaluation.gradient)
      if decrement > 1e-26 * abs(first.logLikelihood) {
        parameters = zip(parameters, correction).map(+)
        evaluation = objective.evaluate(at: parameters, hessianOver: nil)
      }
    }
    var solution = Solution(
      parameters: parameters, evaluation: evaluation, factor: factor, iterations: 1, stopReason: .exact,
      aliased: Set(candidates).subtracting(factor.independent).sorted(), separated: [])
    // Columns are scaled, so the mean gradient is a covariance with the residuals: nothing beside the outcome's spread.
    let spread = (2 * abs(first.logLikelihood) / max(first.weight, .leastNormalMagnitude)).squareRoot()
    if !(solution.gradientNorm <= 1e-8 * max(spread, .leastNormalMagnitude)) { solution.stopReason = .noProgress }
    return solution
  }
}
