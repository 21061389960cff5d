import Distributions
import LinearAlgebra
import Tables

/// A Gaussian mixture by the EM algorithm from k-means: p(z) = Σ weight_k N(z; mean_k, covariance_k).
///
/// The likelihood has no bound where a component may shrink onto few rows. To every covariance's diagonal is therefore
/// added ``regularization`` times the variance of the coordinate in all rows, and a start that ends with a component on
/// fewer rows than its covariance needs does not count.
///
/// Source: A. Dempster, N. Laird and D. Rubin, *JRSS B* 39, 1977; G. McLachlan and D. Peel, *Finite Mixture Models*, 2000.
package struct GaussianMixture: Sendable {
  package let segments: Int
  package let shape: MixtureShape
  package let options: ClusteringOptions
  package let regularization: Double

  /// What a round adds to the log-likelihood of a row, on average, when a search has converged.
  package static let defaultTolerance = 1e-8
  package static let defaultRegularization = 1e-6

  package init(
    segments: Int, shape: MixtureShape, options: ClusteringOptions,
    regularization: Double = GaussianMixture.defaultRegularization
  ) throws(TrainingError) {
    try options.validate(segments: segments)
    guard regularization >= 0, regularization.isFinite else {
      throw .invalidOption("the regularisation of a mixture is at least 0 and finite")
    }
    self.segments = segments
    self.shape = shape
    self.options = options
    self.regularization = regularization
  }

  /// The best of ``ClusteringOptions/starts`` searches, the first of equals, each from a k-means of its own.
  ///
  /// - Throws: ``TrainingError/singularComponent(_:regularization:)`` where no start gives a mixture; what k-means throws.
  /// - Complexity: a round is O(rows · segments · dimension²), with covariances.
  package func fit(_ points: Points) throws(TrainingError) -> MixtureFit {
    let options = options
    let segments = segments
    return try best(points, starts: options.starts) { start, threads throws(TrainingError) in
      var single = options
      single.starts = 1
      single.tolerance = nil
      single.threads = threads
      single.seed = options.seed &+ UInt64(start) &* 0x9E37_79B9_7F4A_7C15
      return try KMeans(segments: segments, options: single).fit(points).assignments
    }
  }

  /// One search from a segment for every row, 0 to ``segments`` − 1.
  package func fit(_ points: Points, from assignments: [Int32]) throws(TrainingError) -> MixtureFit {
    guard assignments.count == points.rows, assignments.allSatisfy({ $0 >= 0 && $0 < segments }) else {
      throw .invalidOption("a mixture of \(segments) components starts from one of them for every row")
    }
    return try best(points, starts: 1) { _, _ in assignments }
  }

  private typealias Search = (components: MixtureComponents, record: StartRecord)

  /// Small tables have their starts searched side by side, large ones their blocks: either way with the same bits.
  private func best(
    _ points: Points, starts: Int, _ start: @Sendable (Int, Int) throws(TrainingError) -> [Int32]
  ) throws(TrainingError) -> MixtureFit {
    guard points.dimension > 0 else { throw .invalidOption("a mixture needs a numeric column at least") }
    let isSmall = points.rows <= BlockReduction.blockRows * BlockReduction.blocksInRun
    let inner = isSmall ? 1 : options.threads
    let centred = try CentredPoints(points, threads: inner)
    let found = Workers.map(starts, workers: isSmall ? options.threads : 1) { number in
      Result { () throws(TrainingError) in try search(centred, from: start(number, inner)) }
    }
    var (best, records, failure): (Search?, [StartRecord], TrainingError?) = (nil, [], nil)
    for result in found {
      switch result {
      case .success(let search):
        records.append(search.record)
        if search.record.objective > best?.record.objective ?? -.infinity { best = search }
      case .failure(let error): failure = failure ?? error
      }
    }
    guard let best else { throw failure ?? .extremePoints }
    return try MixtureFit(best.components, best.record, records, centred)
  }

  /// EM rounds until the log-likelihood rests. The components are those that the log-likelihood is of.
  private func search(_ points: CentredPoints, from assignments: [Int32]) throws(TrainingError) -> Search {
    let pass = MixturePass(points: points, shape: shape)
    let ridge = points.variances.map { $0 * regularization }
    let origin = [[Double]](repeating: [Double](repeating: 0, count: points.dimension), count: segments)
    // Twice: the first time for means, the second time about them.
    var means = origin
    var components: MixtureComponents?
    for _ in 0..<2 {
      let maximum = try pass.membership(assignments, means: means)
        .maximum(shape, about: means, ridge: ridge, regularization: regularization)
      means = maximum.means
      components = maximum
    }
    guard var components else { throw .extremePoints }
    let step = (options.tolerance ?? Self.defaultTolerance) * points.totalWeight
    var (iterations, logLikelihood) = (0, -Double.infinity)
    while true {
      let sums = pass.expectation(components)
      iterations += 1
      guard sums.logLikelihood.isFinite else { throw .extremePoints }
      let converged = sums.logLikelihood - logLikelihood <= step
      logLikelihood = sums.logLikelihood
      if converged || iterations >= options.maximumIterations {
        try requireRows(sums, points.dimension)
        return (components, StartRecord(objective: logLikelihood, iterations: iterations, converged: converged))
      }
      components = try sums.maximum(shape, about: components.means, ridge: ridge, regularization: regularization)
    }
  }

  private func requireRows(_ sums: MixtureSums, _ dimension: Int) throws(TrainingError) {
    let fewest = shape.fewestRows(dimension: dimension)
    // A weight of rows is a sum of rounded probabilities.
    for c in 0..<segments where sums.size(c) < fewest * (1 - 1e-9) {
      throw .singularComponent(c + 1, regularization: regularization)
    }
  }
}

extension MixtureFit {
  /// Components in their lasting order, with the rows that they most probably made.
  fileprivate init(
    _ components: MixtureComponents, _ record: StartRecord, _ starts: [StartRecord], _ points: CentredPoints
  ) throws(TrainingError) {
    let ordered = try components.ordered(
      SegmentOrder.order(sizes: components.weights, centers: components.means))
    let (sums, assignments) = MixturePass(points: points, shape: components.shape).assignment(ordered)
    let parameters = components.shape.parameterCount(segments: components.count, dimension: points.dimension)
    shape = components.shape
    weights = ordered.weights
    means = ordered.means.map { zip($0, points.origin).map { $0 + $1 } }
    covariances = ordered.covariances
    precisionFactors = ordered.precisionFactors
    logLikelihood = sums.logLikelihood
    bic = Double(parameters) * Elementary.log(points.totalWeight) - 2 * sums.logLikelihood
    icl = bic - 2 * sums.certainty
    iterations = record.iterations
    converged = record.converged
    self.assignments = assignments
    self.starts = starts
  }
}
