import ClienteleScoring
import Distributions
import LinearAlgebra

/// The coefficient table and likelihood figures of a fitted regression.
struct Inference: Sendable {
  let objective: Objective
  let solution: NewtonSolver.Solution
  /// What was estimated beside the coefficients.
  let parameters: [ParameterEstimate]
  let standardErrors: StandardErrors
  /// The cluster of every row and their number, for clustered errors.
  let clusters: (codes: [Int32], count: Int)?
  let nullLogLikelihood: Double
  /// The trials of every row, where the outcome is the share of successes and weights are times trials.
  var trials: [Double]?

  /// The sine between a term's column and the span of the others below which R's `lm` drops a term.
  private static let nearlyAliased = 1e-7

  /// Everything a certificate says.
  func certificate() -> FitCertificate {
    let design = objective.design
    let determined = solution.factor.independent
    let inverse = solution.factor.inverse()
    let freedom = effectiveParameters(inverse, determined)
    let (dispersion, residualFreedom) = self.dispersion(freedom: freedom)
    let family = objective.loss.family
    let saturated = objective.saturatedLogLikelihood
    let deviance = deviance(saturated: saturated)
    let isSpent = dispersion.isNaN
    let adjustment = adjustment(inverse, determined)
    let covariance = covariance(inverse, determined, adjustment: adjustment, dispersion: dispersion, freedom: freedom)
    let intercept = interceptVariance(adjustment: adjustment, dispersion: dispersion, freedom: freedom)
    let logLikelihood = isSpent ? .nan : logLikelihood(deviance: deviance, dispersion: dispersion)
    let isPenalised = objective.ridge > 0 || solution.restriction?.isPenalised ?? false
    let isRestricted = isPenalised || solution.restriction != nil || objective.repetitions != nil
    let estimated = parameters.count { $0.name == "theta" && $0.standardError != nil }
    let counted = freedom + (family.hasFreeDispersion ? 1 : 0) + Double(estimated)
    return FitCertificate(
      convergence: convergence(),
      terms: terms(covariance, inverse, determined, intercept: intercept, residualFreedom: residualFreedom),
      parameters: parameters,
      logLikelihood: logLikelihood, deviance: deviance,
      nullDeviance: max(0, 2 * (saturated - nullLogLikelihood)),
      aic: isRestricted || isSpent ? nil : 2 * counted - 2 * logLikelihood,
      bic: isRestricted || isSpent ? nil : counted * Elementary.log(copies) - 2 * logLikelihood,
      dispersion: dispersion, residualDegreesOfFreedom: residualFreedom, standardErrors: standardErrors.name,
      isApproximate: isPenalised && !isSelective && design.parameterCount > 1)
  }

  /// The number of rows, each as often as its weight says.
  private var copies: Double {
    guard let trials else { return objective.totalWeight }
    return zip(objective.weights ?? trials, trials).reduce(0) { $0 + $1.0 / $1.1 }
  }

  /// Σ w log of the number of ways to have so many successes in so many trials.
  private var binomialCoefficients: Double {
    guard let trials, let weights = objective.weights else { return 0 }
    var sum = 0.0
    for row in trials.indices where weights[row] > 0 {
      let successes = (objective.response[row] * trials[row]).rounded()
      let ways = logGamma(trials[row] + 1) - logGamma(successes + 1) - logGamma(trials[row] - successes + 1)
      sum += weights[row] / trials[row] * ways
    }
    return sum
  }

  /// Twice the distance from the saturated model's log-likelihood, that of all rows given.
  private func deviance(saturated: Double) -> Double {
    // Where rows were separated their likelihood is its supremum, and the others' is what was evaluated.
    max(0, 2 * ((solution.rest?.saturatedLogLikelihood ?? saturated) - solution.evaluation.logLikelihood))
  }

  /// φ, and the degrees of freedom that are left to estimate it with; NaN where none are.
  func dispersion() -> (value: Double, residualFreedom: Double) {
    dispersion(freedom: effectiveParameters(solution.factor.inverse(), solution.factor.independent))
  }

  /// The covariance of the scaled parameters that are determined, and the degrees of freedom of Student's t; nil where the
  /// data or bounds chose the terms.
  func scaledCovariance() -> (covariance: Matrix, parameters: [Int], freedom: Double?)? {
    if solution.restriction != nil { return nil }
    let determined = solution.factor.independent
    let inverse = solution.factor.inverse()
    let effective = effectiveParameters(inverse, determined)
    let (dispersion, residualFreedom) = self.dispersion(freedom: effective)
    let covariance = covariance(
      inverse, determined, adjustment: adjustment(inverse, determined), dispersion: dispersion, freedom: effective)
    let reference = Reference(
      hasFreeDispersion: objective.loss.family.hasFreeDispersion, standardErrors, residualFreedom, clusterCount)
    return (covariance, determined, reference.freedom)
  }

  private func dispersion(freedom: Double) -> (value: Double, residualFreedom: Double) {
    let residualFreedom = copies - freedom
    let family = objective.loss.family
    if !family.hasFreeDispersion { return (1, residualFreedom) }
    // Weights that do not exceed the terms leave nothing to estimate a variance by: what is left of residuals is rounding.
    if residualFreedom <= 1e-9 * objective.totalWeight { return (.nan, residualFreedom) }
    let squares = family == .gaussian ? deviance(saturated: 0) : objective.pearson(at: solution.parameters)
    return (squares / residualFreedom, residualFreedom)
  }

  /// Rank, or the trace of the hat matrix under a penalty: tr((H + P)⁻¹ H) = k − tr((H + P)⁻¹ P).
  private func effectiveParameters(_ inverse: Matrix, _ parameters: [Int]) -> Double {
    if let restriction = solution.restriction { return restriction.freedom }
    // Where rows were separated, the factor spans only what the others determine.
    var freedom = Double(
      objective.ridge > 0 ? parameters.count : objective.design.candidates.count - solution.aliased.count)
    if objective.ridge > 0 {
      let strength = objective.ridge * objective.totalWeight
      for (k, parameter) in parameters.enumerated() {
        freedom -= strength * objective.penaltyFactor(parameter) * inverse[k, k]
      }
    }
    return freedom
  }

  /// Whether the data chose the terms: then no error of theirs is known.
  private var isSelective: Bool { solution.restriction?.isSelective ?? false }

  /// What robust errors multiply residuals by.
  private func adjustment(_ inverse: Matrix, _ parameters: [Int]) -> [Double]? {
    guard case .robust(let correction) = standardErrors else { return nil }
    return objective.leverageAdjustment(
      correction, at: solution.parameters, over: parameters, inverse: inverse, trials: trials)
  }

  private func covariance(
    _ inverse: Matrix, _ parameters: [Int], adjustment: [Double]?, dispersion: Double, freedom: Double
  ) -> Matrix {
    let at = solution.parameters
    let multiple = multiple(dispersion: dispersion, freedom: freedom)
    switch (standardErrors, clusters) {
    case (.classical, _), (.clustered, nil): return inverse.scaled(by: multiple)
    case (.robust, _):
      let filling = objective.heteroskedasticFilling(
        at: at, over: parameters, adjustment: adjustment, trials: trials)
      return inverse.times(filling).times(inverse).scaled(by: multiple)
    case (.clustered, let clusters?):
      let filling = objective.clusteredFilling(
        at: at, over: parameters, clusters: clusters.codes, count: clusters.count)
      return inverse.times(filling).times(inverse).scaled(by: multiple)
    }
  }

  /// The variance of the intercept on the original scale.
  ///
  /// Not from a covariance, whose large elements of both signs would cancel where columns nearly say the same: classical
  /// it is a sum of squares of the factor, robust a sum of squares over rows or clusters.
  private func interceptVariance(adjustment: [Double]?, dispersion: Double, freedom: Double) -> Double? {
    guard solution.factor.independent.contains(0) else { return nil }
    let function = OriginalScale(design: objective.design).intercept
    let multiple = multiple(dispersion: dispersion, freedom: freedom)
    var isRobust = false
    if case .robust = standardErrors { isRobust = true }
    if !isRobust, standardErrors == .classical || clusters == nil {
      return multiple * solution.factor.variance(of: function)
    }
    let (influence, _) = solution.factor.step(function)
    return multiple
      * objective.sumOfSquaredScores(
        at: solution.parameters, along: influence,
        clusters: isRobust ? nil : clusters, adjustment: adjustment, trials: trials)
  }

  /// What a variance of unit dispersion, or the bread and filling of a sandwich, is multiplied by; NaN where the rows'
  /// weight does not exceed the terms, or there is one cluster only.
  private func multiple(dispersion: Double, freedom: Double) -> Double {
    let n = copies
    switch standardErrors {
    case .robust(.hc1): return n > freedom ? n / (n - freedom) : .nan
    case .robust: return n > freedom ? 1 : .nan
    case .clustered where clusters != nil:
      let groups = Double(clusterCount ?? 0)
      return n > freedom && n > 1 && groups > 1 ? groups / (groups - 1) * (n - 1) / (n - freedom) : .nan
    default: return dispersion
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

  /// The log-likelihood with its constants. Gamma and inverse Gaussian are at the dispersion deviance/n, as R's `logLik`
  /// has them, a Tweedie at Pearson's.
  private func logLikelihood(deviance: Double, dispersion: Double) -> Double {
    let (family, value) = (objective.loss.family, solution.evaluation.logLikelihood)
    switch family {
    case .gaussian: return gaussian(deviance)
    case .binomial: return trials == nil ? -deviance / 2 : value + binomialCoefficients
    case .gamma, .inverseGaussian:
      return objective.fullLogLikelihood(value, dispersion: deviance / objective.totalWeight)
    case .tweedie: return objective.fullLogLikelihood(value, dispersion: dispersion)
    case .poisson, .negativeBinomial: return (solution.rest ?? objective).fullLogLikelihood(value, dispersion: 1)
    }
  }

  private func convergence() -> Convergence {
    let design = objective.design
    return Convergence(
      converged: solution.converged, iterations: solution.iterations, gradientNorm: solution.gradientNorm,
      stopReason: solution.stopReason.rawValue, route: solution.factor.route,
      reciprocalCondition: solution.factor.reciprocalCondition, aliased: solution.aliased.map(design.termName),
      separated: namesOfSeparated)
  }

  /// The separated terms; the intercept only where it is alone.
  private var namesOfSeparated: [String] {
    let terms = solution.separated.filter { $0 != 0 }
    return (terms.isEmpty ? solution.separated : terms).map(objective.design.termName)
  }

  /// The variance of the term of a parameter.
  private func varianceOfTerm(_ parameter: Int, _ variances: [Double?]) -> Double? {
    objective.design.parameterOfTerm.firstIndex(of: parameter).flatMap { variances[$0] }
  }

  /// Whether the solver stopped where nothing is stationary: a curvature there tells no error.
  ///
  /// Where a parameter is saturated the others are at their maximum.
  private var isUnfinished: Bool {
    !solution.converged && solution.stopReason != .separation && solution.saturated.isEmpty
  }

  private static func unfinished(_ row: TermEstimate) -> TermEstimate {
    TermEstimate(term: row.term, estimate: row.estimate, note: "not converged")
  }

  private func terms(
    _ covariance: Matrix, _ inverse: Matrix, _ parameters: [Int], intercept: Double?, residualFreedom: Double
  ) -> [TermEstimate] {
    let design = objective.design
    let scale = OriginalScale(design: design)
    let estimates = scale.estimates(solution.parameters)
    let variances = scale.variances(covariance, over: parameters)
    let separated = Set(solution.separated)
    let aliased = Set(solution.aliased)
    let reference = Reference(
      hasFreeDispersion: objective.loss.family.hasFreeDispersion, standardErrors, residualFreedom, clusterCount)
    let saturated = Set(solution.saturated)
    let sines = solution.factor.sines(inverse)
    var isNearlyAliased = [Bool](repeating: false, count: design.parameterCount)
    for (k, parameter) in parameters.enumerated() where parameter > 0 {
      isNearlyAliased[parameter] = objective.ridge == 0 && sines.map { $0[k] < Self.nearlyAliased } ?? false
    }
    var rows: [TermEstimate] = []
    if let restriction = solution.restriction, restriction.isSelective {
      let intercept = TermEstimate(term: "(intercept)", estimate: estimates.intercept, note: "post-selection")
      return (design.hasIntercept ? [intercept] : [])
        + design.encoder.termNames.enumerated().map { k, name in
          if aliased.contains(design.parameterOfTerm[k]) {
            return TermEstimate(term: name, estimate: nil, note: "aliased")
          }
          let isBound = restriction.bounded.contains(design.parameterOfTerm[k])
          let isSelected = !restriction.unselected.contains(design.parameterOfTerm[k])
          return TermEstimate(
            term: name, estimate: estimates.terms[k],
            note: isSelected ? isBound ? "at its bound" : "post-selection" : "not selected")
        }
    }
    if design.hasIntercept {
      let row = reference.row("(intercept)", estimates.intercept, intercept, separated.contains(0))
      rows.append(isUnfinished && !separated.contains(0) ? Self.unfinished(row) : row)
    }
    for (k, name) in design.encoder.termNames.enumerated() {
      let isSeparated = separated.contains(design.parameterOfTerm[k])
      let parameter = design.parameterOfTerm[k]
      let isAliased = aliased.contains(parameter)
      let isKnown = !saturated.contains(parameter)
      var row = reference.row(
        name, isAliased ? nil : estimates.terms[k], isKnown ? variances[k] : nil, isSeparated)
      if row.note == nil, isNearlyAliased[parameter] { row.note = "nearly aliased" }
      if isUnfinished, !isAliased, !isSeparated { row = Self.unfinished(row) }
      if let restriction = solution.restriction, !isAliased {
        if let other = restriction.tied[parameter] {
          row = reference.row(name, estimates.terms[k], varianceOfTerm(other, variances), false)
          row.note = "tied with \(design.termName(other))"
        } else if restriction.bounded.contains(parameter) {
          row = TermEstimate(term: name, estimate: estimates.terms[k], note: "at its bound")
        } else if row.note == nil {
          row.note = "given the bounds"
        }
      }
      rows.append(row)
    }
    return rows
  }
}

/// The distribution that a statistic is held against.
struct Reference {
  /// Degrees of freedom of Student's t; nil is the normal distribution.
  let freedom: Double?

  init(freedom: Double?) { self.freedom = freedom }

  init(hasFreeDispersion: Bool, _ standardErrors: StandardErrors, _ residualFreedom: Double, _ clusters: Int?) {
    switch (hasFreeDispersion, standardErrors) {
    case (false, _): freedom = nil
    case (true, .clustered): freedom = clusters.map { Double($0 - 1) }
    case (true, _): freedom = residualFreedom
    }
  }

  func row(_ term: String, _ estimate: Double?, _ variance: Double?, _ isSeparated: Bool) -> TermEstimate {
    guard let estimate else { return TermEstimate(term: term, estimate: nil, note: "aliased") }
    if isSeparated { return TermEstimate(term: term, estimate: estimate, note: "separated") }
    guard let variance else { return TermEstimate(term: term, estimate: estimate, note: "not determined") }
    guard variance >= 0, variance.isFinite, freedom ?? 1 > 0 else {
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
