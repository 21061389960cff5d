import ClienteleScoring
import LinearAlgebra

/// A multinomial logit, one predictor a class.
struct MultinomialFit: ClassFit {
  let likelihood: MultinomialLikelihood
  let aliased: [Int]
  let solution: ClassSolver<MultinomialLikelihood>.Solution
  let classes: [String]
  /// Centred: they sum to 0 over classes, under a penalty that selects the intercepts alone.
  let predictors: [LinearPredictor]
  /// What such a penalty did.
  var selection: Selection?

  struct Selection: Sendable {
    /// The largest subgradient of the penalised mean loss over all coordinates.
    let residual: Double
    /// Effective parameters.
    let freedom: Double
  }

  var function: ResponseFunction { .classes(classes) }
  var subgradient: Double? { selection?.residual }
}

extension Regression {
  func fitMultinomial(
    _ data: TrainingTable, weights: [Double]?, _ penalty: ElasticNet, isStrict: Bool
  ) throws(TrainingError) -> MultinomialFit {
    if penalty.selects { return try selectMultinomial(data, weights: weights, penalty, isStrict: isStrict) }
    let classes = data.target.classes ?? []
    let (objective, start) = try leastSquares(data, weights: weights, penalty, isStrict: isStrict)
    let shares = try objective.classShares(classes, column: roles.target)
    let likelihood = MultinomialLikelihood(
      objective: objective, selection: start.factor.independent, classCount: classes.count)
    var beginning = [Double](repeating: 0, count: (classes.count - 1) * likelihood.selection.count)
    if likelihood.selection.first == 0 {
      for k in 1..<classes.count {
        beginning[(k - 1) * likelihood.selection.count] = Elementary.log(shares[k] / shares[0])
      }
    }
    let solution = try ClassSolver(likelihood: likelihood).solve(from: beginning)
    let coefficients = likelihood.coefficients(solution.parameters)
    let mean = coefficients[0].indices.map { parameter in
      coefficients.reduce(0) { $0 + $1[parameter] } / Double(classes.count)
    }
    var predictors: [LinearPredictor] = []
    let shifts = objective.logOddsShifts
    let middle = shifts.reduce(0, +) / Double(classes.count)
    for (k, values) in coefficients.enumerated() {
      let shift = shifts.isEmpty ? 0 : shifts[k] - middle
      predictors.append(try objective.predictor(zip(values, mean).map(-)).shifted(by: -shift))
    }
    return MultinomialFit(
      likelihood: likelihood, aliased: start.aliased, solution: solution, classes: classes, predictors: predictors)
  }
}

extension Objective {
  /// The share of every class in the weights.
  func classShares(_ classes: [String], column: String) throws(TrainingError) -> [Double] {
    let sums = weightsByClass(response, classes.count, weights)
    if sums.contains(0) { throw .absentClass(column: column) }
    return sums.map { $0 / totalWeight }
  }
}

extension MultinomialFit {
  func certificate(_ regression: Regression, _ data: TrainingTable) throws(TrainingError) -> FitCertificate {
    let objective = likelihood.objective
    let shares = try objective.classShares(classes, column: regression.roles.target)
    let nullLogLikelihood =
      objective.totalWeight
      * (objective.design.hasIntercept
        ? shares.reduce(0) { $0 + $1 * Elementary.log($1) } : -Elementary.log(Double(classes.count)))
    if let selection {
      return certificate(
        selectedTerms, separated: [], freedom: selection.freedom, nullLogLikelihood: nullLogLikelihood)
    }
    let (width, inverse) = (likelihood.selection.count, solution.factor.inverse())
    let kept = solution.factor.kept
    let freedom = effectiveParameters(inverse)
    let isWeighted = objective.repetitions != nil
    let errors = isWeighted ? sandwich(inverse, kept, freedom: freedom) : inverse
    var terms: [TermEstimate] = []
    for k in 1..<classes.count {
      let table = CoefficientTable(
        design: objective.design, selection: likelihood.selection, freedom: nil, part: classes[k])
      let first = (k - 1) * width
      let places = (first..<(first + width)).map { kept.firstIndex(of: $0) }
      var covariance: Matrix?
      if solution.hasErrors, !places.contains(nil) { covariance = errors.selecting(places.compactMap(\.self)) }
      var rows = table.rows(
        likelihood.coefficients(solution.parameters)[k], covariance, note: "not converged",
        separated: Set(solution.separated.filter { $0 / width == k - 1 }.map { likelihood.selection[$0 % width] }))
      if isWeighted { rows = rows.map { $0.term == "(intercept)" ? $0.shifted(by: -objective.logOddsShifts[k]) : $0 } }
      terms += rows
    }
    let names = solution.separated.map {
      "\(classes[1 + $0 / width]): \(objective.design.termName(likelihood.selection[$0 % width]))"
    }
    // Intercepts only where they are alone.
    let own = solution.separated.indices.filter { likelihood.selection[solution.separated[$0] % width] != 0 }
    return certificate(
      terms, separated: own.isEmpty ? names : own.map { names[$0] }, freedom: freedom,
      nullLogLikelihood: nullLogLikelihood, standardErrors: isWeighted ? "hc1" : "classical")
  }

  /// H⁻¹ (Σ w² s s') H⁻¹ n/(n − k) with s the gradient of a row of weight 1, for weights that are more than counts.
  private func sandwich(_ inverse: Matrix, _ kept: [Int], freedom: Double) -> Matrix {
    let n = likelihood.objective.totalWeight
    let filling = likelihood.filling(at: solution.parameters).selecting(kept)
    return inverse.times(filling).times(inverse).scaled(by: n > freedom ? n / (n - freedom) : .nan)
  }

  /// The number of parameters, or under a penalty k − tr((H + P)⁻¹ P).
  private func effectiveParameters(_ inverse: Matrix) -> Double {
    let objective = likelihood.objective
    let width = likelihood.selection.count
    var freedom = Double((classes.count - 1) * width)
    if objective.ridge == 0 || inverse.rows != Int(freedom) { return freedom }
    let share = 1 / Double(classes.count)
    for place in 0..<width {
      let strength = objective.ridge * objective.totalWeight * objective.penaltyFactor(likelihood.selection[place])
      for k in 0..<(classes.count - 1) {
        for j in 0..<(classes.count - 1) {
          freedom -= strength * ((j == k ? 1 : 0) - share) * inverse[k * width + place, j * width + place]
        }
      }
    }
    return freedom
  }
}
