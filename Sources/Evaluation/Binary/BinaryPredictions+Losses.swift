#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension BinaryPredictions {
  /// The mean of −[*y* log *p* + (1 − *y*) log(1 − *p*)], ± 1.96 standard errors of the mean, at least 0.
  ///
  /// From links η it is log(1 + e^∓η), finite whatever the prediction; from probabilities alone it is infinite, and the
  /// metric undefined, where a probability of exactly 0 or 1 is wrong. Twice the log loss is the mean deviance.
  package func logLoss() throws(UndefinedMetric) -> Estimate {
    let losses: [Double]
    if let links {
      losses = perRow(links) { link, outcome in
        let margin = outcome == 1 ? -link : link
        return max(margin, 0) + log1p(exp(-abs(margin)))
      }
    } else {
      losses = perRow(probabilities) { probability, outcome in
        outcome == 1 ? -log(probability) : -log1p(-probability)
      }
    }
    let loss = WeightedMean(losses, weights: weights)
    guard loss.mean.isFinite else { throw .certainAndWrong }
    return Estimate(loss.mean, standardError: loss.standardError, within: 0 ... .infinity)
  }

  /// The mean of (*p* − *y*)², ± 1.96 standard errors of the mean, clipped to [0, 1].
  package func brierScore() -> Estimate {
    let losses = perRow(probabilities) { probability, outcome in (probability - outcome) * (probability - outcome) }
    let score = WeightedMean(losses, weights: weights)
    return Estimate(score.mean, standardError: score.standardError, within: 0...1)
  }

  /// The log loss of predicting the base rate for every row: the entropy −π log π − (1 − π) log(1 − π).
  package var baseRateLogLoss: Double {
    let share = (positiveWeight / totalWeight, negativeWeight / totalWeight)
    return -(share.0 > 0 ? share.0 * log(share.0) : 0) - (share.1 > 0 ? share.1 * log(share.1) : 0)
  }

  @inline(__always)
  private func perRow(_ values: [Double], _ loss: (Double, Double) -> Double) -> [Double] {
    RowLosses.compute(values, outcomes, loss)
  }
}
