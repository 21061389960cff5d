extension NewtonSolver {
  /// The share of the mean outcome below which a fitted mean may be on its way to 0.
  private static let vanishing = 1e-5

  /// `solution`, unless the likelihood still rises as the means of some rows without any outcome go to 0.
  ///
  /// A family with zeros has no finite estimate where all rows of a group are 0 (or, more generally, where some
  /// combination of columns is below 0 in rows of outcome 0 only, and 0 in all others). Such rows' means vanish as the
  /// solver goes on. The rest of the rows decides what is finite: what they leave undetermined is separated.
  /// (Correia, Guimarães and Zylkin, *Verifying the existence of maximum likelihood estimates for generalized linear models*,
  /// 2019.)
  func checkingVanishing(_ solution: Solution, start: [Double]) throws(TrainingError) -> Solution {
    guard objective.loss.family.hasZeros, objective.ridge == 0 else { return solution }
    let weights = objective.weights ?? [Double](repeating: 1, count: objective.design.rows)
    var sum = 0.0
    for row in weights.indices { sum += weights[row] * objective.response[row] }
    let limit = Self.vanishing * sum / objective.totalWeight
    let means = objective.means(at: solution.parameters)
    var rest = weights
    for row in rest.indices where objective.response[row] == 0 && means[row] < limit { rest[row] = 0 }
    if rest == weights { return solution }
    let others = objective.with(weights: rest)
    let selection = solution.factor.independent
    let undetermined = Identifiability(others, over: selection).undetermined
    if undetermined.isEmpty { return solution }
    var result = solution
    let finite = try NewtonSolver(objective: others).iterate(State(start), candidates: selection, runs: .all)
    result.factor = finite.factor
    result.evaluation = finite.evaluation
    result.rest = others
    if objective.loss.link == .log {
      result.separated = undetermined
      result.stopReason = .separation
    } else {
      // The mean is 0 at a finite estimate, where the family ends: no point is stationary there.
      (result.saturated, result.stopReason) = (undetermined, .noProgress)
    }
    return result
  }

  /// `solution`, unless parameters that it takes for combinations of earlier ones are none: weights have vanished where they
  /// count, as where an offset leaves a group no mean. Those have no estimate, and the fit is none.
  func checkingAliases(_ solution: Solution) throws(TrainingError) -> Solution {
    if solution.aliased.isEmpty || objective.loss.hasConstantCurvature { return solution }
    let start = [Double](repeating: 0, count: objective.design.parameterCount)
    let combinations = try NewtonSolver(objective: objective.with(loss: GaussianLoss()))
      .maximize(from: start, candidates: objective.design.candidates).aliased
    let lost = solution.aliased.filter { !combinations.contains($0) }
    if lost.isEmpty { return solution }
    var result = solution
    result.aliased = combinations
    result.saturated = (solution.saturated + lost).sorted()
    result.stopReason = .noProgress
    return result
  }
}
