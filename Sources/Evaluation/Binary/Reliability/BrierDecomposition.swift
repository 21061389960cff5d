/// What the Brier score is made of, with predictions in bins.
///
/// With N = Σ weights, ō the share of outcome 1, and in bin *k* the weight *n*ₖ, the mean probability *p̄*ₖ and the share
/// of outcome 1 ōₖ,
///
/// - reliability = Σ *n*ₖ (*p̄*ₖ − ōₖ)²/N, what miscalibration costs;
/// - resolution = Σ *n*ₖ (ōₖ − ō)²/N, what telling bins apart gains;
/// - uncertainty = ō (1 − ō), the score of predicting ō for every row;
/// - variance within bins = Σₖ Σᵢ *w*ᵢ (*p*ᵢ − *p̄*ₖ)²/N;
/// - covariance within bins = 2 Σₖ Σᵢ *w*ᵢ (*y*ᵢ − ōₖ)(*p*ᵢ − *p̄*ₖ)/N;
///
/// and Brier score = reliability − resolution + uncertainty + variance within − covariance within, exactly. The last two
/// vanish where every bin holds one probability. All are in squared probabilities.
///
/// Where every row has a probability of its own, bins of one probability hold one row each and tell nothing: use bins of
/// equal weight. Both reliability and resolution are too large in small samples, by about (number of bins)·ō(1 − ō)/N.
///
/// Sources: A. Murphy (1973), *J. Applied Meteorology* 12, 595–600; D. Stephenson, C. Coelho and I. Jolliffe (2008),
/// *Weather and Forecasting* 23, 752–757, equation 7.
package struct BrierDecomposition: Sendable, Equatable {
  package let reliability, resolution, uncertainty, withinBinVariance, withinBinCovariance: Double

  /// The Brier score that the terms add up to.
  package var score: Double { reliability - resolution + uncertainty + withinBinVariance - withinBinCovariance }

  /// Decomposes the score of `groups`.
  ///
  /// - Parameter bins: bins of about equal weight (``EqualCountBins``); nil makes each probability its own.
  /// - Complexity: O(*n*).
  package init(_ groups: ProbabilityGroups, bins: Int? = nil) {
    let all = groups.sums(groups.weights.indices)
    var sums = (reliability: 0.0, resolution: 0.0, variance: 0.0, covariance: 0.0)
    for range in groups.ranges(bins: bins) {
      let bin = groups.sums(range)
      let (mean, rate) = (bin.meanPredicted, bin.rate)
      sums.reliability += bin.weight * (mean - rate) * (mean - rate)
      sums.resolution += bin.weight * (rate - all.rate) * (rate - all.rate)
      for group in range {
        let deviation = groups.probabilities[group] - mean
        sums.variance += groups.weights[group] * deviation * deviation
        sums.covariance += deviation * (groups.positives[group] * (1 - rate) - groups.negatives[group] * rate)
      }
    }
    reliability = sums.reliability / all.weight
    resolution = sums.resolution / all.weight
    uncertainty = all.rate * (1 - all.rate)
    withinBinVariance = sums.variance / all.weight
    withinBinCovariance = 2 * sums.covariance / all.weight
  }
}
