import ClienteleScoring
import Tables

/// The cross-validated loss along a path of penalties, and the two choices on it.
package struct PenaltyPath: Sendable {
  /// λ, falling.
  package let strengths: [Double]
  /// Mean held-out loss a row, and its standard error over the folds: minus the log-likelihood, or half the squared error.
  package let means, standardErrors: [Double]
  /// The position of the smallest mean.
  package let best: Int
  /// The position of the largest λ whose mean is within one standard error of the smallest.
  package let chosen: Int
  /// The fits to all rows along the path; nil for ridge, of which only the chosen one is fitted.
  package internal(set) var fits: Fits?

  /// By λ, what a fit to all rows says.
  package struct Fits: Sendable {
    /// The intercept, if there is one, and the terms; their coefficients, on the original scale.
    package let terms: [String]
    package let coefficients: [[Double]]
    /// How many coefficients beside the intercept are not 0.
    package let selected: [Int]
    /// 1 − deviance / null deviance.
    package let devianceRatios: [Double]
  }

  /// Chooses on a path.
  ///
  /// - Parameters:
  ///   - foldLosses: by fold, the mean held-out loss at every strength.
  ///   - foldWeights: by fold, the weight of the rows held out.
  package init(strengths: [Double], foldLosses: [[Double]], foldWeights: [Double]) {
    self.strengths = strengths
    // Stronger penalties come first: the simplest candidate is the largest λ.
    let found = FoldMeans(foldLosses: foldLosses, foldWeights: foldWeights)
    (means, standardErrors) = (found.means, found.standardErrors)
    (best, chosen) = (found.best, found.chosen)
  }

  /// Thirty-one strengths from 10 down to 10⁻⁵, five a power of ten.
  static let grid: [Double] = (0...30).map { step in
    let within = [1.0, 0.630957344480193, 0.398107170553497, 0.251188643150958, 0.158489319246111][step % 5]
    return within * [10.0, 1.0, 0.1, 0.01, 0.001, 0.0001, 0.00001][step / 5]
  }
}

extension Regression {
  /// Fits every λ of the grid in every fold, each from the one before, and measures the loss in the rows held out.
  ///
  /// (One-standard-error rule: Breiman et al., *Classification and Regression Trees*, 1984, section 3.4.3.)
  func searchPenalty(
    _ data: TrainingTable, folds: [UInt8], mixing: Double, progress: (Double) -> Void
  ) throws(TrainingError) -> PenaltyPath {
    if mixing > 0 { return try searchElasticNet(data, folds: folds, mixing: mixing, progress: progress) }
    var losses: [[Double]] = []
    var weights: [Double] = []
    for fold in 0..<UInt8(options.folds) {
      let objective = try inFold(fold) { () throws(TrainingError) in
        try self.objective(
          data, weights: data.weights { trains(folds[$0], in: fold) }, ElasticNet(mixing: 0, strength: 1),
          isStrict: false)
      }
      let held = try HeldOutRows(data) { folds[$0] == fold }
      var row: [Double] = []
      var start: [Double]?
      for (k, strength) in PenaltyPath.grid.enumerated() {
        let penalty = ElasticNet(mixing: 0, strength: strength)
        let fit = try inFold(fold) { () throws(TrainingError) in try self.fit(objective, penalty, from: start) }
        start = fit.solution.parameters
        row.append(try heldOutLoss(fit.predictor, objective, data, held))
        progress((Double(fold) + Double(k + 1) / Double(PenaltyPath.grid.count)) / Double(options.folds))
      }
      losses.append(row)
      weights.append(held.weight)
    }
    return PenaltyPath(strengths: PenaltyPath.grid, foldLosses: losses, foldWeights: weights)
  }
}

/// The rows that a fold holds out, apart from the others: a path scores them once a λ.
struct HeldOutRows: Sendable {
  let table: Table
  let outcomes, weights: [Double]
  /// Σ weights.
  let weight: Double

  /// The rows of `data` with weight for which `isHeld`.
  init(_ data: TrainingTable, _ isHeld: (Int) -> Bool) throws(TrainingError) {
    let all = data.weights(where: isHeld)
    let rows = all.indices.filter { all[$0] > 0 }
    do { table = try data.table.selecting(rows: rows) } catch { throw .numerical("\(error)") }
    outcomes = rows.map { data.target.values[$0] }
    weights = rows.map { all[$0] }
    weight = weights.reduce(0, +)
  }
}

extension Regression {
  /// The mean of minus the log-likelihood over rows held out, up to a constant; 0 where there are none.
  func heldOutLoss(
    _ predictor: LinearPredictor, _ objective: Objective, _ data: TrainingTable, _ held: HeldOutRows
  ) throws(TrainingError) -> Double {
    if held.outcomes.isEmpty { return 0 }
    let links = try score(
      data, rows: held.table, kind: kind, encoder: objective.design.encoder, predictors: [predictor],
      function: .mean(link)
    ).link
    var residuals = [Double](repeating: 0, count: links.count)
    let sum = links.withUnsafeBufferPointer { eta in
      held.outcomes.withUnsafeBufferPointer { y in
        held.weights.withUnsafeBufferPointer { w in
          residuals.withUnsafeMutableBufferPointer { residuals in
            guard let eta = eta.baseAddress, let y = y.baseAddress, let room = residuals.baseAddress else { return 0.0 }
            return -loss.evaluate(
              eta: eta, response: y, weight: w.baseAddress, count: links.count, residual: room, rootWeight: nil)
          }
        }
      }
    }
    return sum / held.weight
  }
}
