import ClienteleScoring
import Distributions
import LinearAlgebra

extension QuantileFit {
  func certificate(_ regression: Regression, _ data: TrainingTable) -> FitCertificate {
    let selection = leastSquares.factor.independent
    let weights = objective.weights
    let total = objective.totalWeight
    let freedom = total - Double(selection.count)
    let plain = objective.gram(of: nil, over: selection)
    let unexplained = zip(objective.response, objective.offset ?? []).map(-)
    let outcomes = WeightedOrder(objective.offset == nil ? objective.response : unexplained, weights: weights)
    var (terms, deviance, nullDeviance, logLikelihood) = ([TermEstimate](), 0.0, 0.0, 0.0)
    for (level, solution) in zip(levels, solutions) {
      let loss = CheckLoss(level: level)
      let residuals = objective.residuals(at: solution.parameters)
      let sum = loss.sum(residuals, weights: weights)
      deviance += sum
      let center = objective.design.hasIntercept ? outcomes.quantile(level) : 0
      let others = objective.offset == nil ? objective.response : unexplained
      nullDeviance += loss.sum(others.map { $0 - center }, weights: weights)
      logLikelihood += total * (Elementary.log(level * (1 - level)) - 1 - Elementary.log(sum / total))
      let table = CoefficientTable(
        design: objective.design, selection: selection, freedom: freedom > 0 ? freedom : .nan, part: "\(level)")
      let covariance = freedom > 0 ? kernelCovariance(level, residuals, selection, plain) : nil
      terms += table.rows(
        solution.parameters, covariance, note: freedom > 0 ? "not determined" : "no degrees of freedom")
    }
    let isFinite = logLikelihood.isFinite && levels.count == 1
    let counted = Double(selection.count)
    return FitCertificate(
      convergence: convergence(), terms: terms, logLikelihood: logLikelihood, deviance: deviance,
      nullDeviance: nullDeviance, aic: isFinite ? 2 * counted - 2 * logLikelihood : nil,
      bic: isFinite ? counted * Elementary.log(total) - 2 * logLikelihood : nil, dispersion: 1,
      residualDegreesOfFreedom: freedom, standardErrors: "kernel", isApproximate: false)
  }

  private func convergence() -> Convergence {
    Convergence(
      converged: isConverged, iterations: solutions.reduce(0) { $0 + $1.iterations },
      gradientNorm: solutions.reduce(0) { max($0, $1.distance) },
      stopReason: isConverged ? "exact" : "no-progress", route: leastSquares.factor.route,
      reciprocalCondition: leastSquares.factor.reciprocalCondition, aliased: objective.aliasedNames(leastSquares),
      separated: [])
  }

  /// Powell's sandwich τ(1 − τ) B⁻¹ (Σ w xx') B⁻¹, B = Σ w f xx', f the density of a residual at 0 by a normal kernel of
  /// Hall and Sheather's width; nil where residuals have no width.
  ///
  /// (Powell, in *Nonparametric and Semiparametric Methods in Econometrics*, 1991; Koenker, *Quantile Regression*, 2005,
  /// section 3.4.2, as `summary.rq(se = "ker")` has it.)
  private func kernelCovariance(
    _ level: Double, _ residuals: [Double], _ selection: [Int], _ plain: Matrix
  ) -> Matrix? {
    let (weights, total) = (objective.weights, objective.totalWeight)
    let x = Normal.quantile(level)
    let density = normalDensity(x)
    let z = Normal.quantile(0.975)
    var share =
      Elementary.exp(
        (-Elementary.log(total) + 2 * Elementary.log(z) + Elementary.log(1.5 * density * density / (2 * x * x + 1))) / 3
      )
    while level - share < 0 || level + share > 1 { share /= 2 }
    let order = WeightedOrder(residuals, weights: weights)
    func weighted(_ f: (Double) -> Double) -> Double {
      residuals.enumerated().reduce(0) { $0 + (weights?[$1.offset] ?? 1) * f($1.element) }
    }
    let mean = weighted { $0 } / total
    let deviation = (weighted { ($0 - mean) * ($0 - mean) } / (total - 1)).squareRoot()
    let middle = (order.interpolatedQuantile(0.75) - order.interpolatedQuantile(0.25)) / 1.34
    let width = (Normal.quantile(level + share) - Normal.quantile(level - share)) * min(deviation, middle)
    guard width > 0, width.isFinite else { return nil }
    let densities = residuals.enumerated().map { (weights?[$0] ?? 1) * normalDensity($1 / width) / width }
    guard
      let bread = try? SequentialCholesky(gram: objective.gram(of: densities, over: selection), tolerance: 1e-13),
      bread.aliased.isEmpty
    else { return nil }
    let inverse = bread.inverse()
    return inverse.times(plain).times(inverse).scaled(by: level * (1 - level))
  }

  private func normalDensity(_ x: Double) -> Double { Elementary.exp(-x * x / 2) / (2 * Double.pi).squareRoot() }
}
