import ClienteleScoring
import Distributions

/// How the 95 % intervals of coefficients are found.
package enum CoefficientIntervals: String, Sendable, CaseIterable {
  /// From the standard error: estimate ± q · error.
  case wald
  /// From the profile of the likelihood, which knows that it is not a parabola.
  case profile
}

extension Regression {
  /// Checks that intervals go with the other options.
  static func checkIntervals(_ kind: ModelKind, _ options: RegressionOptions) throws(TrainingError) {
    if options.intervals == .wald { return }
    if kind.links.isEmpty {
      throw .invalidOption("--intervals profile does not go with --model \(kind.rawValue): use wald")
    }
    if options.penalty != .none || !options.constraints.isEmpty {
      throw .invalidOption("--intervals profile goes with maximum likelihood: leave --penalty and --constrain out")
    }
    if options.standardErrors != .classical {
      throw .invalidOption(
        "--intervals profile trusts the likelihood, and --standard-errors \(options.standardErrors.name) does not: use wald"
      )
    }
  }
}

extension Regression.Fit {
  /// `certificate` with intervals of the profile likelihood in place of Wald's.
  ///
  /// A separated term has one, too, with an infinite end: where the likelihood rises for ever.
  func profiled(_ certificate: FitCertificate) throws(TrainingError) -> FitCertificate {
    var result = certificate
    result.intervals = CoefficientIntervals.profile.rawValue
    guard solution.converged || solution.stopReason == .separation, certificate.dispersion > 0 else { return result }
    let scale = OriginalScale(design: objective.design)
    let free = objective.loss.family.hasFreeDispersion
    let quantile =
      free
      ? StudentT(degreesOfFreedom: certificate.residualDegreesOfFreedom).quantile(0.975) : Normal.quantile(0.975)
    // What is finite is decided by the rows that are not separated, and only all rows know where the others' ends are.
    let rest = solution.rest ?? objective
    let highest = rest.evaluate(at: solution.parameters, hessianOver: nil).logLikelihood
    func profile(_ objective: Objective, _ selection: [Int]) -> ProfileLikelihood {
      ProfileLikelihood(
        objective: objective, selection: selection, parameters: solution.parameters,
        highest: max(highest, solution.evaluation.logLikelihood), dispersion: certificate.dispersion, quantile: quantile
      )
    }
    let finite = profile(rest, solution.factor.independent)
    let whole = profile(objective, objective.design.candidates.filter { !solution.aliased.contains($0) })
    let first = objective.design.hasIntercept ? 1 : 0
    for row in result.terms.indices {
      let term = result.terms[row]
      let function = row < first ? scale.intercept : scale.function(ofTerm: row - first)
      let ends: (lower: Double, upper: Double)
      if let error = term.standardError, error > 0 {
        ends = try finite.interval(of: function, error: error)
      } else if term.note == "separated" {
        ends = try whole.interval(of: function, error: nil)
      } else {
        continue
      }
      (result.terms[row].lower, result.terms[row].upper) = (ends.lower, ends.upper)
    }
    return result
  }
}
