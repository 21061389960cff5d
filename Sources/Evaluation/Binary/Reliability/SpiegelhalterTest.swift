import Distributions

/// Spiegelhalter's test that the probabilities are right, every one of them.
///
/// If each *y*ᵢ is drawn with probability *p*ᵢ, the Brier score has expectation Σ *p*ᵢ(1 − *p*ᵢ)/N, and
///
/// *z* = Σ *w*ᵢ (*y*ᵢ − *p*ᵢ)(1 − 2*p*ᵢ) / √(Σ *w*ᵢ (1 − 2*p*ᵢ)² *p*ᵢ(1 − *p*ᵢ))
///
/// is about standard normal; positive where the score is worse than the probabilities promise. Weights repeat rows.
/// The approximation is poor with few rows or very small probabilities.
///
/// Source: D. Spiegelhalter (1986), *Statistics in Medicine* 5, 421–433.
package struct SpiegelhalterTest: Sendable, Equatable {
  /// *z*.
  package let statistic: Double
  /// 2(1 − Φ(|*z*|)).
  package let pValue: Double

  /// - Throws: when every probability is 0, ½ or 1.
  /// - Complexity: O(*n*).
  package init(_ groups: ProbabilityGroups) throws(UndefinedMetric) {
    var excess = 0.0
    var variance = 0.0
    for group in groups.weights.indices {
      let p = groups.probabilities[group]
      let slope = 1 - 2 * p
      excess += slope * (groups.positives[group] * (1 - p) - groups.negatives[group] * p)
      variance += groups.weights[group] * slope * slope * (p * (1 - p))
    }
    guard variance > 0 else { throw .noVarianceOfScore }
    // z grows with the root of the scale that the groups' weights were brought to.
    statistic = excess / variance.squareRoot() / groups.unit.squareRoot()
    pValue = Normal.twoSidedPValue(statistic)
  }
}
