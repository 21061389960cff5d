import ClienteleScoring
import LinearAlgebra

extension Regression {
  /// A multinomial logit under a lasso or elastic net on the coefficients of all classes.
  func selectMultinomial(
    _ data: TrainingTable, weights: [Double]?, _ penalty: ElasticNet, isStrict: Bool
  ) throws(TrainingError) -> MultinomialFit {
    let names = data.target.classes ?? []
    let objective = try self.objective(data, weights: weights, penalty, isStrict: isStrict)
    let shares = try objective.classShares(names, column: roles.target)
    let classes = try SymmetricClasses(objective, classCount: names.count, holdsCopies: penalty.mixing == 1)
    let null = classes.null(shares)
    let (flat, curvature) = classes.evaluate(at: null, withHessian: true)
    guard let curvature, flat.gradient.allSatisfy(\.isFinite) else {
      throw .numerical("the likelihood overflowed where no column has an effect: rescale extreme values")
    }
    let newton = ProximalNewton(likelihood: classes)
    var state = newton.start(at: flat, curvature, flat: flat)
    let reason = newton.descend(&state, penalty, aim: ProximalNewton<SymmetricClasses>.aim)
    let values = penalty.mixing == 1 ? classes.settled(state.point.coordinates) : state.point.coordinates
    let (point, hessian) = classes.evaluate(at: values, withHessian: true)
    let parameters = classes.parameters(values)
    guard let hessian, let evaluation = classes.likelihood.evaluate(at: parameters) else {
      throw .numerical("the likelihood overflows where the fit ends: use a larger λ")
    }
    let weight = objective.totalWeight
    let kept = values.indices.filter { $0 < classes.free || values[$0] != 0 }
    let plain = hessian.selecting(kept).scaled(by: weight)
    var penalised = plain
    for (i, k) in kept.enumerated() where k >= classes.free { penalised[i, i] += penalty.square * weight }
    let factor = try SequentialCholesky.checked(penalised)
    let solution = ClassSolver<MultinomialLikelihood>.Solution(
      parameters: parameters, evaluation: evaluation, factor: factor, iterations: state.passes, stopReason: reason)
    return MultinomialFit(
      likelihood: classes.likelihood, aliased: classes.copies, solution: solution, classes: names,
      predictors: try predictors(classes.coefficients(values), objective),
      selection: MultinomialFit.Selection(
        residual: newton.residual(point, penalty, slack: 0),
        freedom: factor.effectiveParameters(plain, isShrunk: penalty.square > 0)))
  }

  /// On the original scale, weights of classes corrected; the intercepts sum to 0.
  private func predictors(
    _ coefficients: [[Double]], _ objective: Objective
  ) throws(TrainingError) -> [LinearPredictor] {
    var result: [LinearPredictor] = []
    for (k, values) in coefficients.enumerated() {
      let shift = objective.logOddsShifts.isEmpty ? 0 : objective.logOddsShifts[k]
      result.append(try objective.predictor(values).shifted(by: -shift))
    }
    let middle = result.reduce(0) { $0 + $1.intercept } / Double(result.count)
    return options.hasIntercept ? result.map { $0.shifted(by: -middle) } : result
  }
}

extension MultinomialFit {
  /// The coefficients of every class: data and penalty chose them, so that they have no errors.
  var selectedTerms: [TermEstimate] {
    let design = likelihood.objective.design
    let aliased = Set(aliased)
    return zip(classes, predictors).flatMap { name, predictor in
      var rows =
        design.hasIntercept
        ? [TermEstimate(term: "(intercept)", estimate: predictor.intercept, note: "post-selection", part: name)] : []
      for (k, term) in design.encoder.termNames.enumerated() {
        let isAliased = aliased.contains(design.parameterOfTerm[k])
        let estimate = predictor.estimates[k]
        rows.append(
          TermEstimate(
            term: term, estimate: isAliased ? nil : estimate,
            note: isAliased ? "aliased" : estimate == 0 ? "not selected" : "post-selection", part: name))
      }
      return rows
    }
  }
}
