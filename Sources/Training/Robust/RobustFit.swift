import ClienteleScoring
import LinearAlgebra

/// An M-estimate: a mean that outliers move little.
struct RobustFit: KindFit {
  let objective: Objective
  let leastSquares: NewtonSolver.Solution
  let influence: InfluenceFunction
  let solution: RobustSolver.Solution
  let predictors: [LinearPredictor]

  var encoder: Encoder { objective.design.encoder }
  var function: ResponseFunction { .mean(.identity) }
  var isConverged: Bool { solution.isConverged }
}

extension Regression {
  /// Huber's estimate from least squares, and Tukey's from Huber's, for it has other solutions far away.
  func fitRobustly(
    _ data: TrainingTable, weights: [Double]?, isStrict: Bool
  ) throws(TrainingError) -> RobustFit {
    let (objective, start) = try leastSquares(data, weights: weights, isStrict: isStrict)
    let selection = start.factor.independent
    var influence = InfluenceFunction.huber
    var solution = try RobustSolver(objective: objective, influence: influence, selection: selection)
      .solve(from: start.parameters)
    if kind == .tukey {
      influence = .bisquare
      solution = try RobustSolver(objective: objective, influence: influence, selection: selection)
        .solve(from: solution.parameters)
    }
    return RobustFit(
      objective: objective, leastSquares: start, influence: influence, solution: solution,
      predictors: [try objective.predictor(solution.parameters)])
  }
}

extension RobustFit {
  func certificate(_ regression: Regression, _ data: TrainingTable) throws(TrainingError) -> FitCertificate {
    let selection = leastSquares.factor.independent
    let freedom = objective.totalWeight - Double(selection.count)
    let isSpent = freedom <= 1e-9 * objective.totalWeight
    let table = CoefficientTable(design: objective.design, selection: selection, freedom: isSpent ? .nan : freedom)
    let covariance = isSpent ? nil : leastSquares.factor.inverse().scaled(by: variance(selection.count, freedom))
    let converged = solution.isConverged
    return FitCertificate(
      convergence: Convergence(
        converged: converged, iterations: solution.iterations, gradientNorm: solution.gradientNorm,
        stopReason: converged ? "gradient" : "iterations", route: leastSquares.factor.route,
        reciprocalCondition: leastSquares.factor.reciprocalCondition, aliased: objective.aliasedNames(leastSquares),
        separated: []),
      terms: table.rows(solution.parameters, covariance, note: "no degrees of freedom"),
      parameters: [ParameterEstimate(name: "scale", estimate: solution.scale)],
      logLikelihood: -deviance(solution.residuals) / (2 * solution.scale * solution.scale)
        - objective.totalWeight * Elementary.log(solution.scale),
      deviance: deviance(solution.residuals), nullDeviance: deviance(try nullResiduals()), aic: nil, bic: nil,
      dispersion: solution.scale * solution.scale, residualDegreesOfFreedom: freedom,
      standardErrors: "classical", isApproximate: false)
  }

  /// What multiplies (X'X)⁻¹: the variance of ψ over the squared mean of ψ', with Huber's correction for few rows
  /// (*Robust Statistics*, 1981, section 7.6).
  private func variance(_ parameters: Int, _ freedom: Double) -> Double {
    let n = objective.totalWeight
    var (squares, slopes, slopesSquared) = (0.0, 0.0, 0.0)
    for (row, residual) in solution.residuals.enumerated() {
      let weight = objective.weights?[row] ?? 1
      let u = residual / solution.scale
      let pull = residual * influence.weight(u)
      let slope = influence.slope(u)
      squares += weight * pull * pull
      slopes += weight * slope
      slopesSquared += weight * slope * slope
    }
    let mean = slopes / n
    let spread = (slopesSquared - slopes * slopes / n) / (n - 1)
    let correction = 1 + Double(parameters) * spread / (n * mean * mean)
    return squares / freedom * (correction / mean) * (correction / mean)
  }

  /// 2 s² Σ w ρ(r/s): the sum of squares where no row is an outlier.
  private func deviance(_ residuals: [Double]) -> Double {
    let scale = solution.scale
    let sum = residuals.enumerated().reduce(0) {
      $0 + (objective.weights?[$1.offset] ?? 1) * influence.loss($1.element / scale)
    }
    return 2 * scale * scale * sum
  }

  /// The residuals of the intercept alone at the same scale.
  private func nullResiduals() throws(TrainingError) -> [Double] {
    let nothing = objective.withoutColumns
    let residuals = nothing.residuals(at: [0])
    if !objective.design.hasIntercept { return residuals }
    let median = WeightedOrder(residuals, weights: objective.weights).quantile(0.5)
    return try RobustSolver(objective: nothing, influence: influence, selection: [0], scale: solution.scale)
      .solve(from: [median]).residuals
  }
}
