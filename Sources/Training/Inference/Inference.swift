import ClienteleScoring
import Distributions
import LinearAlgebra

/// The coefficient table and likelihood figures of a fitted regression.
struct Inference: Sendable {
  let objective: Objective
  let solution: NewtonSolver.Solution
  let kind: ModelKind
  let standardErrors: StandardErrors
  /// The cluster of every row and their number, for clustered errors.
  let clusters: (codes: [Int32], count: Int)?
  let nullLogLikelihood: Double

  /// Everything a certificate says.
  func certificate() -> FitCertificate {
    let design = objective.design
    let parameters = solution.factor.independent
    let inverse = solution.factor.inverse()
    let freedom = effectiveParameters(inverse, parameters)
    let residualFreedom = objective.totalWeight - freedom
    let deviance = -2 * solution.evaluation.logLikelihood
    let dispersion = kind == .linear ? (residualFreedom > 0 ? deviance / residualFreedom : 0) : 1
    let covariance = covariance(inverse, parameters, dispersion: dispersion, freedom: freedom)
    let logLikelihood = kind == .linear ? gaussian(deviance) : -deviance / 2
    let isPenalised = objective.ridge > 0
    let counted = freedom + (kind == .linear ? 1 : 0)
    return FitCertificate(
      convergence: convergence(),
      terms: terms(covariance, parameters, residualFreedom: residualFreedom),
      logLikelihood: logLikelihood, deviance: deviance, nullDeviance: -2 * nullLogLikelihood,
      aic: isPenalised ? nil : 2 * counted - 2 * logLikelihood,
      bic: isPenalised ? nil : counted * Elementary.log(objective.totalWeight) - 2 * logLikelihood,
      dispersion: dispersion, residualDegreesOfFreedom: residualFreedom, standardErrors: standardErrors.name,
      isApproximate: isPenalised && design.parameterCount > 1)
  }

  /// Rank, or the trace of the hat matrix under a penalty: tr((H + P)⁻¹ H) = k − tr((H + P)⁻¹ P).
  private func effectiveParameters(_ inverse: Matrix, _ parameters: [Int]) -> Double {
    var freedom = Double(parameters.count)
    if objective.ridge > 0 {
      let strength = objective.ridge * objective.totalWeight
      for (k, parameter) in parameters.enumerated() {
        freedom -= strength * objective.penaltyFactor(parameter) * inverse[k, k]
      }
    }
    return freedom
  }

  private func covariance(_ inverse: Matrix, _ parameters: [Int], dispersion: Double, freedom: Double) -> Matrix {
    let n = objective.totalWeight
    let at = solution.parameters
    switch standardErrors {
    case .classical: return inverse.scaled(by: dispersion)
    case .heteroskedastic:
      let filling = objective.heteroskedasticFilling(at: at, over: parameters)
      return inverse.times(filling).times(inverse).scaled(by: n / (n - freedom))
    case .clustered:
      guard let clusters else { return inverse.scaled(by: dispersion) }
      let filling = objective.clusteredFilling(
        at: at, over: parameters, clusters: clusters.codes, count: clusters.count)
      let groups = Double(clusterCount ?? 0)
      return inverse.times(filling).times(inverse).scaled(by: groups / (groups - 1) * (n - 1) / (n - freedom))
    }
  }

  /// The clusters that have a row with weight.
  private var clusterCount: Int? {
    guard let clusters, let weights = objective.weights else { return clusters?.count }
    var isCounted = [Bool](repeating: false, count: clusters.count)
    for (code, weight) in zip(clusters.codes, weights) where weight > 0 { isCounted[Int(code)] = true }
    return isCounted.count { $0 }
  }

  /// The Gaussian log-likelihood at the maximum-likelihood variance SSE / n.
  private func gaussian(_ sumOfSquares: Double) -> Double {
    let n = objective.totalWeight
    return -n / 2 * (Elementary.log(2 * .pi * sumOfSquares / n) + 1)
  }

  private func convergence() -> Convergence {
    let design = objective.design
    return Convergence(
      converged: solution.converged, iterations: solution.iterations, gradientNorm: solution.gradientNorm,
      stopReason: solution.stopReason.rawValue, route: solution.factor.route,
      reciprocalCondition: solution.factor.reciprocalCondition, aliased: solution.aliased.map(design.termName),
      separated: solution.separated.map(design.termName))
  }

  private func terms(_ covariance: Matrix, _ parameters: [Int], residualFreedom: Double) -> [TermEstimate] {
    let design = objective.design
    let scale = OriginalScale(design: design)
    let estimates = scale.estimates(solution.parameters)
    let variances = scale.variances(covariance, over: parameters)
    let separated = Set(solution.separated)
    let reference = Reference(kind: kind, standardErrors: standardErrors, residualFreedom, clusterCount)
    var rows: [TermEstimate] = []
    if design.hasIntercept {
      rows.append(reference.row("(intercept)", estimates.intercept, variances.intercept, separated.contains(0)))
    }
    for (k, name) in design.encoder.termNames.enumerated() {
      let isSeparated = separated.contains(design.parameterOfTerm[k])
      let isKnown = variances.terms[k] != nil
      rows.append(reference.row(name, isKnown ? estimates.terms[k] : nil, variances.terms[k], isSeparated))
    }
    return rows
  }
}

/// The distribution that a statistic is held against.
private struct Reference {
  /// Degrees of freedom of Student's t; nil is the normal distribution.
  let freedom: Double?

  init(kind: ModelKind, standardErrors: StandardErrors, _ residualFreedom: Double, _ clusters: Int?) {
    switch (kind, standardErrors) {
    case (.logistic, _): freedom = nil
    case (.linear, .clustered): freedom = clusters.map { Double($0 - 1) }
    case (.linear, _): freedom = residualFreedom
    }
  }

  func row(_ term: String, _ estimate: Double?, _ variance: Double?, _ isSeparated: Bool) -> TermEstimate {
    guard let estimate else { return TermEstimate(term: term, estimate: nil, note: "aliased") }
    if isSeparated { return TermEstimate(term: term, estimate: estimate, note: "separated") }
    guard let variance, variance >= 0, variance.isFinite, freedom ?? 1 > 0 else {
      return TermEstimate(term: term, estimate: estimate, note: "no degrees of freedom")
    }
    let error = variance.squareRoot()
    if error == 0 { return TermEstimate(term: term, estimate: estimate, standardError: 0, note: "exact fit") }
    let statistic = estimate / error
    let pValue: Double
    let half: Double
    if let freedom {
      let student = StudentT(degreesOfFreedom: freedom)
      pValue = student.twoSidedPValue(statistic)
      half = student.quantile(0.975) * error
    } else {
      pValue = 2 * Normal.upperTail(abs(statistic))
      half = Normal.quantile(0.975) * error
    }
    return TermEstimate(
      term: term, estimate: estimate, standardError: error, statistic: statistic, pValue: pValue,
      lower: estimate - half, upper: estimate + half)
  }
}
