extension NewtonSolver {
  /// The reciprocal condition below which normal equations cannot refine a solution: their own is its square.
  private static let refinable = 3e-7
  /// The share of the outcome's squares below which residuals drown in the rounding of fitted values.
  private static let nearlyExact = 1e-5

  /// Least squares: one solve is the answer, and refinement takes its rounding away.
  ///
  /// On the Gram route a second solve of the residuals does; where the design is ill-conditioned or the fit nearly exact
  /// the residuals are summed in twice the working precision. (Björck, *Numerical Methods for Least Squares Problems*,
  /// SIAM 1996, section 6.6.)
  func solveLeastSquares(from start: [Double], candidates: [Int]) throws(TrainingError) -> Solution {
    let first = objective.evaluate(at: start, hessianOver: candidates)
    let factor = try resolve(first, at: start, over: candidates, runs: .all)
    var parameters = zip(start, factor.leastSquaresStep(over: start.count) ?? factor.step(first.gradient).step).map(+)
    var evaluation = objective.evaluate(at: parameters, hessianOver: nil)
    let isNearlyExact = evaluation.logLikelihood >= Self.nearlyExact * first.logLikelihood
    if factor.route == "qr" || isNearlyExact {
      if factor.reciprocalCondition > Self.refinable {
        for _ in 0..<2 {
          let correction = factor.step(objective.accurateGradient(at: parameters)).step
          parameters = zip(parameters, correction).map(+)
        }
        evaluation = objective.evaluate(at: parameters, hessianOver: nil)
      }
    } else {
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
