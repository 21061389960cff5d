#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How predicted probabilities compare with the outcomes on the logit scale.
///
/// - The *slope* is β of logit P(*y* = 1) = α + β logit(*p*), fitted by maximum likelihood: below 1 the predictions are
///   too extreme, above 1 too cautious.
/// - The *intercept* is α of logit P(*y* = 1) = α + logit(*p*), the slope held at 1 (*calibration-in-the-large*): below 0
///   the predictions are too high on the whole, above 0 too low.
///
/// Intervals are Wald's. Both are undefined with a single class, or where a probability without a link is exactly 0
/// or 1.
///
/// Sources: D. Cox (1958), *Biometrika* 45, 562–565; B. Van Calster et al. (2019), *BMC Medicine* 17, 230.
package struct Calibration: Sendable {
  private let links: [Double]
  private let outcomes: [Double]
  private let weights: RowWeights
  private let totalWeight: Double
  private let positiveWeight: Double

  /// Takes the links of `predictions`, or the logits of its probabilities.
  package init(_ predictions: BinaryPredictions) throws(UndefinedMetric) {
    try predictions.requireBothClasses()
    if let links = predictions.links {
      self.links = links
    } else {
      links = predictions.probabilities.map { log($0) - log1p(-$0) }
      if InputChecks.firstIndex(links, where: { !$0.isFinite }) != nil { throw .certain }
    }
    outcomes = predictions.outcomes
    weights = predictions.weights
    totalWeight = predictions.totalWeight
    positiveWeight = predictions.positiveWeight
  }

  /// The slope of the two-parameter fit.
  ///
  /// - Throws: when all links are equal, or when no link of one class lies strictly inside the range of the other, so
  ///   that the likelihood has no maximum.
  package func slope() throws(UndefinedMetric) -> Estimate {
    try requireOverlap()
    // A standardised link makes the Hessian well-conditioned; from slope 0 Newton's method cannot start in saturation.
    let moments = WeightedMean(links, weights: weights)
    let spread = moments.variance.squareRoot()
    guard spread.isFinite else { throw .notConverged }
    let curve = LogisticCurve(
      links: links, outcomes: outcomes, weights: weights.values, center: moments.mean, factor: 1 / spread)
    let start = (log(positiveWeight / (totalWeight - positiveWeight)), 0.0)
    let fit = try curve.maximize(from: start, tolerance: 1e-24 * totalWeight)
    return Estimate(fit.slope / spread, standardError: fit.slopeError * weights.unit.squareRoot() / spread)
  }

  /// The intercept of the fit with the slope held at 1.
  package func intercept() throws(UndefinedMetric) -> Estimate {
    let curve = LogisticCurve(links: links, outcomes: outcomes, weights: weights.values, center: 0, factor: 1)
    // The score falls from positive to negative between these ends, where every row is saturated.
    let ends = (-(links.max() ?? 0) - 800, -(links.min() ?? 0) + 800)
    let (intercept, information) = try curve.maximizeIntercept(within: ends, tolerance: 1e-24 * totalWeight)
    return Estimate(intercept, standardError: (weights.unit / information).squareRoot())
  }

  private func requireOverlap() throws(UndefinedMetric) {
    var positive = (lowest: Double.infinity, highest: -Double.infinity)
    var negative = positive
    for row in links.indices {
      let link = links[row]
      if outcomes[row] == 1 {
        positive = (min(positive.lowest, link), max(positive.highest, link))
      } else {
        negative = (min(negative.lowest, link), max(negative.highest, link))
      }
    }
    if min(positive.lowest, negative.lowest) == max(positive.highest, negative.highest) { throw .constantPrediction }
    if negative.highest <= positive.lowest || positive.highest <= negative.lowest { throw .separated }
  }
}
