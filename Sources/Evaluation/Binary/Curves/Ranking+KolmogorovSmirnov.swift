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
}

extension CostCurve {
  /// The 95 % interval of the largest distance in the population: the lowest cost at a probability cost of ½ is half of
  /// what that distance lacks of 1.
  package var kolmogorovSmirnovInterval: (lower: Double, upper: Double)? {
    let half = estimate(at: 0.5)
    guard let lower = half.lower, let upper = half.upper else { return nil }
    return (max(0, 1 - 2 * upper), min(1, 1 - 2 * lower))
  }
}
