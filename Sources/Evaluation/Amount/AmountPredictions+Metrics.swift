/// With *e* = outcome − prediction, *s* = (outcome − mean outcome)², V = mean of *s*, and means over rows.
/// All standard errors are those of a mean of independent rows, carried through by the delta method
/// (A. van der Vaart (1998), *Asymptotic Statistics*, chapter 3); they need no normal errors, but many rows.
extension AmountPredictions {
  /// The share of variance explained, *R*² = 1 − mean *e*²/V; below 0 where the mean would predict better.
  ///
  /// It is a ratio of means, whose first-order change by one row is −(*e*² − (1 − *R*²) *s*)/V (estimating the mean
  /// outcome adds nothing of that order): the standard error is that of the mean of these changes. The interval is clipped
  /// at 1.
  package func rSquared() throws(UndefinedMetric) -> Estimate {
    let mean = moments.mean
    let squares = RowLosses.compute(predictions, outcomes) { ($1 - $0) * ($1 - $0) }
    let unexplained = WeightedMean(squares, weights: weights).mean / moments.variance
    guard moments.variance.isFinite else { throw .overflow }
    guard moments.variance > 0, unexplained.isFinite else { throw .constantOutcome }
    let changes = RowLosses.compute(squares, outcomes) { square, outcome in
      square - unexplained * (outcome - mean) * (outcome - mean)
    }
    let error = WeightedMean(changes, weights: weights).standardError.map { $0 / moments.variance }
    return Estimate(1 - unexplained, standardError: error, within: -.infinity...1)
  }

  /// √mean *e*²; its standard error is that of mean *e*² over 2 RMSE. The interval is clipped at 0.
  package func rootMeanSquaredError() -> Estimate {
    let mean = meanSquaredError()
    let root = mean.estimate.squareRoot()
    let error = mean.standardError.map { root > 0 ? $0 / (2 * root) : 0 }
    return Estimate(root, standardError: error, within: 0 ... .infinity)
  }

  /// The mean of |*e*|. The interval is clipped at 0.
  package func meanAbsoluteError() -> Estimate {
    let loss = WeightedMean(RowLosses.compute(predictions, outcomes) { abs($1 - $0) }, weights: weights)
    return Estimate(loss.mean, standardError: loss.standardError, within: 0 ... .infinity)
  }

  /// The mean of *e*², which is the mean deviance of least squares. The interval is clipped at 0.
  package func meanSquaredError() -> Estimate {
    let loss = WeightedMean(RowLosses.compute(predictions, outcomes) { ($1 - $0) * ($1 - $0) }, weights: weights)
    return Estimate(loss.mean, standardError: loss.standardError, within: 0 ... .infinity)
  }

  /// The mean unit deviance of a row. The interval is clipped at 0.
  package func meanDeviance(_ deviance: UnitDeviance) -> Estimate {
    let loss = WeightedMean(RowLosses.compute(predictions, outcomes) { deviance($1, $0) }, weights: weights)
    return Estimate(loss.mean, standardError: loss.standardError, within: 0 ... .infinity)
  }

  /// The mean unit deviance of predicting the mean outcome for every row.
  func meanDevianceOfMean(_ deviance: UnitDeviance) -> Double {
    let mean = moments.mean
    return WeightedMean(outcomes.map { deviance($0, mean) }, weights: weights).mean
  }

  /// The mean of |outcome − mean outcome|: the absolute error of predicting the mean for every row.
  package var meanAbsoluteDeviation: Double {
    let mean = moments.mean
    return WeightedMean(outcomes.map { abs($0 - mean) }, weights: weights).mean
  }
}
