import ClienteleScoring
import LinearAlgebra

/// A proportional-odds model: one predictor, and thresholds between classes in order.
struct OrdinalFit: ClassFit {
  let likelihood: OrdinalLikelihood
  let aliased: [Int]
  let solution: ClassSolver<OrdinalLikelihood>.Solution
  let classes: [String]
  /// On the original scale of the columns.
  let thresholds: [Double]
  let predictors: [LinearPredictor]

  var function: ResponseFunction { .orderedClasses(classes, thresholds: thresholds) }
}

extension Regression {
  func fitOrdinal(
    _ data: TrainingTable, weights: [Double]?, _ penalty: ElasticNet, isStrict: Bool
  ) throws(TrainingError) -> OrdinalFit {
    let classes = data.target.classes ?? []
    let (objective, start) = try leastSquares(data, weights: weights, penalty, isStrict: isStrict)
    let shares = try objective.classShares(classes, column: roles.target)
    let likelihood = OrdinalLikelihood(
      objective: objective, selection: start.factor.independent.filter { $0 != 0 }, classCount: classes.count)
    let solution = try ClassSolver(likelihood: likelihood).solve(
      from: objective.thresholds(shares) + likelihood.selection.map { _ in 0 })
    let predictor = try objective.predictor(likelihood.coefficients(solution.parameters))
    // The columns' centres go into the thresholds, which so are those of the columns as they are.
    return OrdinalFit(
      likelihood: likelihood, aliased: start.aliased, solution: solution, classes: classes,
      thresholds: solution.parameters.prefix(classes.count - 1).map { $0 - predictor.intercept },
      predictors: [LinearPredictor(intercept: 0, estimates: predictor.estimates)])
  }
}

extension Objective {
  /// The thresholds at which the classes have these shares, about, where only an offset moves rows.
  fileprivate func thresholds(_ shares: [Double]) -> [Double] {
    var shift = 0.0
    for (row, value) in (offset ?? []).enumerated() { shift += (weights?[row] ?? 1) * value }
    var below = 0.0
    return shares.dropLast().map { share in
      below += share
      return Elementary.log(below / (1 - below)) + shift / totalWeight
    }
  }
}

extension OrdinalFit {
  func certificate(_ regression: Regression, _ data: TrainingTable) throws(TrainingError) -> FitCertificate {
    let objective = likelihood.objective
    let count = classes.count - 1
    let inverse = solution.factor.inverse()
    let covariance = solution.hasErrors && solution.factor.aliased.isEmpty ? inverse : nil
    var freedom = Double(solution.parameters.count)
    if objective.ridge > 0, solution.factor.aliased.isEmpty {
      for (place, parameter) in likelihood.selection.enumerated() {
        freedom -=
          objective.ridge * objective.totalWeight * objective.penaltyFactor(parameter)
          * inverse[count + place, count + place]
      }
    }
    return certificate(
      thresholdTerms(covariance) + coefficientTerms(covariance), separated: namesOfSeparated, freedom: freedom,
      nullLogLikelihood: try nullLogLikelihood(column: regression.roles.target))
  }

  /// The separated terms; thresholds only where they are alone.
  private var namesOfSeparated: [String] {
    let terms = solution.separated.filter { $0 >= classes.count - 1 }
    return (terms.isEmpty ? solution.separated : terms).map(name)
  }

  /// Between which classes a threshold lies, as R's `polr` writes it.
  private func name(_ parameter: Int) -> String {
    let count = classes.count - 1
    return parameter < count
      ? "(\(classes[parameter])|\(classes[parameter + 1]))"
      : likelihood.objective.design.termName(likelihood.selection[parameter - count])
  }

  private func thresholdTerms(_ covariance: Matrix?) -> [TermEstimate] {
    let count = classes.count - 1
    let centre = OriginalScale(design: likelihood.objective.design).intercept
    return thresholds.indices.map { k in
      // θₖ − Σ β · (intercept's share of it).
      var function = [Double](repeating: 0, count: solution.parameters.count)
      function[k] = 1
      for (place, parameter) in likelihood.selection.enumerated() { function[count + place] = -centre[parameter] }
      let variance = covariance.map { covariance in
        var sum = 0.0
        for j in function.indices where function[j] != 0 {
          for i in function.indices { sum += function[i] * covariance[i, j] * function[j] }
        }
        return sum
      }
      var row = Reference(freedom: nil).row(name(k), thresholds[k], variance, solution.separated.contains(k))
      if variance == nil, row.note != "separated" { row.note = "not converged" }
      return row
    }
  }

  private func coefficientTerms(_ covariance: Matrix?) -> [TermEstimate] {
    let count = classes.count - 1
    let table = CoefficientTable(design: likelihood.objective.design, selection: likelihood.selection, freedom: nil)
    let own = covariance?.selecting(Array(count..<solution.parameters.count))
    return table.rows(
      likelihood.coefficients(solution.parameters), own, note: "not converged",
      separated: Set(solution.separated.filter { $0 >= count }.map { likelihood.selection[$0 - count] })
    ).filter { $0.term != "(intercept)" }
  }

  /// The log-likelihood of thresholds, and the offset, alone.
  private func nullLogLikelihood(column: String) throws(TrainingError) -> Double {
    let nothing = likelihood.objective.withoutColumns
    let empty = OrdinalLikelihood(objective: nothing, selection: [], classCount: classes.count)
    let start = nothing.thresholds(try nothing.classShares(classes, column: column))
    return try ClassSolver(likelihood: empty).solve(from: start).evaluation.logLikelihood
  }
}
