import LinearAlgebra

/// How short the last step of a large table is: so short that what it leaves can be read off a sample.
///
/// Where the weight μ(1 − μ), or μ, changes no faster than itself, a step that moves links by at most *m* changes the Hessian by
/// a factor between e⁻ᵐ and eᵐ, and leaves at most (*m*/2)² of the decrement (Bach, *Self-concordant analysis for logistic
/// regression*, Electronic Journal of Statistics 4, 2010).
struct LastMove: Sendable {
  /// How far one parameter alone may move a link: by much less where the rows that it moves so far are rare, for neither the mean
  /// nor a sample tells of them.
  private let limits: [Double]

  init(_ objective: Objective) {
    let design = objective.design
    let isSampled = Self.tolerance(objective.loss) > NewtonSolver.toleranceOfLargeTables
    limits = design.reach.indices.map { parameter in
      let isCommon = parameter == 0 || design.reach[parameter] < 30 * design.deviation[parameter]
      return (isSampled && isCommon ? 2e-3 : 2e-5) / design.reach[parameter]
    }
  }

  /// The decrement a row at which a Newton step is the last.
  static func tolerance(_ loss: any PointwiseLoss) -> Double {
    switch (loss.family, loss.link) {
    case (.binomial, .logit), (.poisson, .log): 4e-6
    default: NewtonSolver.toleranceOfLargeTables
    }
  }

  func allows(_ step: [Double], times length: Double) -> Bool {
    zip(step, limits).allSatisfy { abs($0) * length <= $1 }
  }
}

extension NewtonSolver {
  /// The objective at `parameters` after the last step: the quadratic before it and, as a twentieth of the rows see it, what the
  /// quadratic leaves out.
  ///
  /// What is left out is a thousandth of the gradient before the step or less, and a sample of *m* rows tells it to 1/√*m*.
  func afterLastStep(
    _ step: [Double], to parameters: [Double], from before: Objective.Evaluation, over selection: [Int]
  ) -> Objective.Evaluation {
    let start = zip(parameters, step).map(-)
    let sample = objective.evaluate(at: start, hessianOver: selection, runs: .everyNth(20))
    let after = objective.evaluate(at: parameters, hessianOver: selection, runs: .everyNth(20))
    guard sample.weight > 0, var hessian = before.negativeHessian, let old = sample.negativeHessian,
      let new = after.negativeHessian
    else { return before }
    let multiple = before.weight / sample.weight
    var result = before
    var (rise, riseOfSample) = (0.0, 0.0)
    for (j, parameter) in selection.enumerated() {
      var (fall, fallOfSample) = (0.0, 0.0)
      for (i, other) in selection.enumerated() {
        fall += hessian[i, j] * step[other]
        fallOfSample += old[i, j] * step[other]
      }
      rise += step[parameter] * (before.gradient[parameter] - fall / 2)
      riseOfSample += step[parameter] * (sample.gradient[parameter] - fallOfSample / 2)
      let change = after.gradient[parameter] - sample.gradient[parameter] + fallOfSample
      result.gradient[parameter] += multiple * change - fall
    }
    for j in selection.indices {
      for i in selection.indices { hessian[i, j] += multiple * (new[i, j] - old[i, j]) }
    }
    rise += multiple * (after.value - sample.value - riseOfSample)
    result.value += rise
    result.logLikelihood += rise + objective.penalty(at: parameters) - objective.penalty(at: start)
    result.negativeHessian = hessian
    return result
  }
}
