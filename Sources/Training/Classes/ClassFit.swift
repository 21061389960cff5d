import ClienteleScoring
import LinearAlgebra

/// A fitted model of classes.
protocol ClassFit: KindFit {
  associatedtype Likelihood: ClassLikelihood
  var likelihood: Likelihood { get }
  /// The parameters of columns that are combinations of earlier ones.
  var aliased: [Int] { get }
  var solution: ClassSolver<Likelihood>.Solution { get }
  /// In the order of their codes.
  var classes: [String] { get }
  /// Where a penalty selects, the largest subgradient of the penalised mean loss.
  var subgradient: Double? { get }
}

extension ClassFit {
  var encoder: Encoder { likelihood.objective.design.encoder }
  var isConverged: Bool { solution.isConverged }
  var subgradient: Double? { nil }

  /// The certificate of `terms`.
  ///
  /// - Parameters:
  ///   - freedom: effective parameters.
  ///   - standardErrors: what the errors of `terms` are called; AIC and BIC are for classical ones.
  func certificate(
    _ terms: [TermEstimate], separated: [String], freedom: Double, nullLogLikelihood: Double,
    standardErrors: String = "classical"
  ) -> FitCertificate {
    let objective = likelihood.objective
    let logLikelihood = solution.evaluation.logLikelihood
    let isPenalised = objective.ridge > 0
    let isLikelihood = !isPenalised && subgradient == nil && standardErrors == "classical"
    return FitCertificate(
      convergence: Convergence(
        converged: isConverged, iterations: solution.iterations,
        gradientNorm: subgradient
          ?? solution.evaluation.gradient.reduce(0) { max($0, abs($1)) } / objective.totalWeight,
        stopReason: solution.stopReason.rawValue, route: "gram",
        reciprocalCondition: solution.factor.reciprocalCondition.squareRoot(),
        aliased: aliased.map(objective.design.termName), separated: separated),
      terms: terms, logLikelihood: logLikelihood, deviance: -2 * logLikelihood, nullDeviance: -2 * nullLogLikelihood,
      aic: isLikelihood ? 2 * freedom - 2 * logLikelihood : nil,
      bic: isLikelihood ? freedom * Elementary.log(objective.totalWeight) - 2 * logLikelihood : nil,
      dispersion: 1, residualDegreesOfFreedom: objective.totalWeight - freedom, standardErrors: standardErrors,
      isApproximate: isPenalised)
  }
}
