import ClienteleScoring
import LinearAlgebra
import Tables

/// Rows to which a calibrator is fitted: log-odds by models that had not seen them, and outcomes of 0 and 1.
package struct CalibratorFit: Sendable {
  let logOdds, outcomes: [Double]
  /// nil is 1 everywhere.
  let weights: [Double]?
  let reduction: BlockReduction

  /// Joins one number a row; outcomes are 0 or 1.
  package init(logOdds: [Double], outcomes: [Double], weights: [Double]?, reduction: BlockReduction = .init(threads: 1))
  {
    self.logOdds = logOdds
    self.outcomes = outcomes
    self.weights = weights
    self.reduction = reduction
  }

  /// Fits the curve of `method`.
  ///
  /// - Throws: where rows have one outcome only, or the log-odds tell the outcomes apart, so that there is no maximum.
  package func curve(_ method: CalibrationMethod) throws(TrainingError) -> Calibrator.Curve {
    let sums = weightsByClass(outcomes, 2, weights)
    let (others, events) = (sums[0], sums[1])
    if events == 0 || others == 0 { throw .invalidOption("--calibrate: rows of one class only have nothing to tell") }
    switch method {
    case .platt:
      // The targets of a prior of one row in each class keep the estimates finite.
      let targets = outcomes.map { $0 == 1 ? (events + 1) / (events + 2) : 1 / (others + 2) }
      let fit = try logistic([logOdds], targets)
      return .platt(intercept: fit.intercept, slope: fit.slopes[0])
    case .isotonic:
      // Probabilities of 0 and 1 would have no log-odds: the ends are those of a row more in either class.
      let least = 1 / (events + others + 2)
      let fit = IsotonicFit(logOdds, outcomes, weights: weights, within: least...(1 - least))
      return .isotonic(logOdds: fit.points, probabilities: fit.values)
    case .beta: return try beta(rate: events / (events + others))
    }
  }

  /// Maximum likelihood over log *p* and −log(1 − *p*); a slope below 0 is left out, and the other fitted alone.
  private func beta(rate: Double) throws(TrainingError) -> Calibrator.Curve {
    let columns = [logOdds.map { -softplus(-$0) }, logOdds.map { softplus($0) }]
    let both = try logistic(columns, outcomes)
    if both.slopes.allSatisfy({ $0 >= 0 }) { return .beta(a: both.slopes[0], b: both.slopes[1], c: both.intercept) }
    let kept = both.slopes[0] < 0 ? 1 : 0
    let fit = try logistic([columns[kept]], outcomes)
    guard fit.slopes[0] >= 0 else { return .beta(a: 0, b: 0, c: Elementary.log(rate / (1 - rate))) }
    return kept == 0
      ? .beta(a: fit.slopes[0], b: 0, c: fit.intercept) : .beta(a: 0, b: fit.slopes[0], c: fit.intercept)
  }

  /// The maximum-likelihood logistic regression of targets from 0 to 1; a column that others explain has slope 0.
  private func logistic(
    _ columns: [[Double]], _ targets: [Double]
  ) throws(TrainingError) -> (intercept: Double, slopes: [Double]) {
    let named = columns.enumerated().map { Column("x\($0.offset)", .double($0.element)) }
    let encoder = try EncoderFitter().fit(
      named, rows: targets.count, weights: weights, reduction: reduction, isStrict: false)
    guard let table = try? Table(named) else { throw .numerical("the out-of-fold scores are no table") }
    let design = try Design(encoder, table: table, hasIntercept: true, hasWeights: weights != nil)
    let objective = Objective(
      design: design, response: targets, weights: weights, offset: nil, loss: BinomialLoss(), ridge: 0,
      reduction: reduction)
    let start = [Double](repeating: 0, count: design.parameterCount)
    let solver = NewtonSolver(objective: objective)
    let solution = try solver.checkingVanishing(
      solver.maximize(from: start, candidates: design.candidates), start: start)
    if !solution.converged {
      throw .numerical(
        "the calibration did not converge (\(solution.stopReason.rawValue)): the scores of rows held out tell the outcomes "
          + "apart; use --calibrate platt, or leave it out")
    }
    let (intercept, slopes) = OriginalScale(design: design).estimates(solution.parameters)
    return (intercept, slopes)
  }
}
