import Distributions

/// How far the mean of a segment is from that of everyone else, in standard deviations: Hedges' *g*, with a 95 % interval.
///
/// With weights W₁ and W₂ (rows repeated so often), N = W₁ + W₂ and the pooled variance
/// *s*² = (Σ₁ *w*(*x* − *m*₁)² + Σ₂ *w*(*x* − *m*₂)²)/(N − 2),
///
///     g = J (m₁ − m₂)/s,   J = 1 − 3/(4N − 9).
///
/// The interval is *g* ± *t* J × the standard error of *d* = *g*/J by the delta method, which assumes neither normal
/// columns nor equal variances: with the central moments μ₂, μ₃, μ₄ of either side,
///
///     Σ over sides  W/(W − 1) · [ μ₂/(W s²) ∓ d μ₃/(s³ (N − 2)) + d² W (μ₄ − μ₂²)/(4 s⁴ (N − 2)²) ]
///
/// with − for the segment and + for the others; *t* has Welch's degrees of freedom. For normal columns of equal variance
/// this is the usual 1/W₁ + 1/W₂ + *d*²/2N. Where each side is (nearly) constant, *s*² is the variance of all rows
/// over N, so that *g* stays finite.
///
/// Sources: L. Hedges (1981), *J. Educational Statistics* 6, 107–128; D. Bonett (2008), *Psychological Methods* 13,
/// 99–109, for unequal variances; B. Welch (1947), *Biometrika* 34, 28–35.
enum StandardizedDifference {
  /// The difference of numbers; nil where a side has no more than one row, both no more than three, or all are alike.
  static func ofNumbers(_ segment: CentralMoments, _ others: CentralMoments) -> Estimate? {
    estimate(segment, others) { parts in
      let sum = parts.0 + parts.1
      let freedom = sum * sum / (parts.0 * parts.0 / (segment.weight - 1) + parts.1 * parts.1 / (others.weight - 1))
      guard freedom.isFinite, freedom > 0 else { return Estimate.quantile }
      return StudentT(degreesOfFreedom: freedom).quantile(0.975)
    }
  }

  /// The difference of a level's shares: that of a column which is 1 at the level and 0 elsewhere, so that it can be held
  /// against those of numbers. Each side gets two more rows, one with the level and one without, which gives intervals
  /// their coverage where a share is near 0 or 1, and keeps *g* finite there; the interval is the normal one.
  ///
  /// Source: A. Agresti and B. Caffo (2000), *American Statistician* 54, 280–288.
  ///
  /// - Parameters: the weight of the rows with the level, and of all, of the segment and of everyone else.
  static func ofShares(
    _ segment: (with: Double, all: Double), _ others: (with: Double, all: Double)
  ) -> Estimate? {
    guard segment.all > 1, others.all > 1 else { return nil }
    func moments(_ side: (with: Double, all: Double)) -> CentralMoments {
      CentralMoments(share: (side.with + 1) / (side.all + 2), weight: side.all + 2)
    }
    return estimate(moments(segment), moments(others)) { _ in Estimate.quantile }
  }

  /// - Parameter quantile: that of the interval, by the squared standard errors of both means.
  private static func estimate(
    _ a: CentralMoments, _ b: CentralMoments, quantile: ((Double, Double)) -> Double
  ) -> Estimate? {
    guard a.weight > 1, b.weight > 1 else { return nil }
    let total = a.weight + b.weight
    let all = a.joined(with: b).second / total
    guard all > 0, total > 3 else { return nil }
    let variance = max((a.second + b.second) / (total - 2), all / total)
    let scale = variance.squareRoot()
    let d = (a.mean - b.mean) / scale
    let correction = 1 - 3 / (4 * total - 9)

    func part(_ side: CentralMoments, sign: Double) -> Double {
      let weight = side.weight
      let (second, third, fourth) = (side.second / weight, side.third / weight, side.fourth / weight)
      let freedom = variance * (total - 2)
      let sum =
        second / (weight * variance) - sign * d * third / (scale * freedom)
        + d * d * weight * (fourth - second * second) / (4 * freedom * freedom)
      return weight / (weight - 1) * max(0, sum)
    }
    let error = (part(a, sign: 1) + part(b, sign: -1)).squareRoot()
    let parts = (a.second / (a.weight * (a.weight - 1)), b.second / (b.weight * (b.weight - 1)))
    let margin = correction * quantile(parts) * error
    let g = correction * d
    guard g.isFinite, margin.isFinite else { return nil }
    return Estimate(estimate: g, lower: g - margin, upper: g + margin, standardError: correction * error)
  }
}
