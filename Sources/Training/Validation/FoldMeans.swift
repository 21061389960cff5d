/// The mean losses of candidates in the rows held out, their standard errors over the folds, and the two choices.
///
/// (One-standard-error rule: Breiman et al., *Classification and Regression Trees*, 1984, section 3.4.3.)
package struct FoldMeans: Sendable {
  /// By candidate.
  package let means, standardErrors: [Double]
  /// The candidate of the smallest mean.
  package let best: Int
  /// The first candidate whose mean is within one standard error of the smallest.
  package let chosen: Int

  /// - Parameters:
  ///   - foldLosses: by fold, the mean held-out loss of every candidate, simpler ones first.
  ///   - foldWeights: by fold, the weight of the rows held out.
  package init(foldLosses: [[Double]], foldWeights: [Double]) {
    let total = foldWeights.reduce(0, +)
    var means: [Double] = []
    var errors: [Double] = []
    for k in (foldLosses.first ?? []).indices {
      let mean = zip(foldLosses, foldWeights).reduce(0) { $0 + $1.0[k] * $1.1 } / total
      let variance = zip(foldLosses, foldWeights).reduce(0) { $0 + $1.1 * ($1.0[k] - mean) * ($1.0[k] - mean) } / total
      means.append(mean)
      errors.append((variance / Double(max(1, foldLosses.count - 1))).squareRoot())
    }
    self.means = means
    standardErrors = errors
    let best = means.indices.min { means[$0] < means[$1] } ?? 0
    self.best = best
    chosen = means.indices.first { means[$0] <= means[best] + errors[best] } ?? best
  }
}
