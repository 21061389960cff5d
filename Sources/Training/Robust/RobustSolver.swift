import LinearAlgebra

/// Solves Σ w ψ(r/s) x = 0 by reweighted least squares, s the median absolute residual over 0.6745 at every step.
///
/// (Holland and Welsch, *Communications in Statistics* A6, 1977; `MASS::rlm`.)
struct RobustSolver: Sendable {
  let objective: Objective
  let influence: InfluenceFunction
  /// Independent parameters.
  let selection: [Int]
  /// Kept if given, else estimated.
  var scale: Double?

  private static let maximumIterations = 1000
  /// The squared length of a step, in units of the scale and a row, that is rounding.
  private static let tolerance = 1e-24

  struct Solution: Sendable {
    var parameters: [Double]
    var residuals: [Double]
    var scale: Double
    var iterations: Int
    var isConverged: Bool
    /// Largest component of the mean of ψ(r/s) x.
    var gradientNorm: Double
  }

  func solve(from start: [Double]) throws(TrainingError) -> Solution {
    let weights = objective.weights
    var solution = Solution(
      parameters: start, residuals: objective.residuals(at: start), scale: 0, iterations: 0, isConverged: false,
      gradientNorm: 0)
    while true {
      solution.scale = scale ?? WeightedOrder(solution.residuals.map(abs), weights: weights).quantile(0.5) / 0.6745
      guard solution.scale > 0, solution.scale.isFinite else {
        throw .numerical(
          "half of the rows or more are fitted exactly, so that residuals have no scale: use --model quantile")
      }
      let shares = solution.residuals.enumerated().map {
        (weights?[$0] ?? 1) * influence.weight($1 / solution.scale)
      }
      let gradient = objective.transposedProduct(with: zip(shares, solution.residuals).map(*))
      let right = selection.map { gradient[$0] }
      solution.gradientNorm = right.reduce(0) { max($0, abs($1)) } / (objective.totalWeight * solution.scale)
      let factor = try SequentialCholesky.checked(objective.gram(of: shares, over: selection))
      guard factor.aliased.isEmpty else {
        throw .numerical(
          "half of the rows or more are fitted nearly exactly, or those that are no outliers do not determine every term: use "
            + "--model quantile, tweedie or two-part, or pool rare levels with --pool"
        )
      }
      let step = factor.solve(right)
      for (value, parameter) in zip(step, selection) { solution.parameters[parameter] += value }
      solution.residuals = objective.residuals(at: solution.parameters)
      solution.iterations += 1
      let length = dot(step, right) / (objective.totalWeight * solution.scale * solution.scale)
      guard length.isFinite else { throw .numerical("the estimates overflowed: rescale columns with extreme values") }
      solution.isConverged = length <= Self.tolerance
      if solution.isConverged || solution.iterations >= Self.maximumIterations { return solution }
    }
  }
}
