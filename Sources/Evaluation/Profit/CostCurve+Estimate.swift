extension CostCurve {
  /// The lowest normalised expected cost at `probabilityCost`, from 0 to 1, with a 95 % interval of that in the population.
  /// PC, which is about where the model will be used, has no error.
  ///
  /// At one threshold (1 − TPR) PC + FPR (1 − PC) has Newcombe's interval: its margins are those of Wilson's intervals of
  /// TPR and FPR, squared, weighted and added up. The ends are the lowest of all thresholds' ends, since no threshold
  /// costs less than the best. To both is added what the lowest of noisy costs is too low by, and the margins are narrowed
  /// as its variance is: see ``PeakBias``. Who predicts the same for everybody costs min(PC, 1 − PC), at no error: no end is
  /// above that, nor the lower one above the estimate.
  ///
  /// Where the best threshold is about as good as that, near PC = 0 and 1, intervals hold the truth more often than 95 %.
  ///
  /// Sources: R. Newcombe (1998), *Interval estimation for the difference between independent proportions: comparison of
  /// eleven methods*, Statistics in Medicine 17, 873–890; V. Chernozhukov, S. Lee and A. Rosen (2013), *Intersection bounds:
  /// estimation and inference*, Econometrica 81, 667–737.
  ///
  /// - Complexity: O(corners + rows within the width of ``PeakBias``'s line).
  package func estimate(at probabilityCost: Double) -> Estimate {
    let cost = cost(at: probabilityCost)
    let (rows, others) = (ranking.positiveWeight / ranking.unit, ranking.negativeWeight / ranking.unit)
    guard let next = next(to: probabilityCost), probabilityCost < 1, rows > 1, others > 1 else {
      return Estimate(cost, standardError: nil)
    }
    let (p, q) = (probabilityCost, 1 - probabilityCost)
    func margins(_ corner: Corner) -> (below: Double, above: Double) {
      let rates = (
        found: Estimate.wilson(rate: corner.truePositiveRate, rows: rows),
        passed: Estimate.wilson(rate: corner.falsePositiveRate, rows: others)
      )
      func side(_ found: Double?, _ passed: Double?) -> Double {
        let (more, less) = (p * ((found ?? 0) - rates.found.estimate), q * ((passed ?? 0) - rates.passed.estimate))
        return (more * more + less * less).squareRoot()
      }
      return (side(rates.found.upper, rates.passed.lower), side(rates.found.lower, rates.passed.upper))
    }
    let constant = min(p, q)
    let best = corners[next - 1]
    var (excess, narrowing) = (constant - cost, 1.0)
    if let group = best.group {
      let above =
        best.truePositiveRate * ranking.positiveWeight + best.falsePositiveRate * ranking.negativeWeight
      let bias = PeakBias(ranking, group: group, above: above, gain: p, loss: q)
      excess = min(excess, bias.excess)
      let margins = margins(best)
      let squares = (margins.below * margins.below + margins.above * margins.above) / 2
      let variance = squares / (Estimate.quantile * Estimate.quantile)
      // Of a bridge, where scores tell nothing, the largest has (½ − π/8)/¼ of the variance in the middle.
      if variance > 0 { narrowing = max(2 - Double.pi / 2, 1 - bias.lessVariance / variance).squareRoot() }
    }
    var ends = (lower: constant, upper: constant)
    for corner in corners {
      let line = p * (1 - corner.truePositiveRate) + q * corner.falsePositiveRate
      let margins = margins(corner)
      ends.lower = min(ends.lower, line - narrowing * margins.below)
      ends.upper = min(ends.upper, line + narrowing * margins.above)
    }
    return Estimate(
      estimate: cost, lower: max(0, min(cost, ends.lower + excess)), upper: min(constant, ends.upper + excess),
      standardError: nil)
  }
}
