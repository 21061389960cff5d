import ClienteleScoring
import Distributions
import LinearAlgebra

extension Regression {
  /// A solution, the objective that it maximises, and what was estimated beside the coefficients.
  typealias Solved = (objective: Objective, solution: NewtonSolver.Solution, parameters: [ParameterEstimate])

  /// Whether θ or the power is to be estimated.
  var hasOpenParameter: Bool {
    kind == .negativeBinomial && options.theta == nil || kind == .tweedie && options.power == nil
  }

  /// Maximises `objective` over the coefficients and, where the family has one that is not given, over θ or the power.
  func solve(_ objective: Objective, from start: [Double]) throws(TrainingError) -> Solved {
    switch objective.loss.family {
    case .negativeBinomial:
      if let theta = options.theta {
        let solution = try coefficients(objective, from: start)
        return (objective, solution, [ParameterEstimate(name: "theta", estimate: theta)])
      }
      return try solveTheta(objective, from: start)
    case .tweedie(let power):
      if options.power != nil {
        let solution = try coefficients(objective, from: start)
        return (objective, solution, [ParameterEstimate(name: "power", estimate: power)])
      }
      return try solvePower(objective, from: start)
    default: return (objective, try coefficients(objective, from: start), [])
    }
  }

  private func coefficients(_ objective: Objective, from start: [Double]) throws(TrainingError) -> NewtonSolver.Solution
  {
    let solver = NewtonSolver(objective: objective)
    return try solver.checkingAliases(solver.maximize(from: start, candidates: objective.design.candidates))
  }

  /// Coefficients and θ in turn until θ stands still: they are orthogonal, so few turns are needed.
  ///
  /// (Venables and Ripley, *Modern Applied Statistics with S*, 2002, section 7.4.)
  private func solveTheta(_ objective: Objective, from start: [Double]) throws(TrainingError) -> Solved {
    var theta = ThetaLikelihood.start(objective)
    var parameters = start
    for _ in 0..<60 {
      let turn = objective.with(
        loss: GeneralizedLoss(family: .negativeBinomial(theta: theta), link: objective.loss.link))
      let solution = try coefficients(turn, from: parameters)
      if !solution.converged {
        return (turn, solution, [ParameterEstimate(name: "theta", estimate: theta)])
      }
      parameters = solution.parameters
      let likelihood = ThetaLikelihood(turn, means: turn.means(at: parameters))
      let next = likelihood.maximize(from: theta)
      guard next.theta < ThetaLikelihood.largest else {
        throw .numerical(
          "the counts vary no more than Poisson counts do, and θ grows without bound: use --model poisson")
      }
      let isSettled = abs(next.theta - theta) <= 1e-9 * theta
      theta = next.theta
      if isSettled {
        return (turn, solution, [ParameterEstimate(name: "theta", estimate: theta, standardError: next.standardError)])
      }
    }
    throw .numerical("θ did not settle in 60 turns: give it with --theta, or use --model poisson")
  }

  /// The power of largest profile likelihood, coefficients and dispersion refitted at each: a golden section in (1, 2).
  private func solvePower(_ objective: Objective, from start: [Double]) throws(TrainingError) -> Solved {
    var parameters = start
    func profile(_ power: Double) throws(TrainingError) -> (likelihood: Double, solved: Solved) {
      let turn = objective.with(loss: GeneralizedLoss(family: .tweedie(power: power), link: objective.loss.link))
      let solution = try coefficients(turn, from: parameters)
      if solution.converged { parameters = solution.parameters }
      let dispersion = turn.pearson(at: solution.parameters) / max(1, turn.totalWeight)
      let relative = turn.with(loss: GeneralizedLoss(family: .gamma, link: turn.loss.link)).pearson(
        at: solution.parameters)
      guard relative > 1e-20 * turn.totalWeight else {
        throw .numerical(
          "the outcome is fitted exactly, and no dispersion is left to tell the power by: give --power, or use --model gamma"
        )
      }
      let best = maximum(within: -2...2, tolerance: 1e-5, by: { $0 }) { (shift: Double) -> Double in
        turn.fullLogLikelihood(
          solution.evaluation.logLikelihood, dispersion: dispersion * Elementary.exp(shift))
      }
      return (best, (turn, solution, [ParameterEstimate(name: "power", estimate: power)]))
    }
    return try maximum(within: 1.02...1.98, tolerance: 1e-4, by: { $0.likelihood }, of: profile).solved
  }
}

/// The largest value, by `height`, of a function that rises and then falls, by golden section.
private func maximum<Value, Failure: Error>(
  within range: ClosedRange<Double>, tolerance: Double, by height: (Value) -> Double,
  of f: (Double) throws(Failure) -> Value
) throws(Failure) -> Value {
  let ratio = (5.0.squareRoot() - 1) / 2
  var (low, high) = (range.lowerBound, range.upperBound)
  var left = high - ratio * (high - low)
  var right = low + ratio * (high - low)
  var (atLeft, atRight) = (try f(left), try f(right))
  while high - low > tolerance {
    if height(atLeft) >= height(atRight) {
      (high, right, atRight) = (right, left, atLeft)
      left = high - ratio * (high - low)
      atLeft = try f(left)
    } else {
      (low, left, atLeft) = (left, right, atRight)
      right = low + ratio * (high - low)
      atRight = try f(right)
    }
  }
  return height(atLeft) >= height(atRight) ? atLeft : atRight
}
