import ClienteleScoring
import Evaluation
import LinearAlgebra

/// Segments that some algorithm found, all in the same terms.
struct SegmentFit: Sendable {
  let rule: Segments.Rule
  let assignments: [Int32]
  let starts: [StartRecord]
  let converged: Bool
  let iterations: Int
  /// What the search made small: Σ w · distance² or, of a mixture, −2 log-likelihood.
  let deviance: Double
  let logLikelihood: Double?
  let bic: Double?
  /// What else was estimated or chosen.
  let parameters: [ParameterEstimate]
}

extension SegmentTraining {
  /// Finds `count` segments in `points`.
  func fit(_ points: Points, count: Int, search: ClusteringOptions) throws(TrainingError) -> SegmentFit {
    switch kind {
    case .gaussianMixture: try mixture(points, count, search)
    case .kPrototypes: try prototypes(points, count, search)
    case .ward: try SegmentFit(tree: tree(points), points, count: count, threads: search.threads)
    default: try means(points, count, search)
    }
  }

  /// The tree of which ``SegmentFit`` cuts segments.
  func tree(_ points: Points) throws(TrainingError) -> WardFit {
    try Ward(threads: search.threads).fit(points)
  }

  private func means(_ points: Points, _ count: Int, _ search: ClusteringOptions) throws(TrainingError) -> SegmentFit {
    let fit = try KMeans(segments: count, options: search).fit(points)
    return SegmentFit(
      rule: .prototypes(
        Prototypes(centers: fit.centers, modes: fit.centers.map { _ in [] }, mismatchCost: 0)),
      assignments: fit.assignments, starts: fit.starts, converged: fit.converged,
      iterations: SegmentFit.iterations(fit.starts), deviance: fit.withinSumOfSquares, logLikelihood: nil,
      bic: SphericalCriterion.bic(
        within: fit.withinSumOfSquares, sizes: fit.sizes, dimension: points.dimension),
      parameters: [ParameterEstimate(name: "within_sum_of_squares", estimate: fit.withinSumOfSquares)])
  }

  private func prototypes(
    _ points: Points, _ count: Int, _ search: ClusteringOptions
  ) throws(TrainingError) -> SegmentFit {
    let fit = try KPrototypes(segments: count, gamma: options.mismatchCost, options: search).fit(points)
    return SegmentFit(
      rule: .prototypes(
        Prototypes(centers: fit.centers, modes: fit.modes.map { $0.map(Int.init) }, mismatchCost: fit.gamma)),
      assignments: fit.assignments, starts: fit.starts, converged: fit.converged,
      iterations: SegmentFit.iterations(fit.starts), deviance: fit.cost, logLikelihood: nil, bic: nil,
      parameters: [
        ParameterEstimate(name: "cost", estimate: fit.cost), ParameterEstimate(name: "gamma", estimate: fit.gamma),
      ])
  }

  private func mixture(
    _ points: Points, _ count: Int, _ search: ClusteringOptions
  ) throws(TrainingError) -> SegmentFit {
    let fit = try GaussianMixture(segments: count, shape: options.shape ?? .full, options: search).fit(points)
    return SegmentFit(
      rule: .mixture(Mixture(weights: fit.weights, means: fit.means, precisionFactors: fit.precisionFactors)),
      assignments: fit.assignments, starts: fit.starts, converged: fit.converged, iterations: fit.iterations,
      deviance: -2 * fit.logLikelihood, logLikelihood: fit.logLikelihood, bic: fit.bic,
      parameters: [ParameterEstimate(name: "icl", estimate: fit.icl)])
  }
}

extension SegmentFit {
  /// Segments that a tree is cut into; each is kept by its mean, and the most frequent group of every category.
  init(tree: WardFit, _ points: Points, count: Int, threads: Int) throws(TrainingError) {
    let cut = try tree.cut(count, of: points)
    let typical = TypicalPoints(points, cut, count: count)
    // Among mixed columns a tree goes by Gower's distance, where another level counts as much as a whole range.
    let cost = points.groupCounts.isEmpty ? 0 : typical.meanVariance
    // What a model keeps of the tree is who is nearest to the means of its branches: that is judged, too.
    let kept = typical.nearest(points, mismatchCost: cost, threads: threads)
    let agreement = (try? ContingencyTable(cut, kept.segments)).map { SegmentAgreement($0).adjustedRand }
    self.init(
      rule: .prototypes(Prototypes(centers: typical.centers, modes: typical.modes, mismatchCost: cost)),
      assignments: kept.segments, starts: [], converged: true, iterations: tree.merges.count, deviance: kept.within,
      logLikelihood: nil,
      bic: points.groupCounts.isEmpty
        ? SphericalCriterion.bic(within: typical.within, sizes: typical.sizes, dimension: points.dimension) : nil,
      parameters: [
        ParameterEstimate(name: points.groupCounts.isEmpty ? "within_sum_of_squares" : "cost", estimate: kept.within),
        ParameterEstimate(name: "agreement_with_tree", estimate: agreement ?? .nan),
      ]
        + (points.groupCounts.isEmpty ? [] : [ParameterEstimate(name: "gamma", estimate: cost)]))
  }

  /// The iterations of the best start.
  static func iterations(_ starts: [StartRecord]) -> Int {
    starts.min { $0.objective < $1.objective }?.iterations ?? 0
  }
}

/// Schwarz's criterion of segments about means, taken as normal distributions with one variance for all coordinates:
///
///     L = Σ n_k log(n_k/n) − n d/2 log(2πσ²) − d (n − K)/2,   σ² = within / (d (n − K))
///     BIC = −2 L + (K − 1 + K d + 1) log n
///
/// Source: D. Pelleg and A. Moore (2000), *X-means*, ICML.
enum SphericalCriterion {
  static func bic(within: Double, sizes: [Double], dimension: Int) -> Double? {
    let (n, k, d) = (sizes.reduce(0, +), Double(sizes.count), Double(dimension))
    guard n > k, within > 0, d > 0 else { return nil }
    let variance = within / (d * (n - k))
    let memberships = sizes.reduce(0) { $0 + ($1 > 0 ? $1 * Elementary.log($1 / n) : 0) }
    let likelihood = memberships - n * d / 2 * Elementary.log(2 * .pi * variance) - d * (n - k) / 2
    return -2 * likelihood + (k - 1 + k * d + 1) * Elementary.log(n)
  }
}
