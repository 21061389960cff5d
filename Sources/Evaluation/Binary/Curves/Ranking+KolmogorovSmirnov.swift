#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The largest distance between the distributions of the scores of the two classes.
package struct KolmogorovSmirnov: Sendable, Equatable {
  /// max (TPR − FPR), from 0 to 1: the ROC curve's largest height above the diagonal, also called Youden's *J*.
  package let statistic: Double
  /// Where it is reached first from the highest threshold down; ``OperatingPoint/nobody`` where the statistic is 0.
  package let point: OperatingPoint
}

extension Ranking {
  /// The Kolmogorov–Smirnov statistic, one-sided: a ranking that is upside down has 0, not 1.
  ///
  /// Rows of equal score pass together. Where thresholds tie up to 10⁻¹⁵, rounding decides which of them is first.
  ///
  /// - Complexity: O(*n*).
  package func kolmogorovSmirnov() -> KolmogorovSmirnov {
    var found = 0.0
    var passed = 0.0
    var best: (distance: Double, group: Int, found: Double, passed: Double)?
    for group in 0..<(scores.count - 1) {
      found += positives[group]
      passed += negatives[group]
      let distance = found / positiveWeight - passed / negativeWeight
      if distance > best?.distance ?? 0 { best = (distance, group, found, passed) }
    }
    guard let best else { return KolmogorovSmirnov(statistic: 0, point: .nobody) }
    return KolmogorovSmirnov(
      statistic: best.distance,
      point: operatingPoint(group: best.group, positives: best.found, negatives: best.passed))
  }

  /// The 95 % interval of the largest distance in the population.
  ///
  /// The largest of noisy distances is too large: around its peak, TPR − FPR is a parabola in the share of rows contacted
  /// plus a random walk. With *v* = 1/(π(1 − π)), *v*/*n* is the walk's variance a share, η′ *v*/2 the parabola's coefficient (η′: how
  /// fast the rate of outcome 1 falls there, from a ``LocalLine``), and the excess κ (*v*/*n*)^{2/3}/(η′ *v*/2)^{1/3}; at
  /// most √(π/8) √(*v*/*n*), its value where scores tell nothing. It is taken off; the error is that of TPR − FPR at the peak.
  ///
  /// Source: S. Janson, G. Louchard and A. Martin-Löf (2010), *The maximum of Brownian motion with parabolic drift*,
  /// Electronic J. Probability 15, 1893–1929: the mean of max (W(*t*) − *t*²/2) is 0.9961930199. With *t* = *s*/2^{2/3},
  /// W(*t*) − *t*² is 2^{−1/3} (W(*s*) − *s*²/2) in distribution, so κ = 0.9961930199/2^{1/3}.
  func kolmogorovSmirnovInterval(_ found: KolmogorovSmirnov) -> (lower: Double, upper: Double)? {
    let rows = totalWeight / unit
    guard positiveWeight > unit, negativeWeight > unit else { return nil }
    let share = positiveWeight / totalWeight
    let walk = 1 / (share * (1 - share)) / rows
    let fall = rateFall(at: found.point.contacted * totalWeight)
    let curvature = fall * walk * rows / 2
    let flat = (Double.pi / 8 * walk).squareRoot()
    let excess = curvature > 0 ? min(flat, Self.meanOfMaximum * cbrt(walk * walk / curvature)) : flat
    let rates = (found.point.truePositiveRate, found.point.falsePositiveRate)
    let error =
      (unit * (rates.0 * (1 - rates.0) / positiveWeight + rates.1 * (1 - rates.1) / negativeWeight)).squareRoot()
    let margin = Estimate.quantile * error
    let center = found.statistic - excess
    return (max(0, center - margin), max(0, min(1, center + margin)))
  }

  /// κ.
  private static let meanOfMaximum = 0.996_193_019_9 / cbrt(2)

  /// How fast the rate of outcome 1 falls with the share of rows around the first rows of weight `size`.
  private func rateFall(at size: Double) -> Double {
    let width = max(2 * unit, min(size, totalWeight - size))
    var line = LocalLine()
    var passed = 0.0
    for group in positives.indices {
      let weight = positives[group] + negatives[group]
      let place = (passed + weight / 2 - size) / width
      line.add(place: place, weight: LocalLine.height(place) * weight, value: positives[group] / weight)
      passed += weight
    }
    return -line.slope * totalWeight / width
  }
}
