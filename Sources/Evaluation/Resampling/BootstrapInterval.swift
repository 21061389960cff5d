import Distributions

/// How an interval is read off the replications of a bootstrap.
package enum BootstrapInterval: String, Sendable, CaseIterable {
  /// Their quantiles.
  case percentile
  /// Bias-corrected and accelerated: second-order accurate where the replications are off centre or skew.
  case bca
}

/// The replications of one statistic, and the intervals they give.
///
/// Sources: B. Efron (1987), *Better bootstrap confidence intervals*, JASA 82, 171–185; A. Davison and D. Hinkley
/// (1997), *Bootstrap Methods and their Application*, chapters 4 and 5.
package struct BootstrapReplicates: Sendable, Equatable {
  /// The statistic of every replication in which it has a value, ascending.
  package let sorted: [Double]

  /// - Parameter values: in any order; those that are not finite are left out.
  /// - Complexity: O(*B* log *B*).
  package init(_ values: [Double]) { sorted = values.filter(\.isFinite).sorted() }

  /// The percentile interval: the quantiles (1 − `level`)/2 and (1 + `level`)/2; nil with fewer than 100 replications.
  package func percentile(level: Double = 0.95) -> (lower: Double, upper: Double)? {
    guard sorted.count >= 100 else { return nil }
    return (quantile((1 - level) / 2), quantile((1 + level) / 2))
  }

  /// The bias-corrected and accelerated interval.
  ///
  /// With *z*₀ = Φ⁻¹(share of replications below the estimate, ties half), the quantile *z* of a normal interval is
  /// replaced by *z*₀ + (*z*₀ + *z*)/(1 − *a*(*z*₀ + *z*)). Nil with fewer than 100 replications, or where the estimate
  /// is outside of them.
  ///
  /// - Parameters:
  ///   - estimate: the statistic of the sample itself.
  ///   - acceleration: *a*, from ``acceleration(influence:)``.
  package func biasCorrected(
    estimate: Double, acceleration: Double, level: Double = 0.95
  ) -> (lower: Double, upper: Double)? {
    guard sorted.count >= 100, let bias = bias(of: estimate) else { return nil }
    func corrected(_ z: Double) -> Double {
      Normal.cumulative(bias + (bias + z) / (1 - acceleration * (bias + z)))
    }
    let z = Normal.quantile((1 + level) / 2)
    return (quantile(corrected(-z)), quantile(corrected(z)))
  }

  /// *a* = Σ φ³ / (6 (Σ φ²)^{3/2}) of the influences φ of the sampling units, whose sum is 0; 0 where all are 0.
  package static func acceleration(influence: [Double]) -> Double {
    var sums = (squares: 0.0, cubes: 0.0)
    for value in influence {
      sums.squares += value * value
      sums.cubes += value * value * value
    }
    return acceleration(squares: sums.squares, cubes: sums.cubes)
  }

  /// The same, given Σ φ² and Σ φ³.
  static func acceleration(squares: Double, cubes: Double) -> Double {
    squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
  }

  /// The two-sided *p*-value against 0 that agrees with the percentile interval:
  /// 2 (min(#{≤ 0}, #{≥ 0}) + 1)/(*B* + 1), at most 1; nil with fewer than 100 replications.
  package func pValue() -> Double? {
    guard sorted.count >= 100 else { return nil }
    let tail = min(sorted.count(where: { $0 <= 0 }), sorted.count(where: { $0 >= 0 }))
    return min(1, 2 * Double(tail + 1) / Double(sorted.count + 1))
  }

  /// The two-sided *p*-value against 0 that agrees with ``biasCorrected(estimate:acceleration:level:)``: the level at which
  /// its interval ends at 0. Nil where it has no interval.
  ///
  /// With *w* = Φ⁻¹(share of replications below 0, ties half, half a replication more on each side), the end at 0 is that
  /// of the normal quantile *z* = (*w* − *z*₀)/(1 + *a*(*w* − *z*₀)) − *z*₀.
  package func biasCorrectedPValue(estimate: Double, acceleration: Double) -> Double? {
    guard sorted.count >= 100, let bias = bias(of: estimate) else { return nil }
    let place = Normal.quantile((below(0) + 0.5) / Double(sorted.count + 1)) - bias
    return Normal.twoSidedPValue(place / (1 + acceleration * place) - bias)
  }

  /// *z*₀; nil where the estimate is outside of the replications.
  private func bias(of estimate: Double) -> Double? {
    let bias = Normal.quantile(below(estimate) / Double(sorted.count))
    return bias.isFinite ? bias : nil
  }

  /// How many replications are below `value`, ties half.
  private func below(_ value: Double) -> Double {
    Double(sorted.count(where: { $0 < value })) + 0.5 * Double(sorted.count(where: { $0 == value }))
  }

  /// The quantile at position *p*(*B* + 1), interpolated, of the ascending replications.
  private func quantile(_ p: Double) -> Double {
    let position = p * Double(sorted.count + 1) - 1
    let below = Int(max(0, min(Double(sorted.count - 1), position.rounded(.down))))
    let above = min(below + 1, sorted.count - 1)
    let share = max(0, min(1, position - Double(below)))
    return sorted[below] + share * (sorted[above] - sorted[below])
  }
}
