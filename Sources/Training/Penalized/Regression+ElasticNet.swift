import ClienteleScoring
import LinearAlgebra
import Tables

extension Regression {
  /// To what share of the null fit's largest gradient the fits of a path are solved: coefficients to about five digits.
  static let pathAim = 3e-7

  /// Fits a path of 100 λ to all rows and in every fold, and measures the loss in the rows held out.
  func searchElasticNet(
    _ data: TrainingTable, folds: [UInt8], mixing: Double, progress: (Double) -> Void
  ) throws(TrainingError) -> PenaltyPath {
    let some = ElasticNet(mixing: mixing, strength: 1)
    let parts = Double(options.folds + 1)
    let (strengths, fits) = try path(data, mixing: mixing) { progress($0 / parts) }
    var losses: [[Double]] = []
    var weights: [Double] = []
    for fold in 0..<UInt8(options.folds) {
      let held = try HeldOutRows(data) { folds[$0] == fold }
      losses.append(
        try inFold(fold) { () throws(TrainingError) in
          let objective = try settled(
            self.objective(data, weights: data.weights { trains(folds[$0], in: fold) }, some, isStrict: false))
          let path = try PenalizedSolver(
            objective, mixing: mixing, bounds: ParameterBounds(options.constraints, objective.design, isStrict: false),
            from: nullFit(objective).parameters
          ).path(strengths, mixing: mixing, aim: Self.pathAim) { progress((Double(fold) + 1 + 0.8 * $0) / parts) }
          return try path.map { point throws(TrainingError) in
            try heldOutLoss(predictor(objective, point.parameters), objective, data, held)
          }
        })
      weights.append(held.weight)
      progress((Double(fold) + 2) / parts)
    }
    var result = PenaltyPath(strengths: strengths, foldLosses: losses, foldWeights: weights)
    result.fits = fits
    return result
  }

  /// The path of 100 λ over all rows of `table`, without a choice.
  package func path(_ table: Table, mixing: Double) throws(TrainingError) -> (
    strengths: [Double], fits: PenaltyPath.Fits
  ) {
    try path(TrainingTable(table, roles: roles, kind: kind, event: options.event), mixing: mixing) { _ in }
  }

  private func path(
    _ data: TrainingTable, mixing: Double, progress: (Double) -> Void
  ) throws(TrainingError) -> (strengths: [Double], fits: PenaltyPath.Fits) {
    let penalty = ElasticNet(mixing: mixing, strength: 1)
    let objective = try settled(objective(data, weights: data.weights, penalty, isStrict: true))
    let null = try nullFit(objective)
    let solver = try PenalizedSolver(
      objective, mixing: mixing, bounds: ParameterBounds(options.constraints, objective.design, isStrict: false),
      from: null.parameters)
    let strengths = PenalizedSolver.strengths(
      from: solver.highestStrength(mixing: mixing), rows: data.rowsUsed, terms: objective.design.candidates.count)
    let points = solver.path(strengths, mixing: mixing, aim: Self.pathAim, progress: progress)
    if let missed = points.first(where: { !$0.converged }) {
      throw .numerical("the \(penalty.family) path did not converge at λ = \(missed.strength): use a larger λ")
    }
    return (strengths, fits(points, objective, nullLogLikelihood: null.logLikelihood))
  }

  /// What a path says of all rows.
  private func fits(
    _ points: [PathPoint], _ objective: Objective, nullLogLikelihood: Double
  ) -> PenaltyPath.Fits {
    let predictors = points.map { predictor(objective, $0.parameters) }
    let spread = objective.saturatedLogLikelihood - nullLogLikelihood
    return PenaltyPath.Fits(
      terms: (options.hasIntercept ? ["(intercept)"] : []) + objective.design.encoder.termNames,
      coefficients: predictors.map { (options.hasIntercept ? [$0.intercept] : []) + $0.estimates },
      selected: points.map(\.selected),
      devianceRatios: points.map { spread > 0 ? ($0.logLikelihood - nullLogLikelihood) / spread : 0 })
  }

  func predictor(_ objective: Objective, _ parameters: [Double]) -> LinearPredictor {
    let (intercept, terms) = OriginalScale(design: objective.design).estimates(parameters)
    return LinearPredictor(intercept: intercept - objective.logOddsShift, estimates: terms)
  }
}
