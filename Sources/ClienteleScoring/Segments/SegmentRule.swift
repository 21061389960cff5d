/// The rule of a segmentation laid out for speed: a point's coordinates in, its segment out.
///
/// The squared distance to segment k is a sum over features, d²ₖ = Σ_f d²ₖf. What is explained is how much nearer a
/// customer is to their segment than to the segments on average,
///
///     link = Σ_f contribution_f,   contribution_f = Σⱼ shareⱼ d²ⱼf − d²ₖf
///
/// so that a contribution says what speaks for the segment, and what against it.
struct SegmentRule: Sendable {
  /// The number of segments.
  let count: Int
  /// The number of features.
  let featureCount: Int
  /// Whether probabilities are told, and not only the distance.
  let tellsProbabilities: Bool
  private let shares: [Double]
  private let fences: [Double]
  private let distances: any SegmentDistances

  /// Lays out the segments of a model whose parts are known to fit together.
  init(_ segments: Segments, _ encoder: Encoder) {
    count = segments.count
    featureCount = encoder.features.count
    shares = segments.shares
    fences = segments.fences
    switch segments.rule {
    case .prototypes(let prototypes):
      tellsProbabilities = false
      distances = PrototypeDistances(prototypes, encoder)
    case .mixture(let mixture):
      tellsProbabilities = true
      distances = MixtureDistances(mixture)
    }
  }

  /// The doubles that ``assign(_:_:_:)`` needs to work in.
  var scratchCount: Int { count * (featureCount + 1) + distances.scratchCount }

  /// The number of what is told beside the segment: probabilities, the distance, whether it is an outlier.
  var outputCount: Int { (tellsProbabilities ? count : 0) + 2 }

  /// Assigns a point.
  ///
  /// - Parameters:
  ///   - point: a coordinate or a group a feature; contributions take their place.
  ///   - scratch: ``scratchCount`` doubles.
  ///   - outputs: gets ``outputCount`` numbers.
  /// - Returns: The position of the segment, the first of equals, and what is explained.
  func assign(
    _ point: UnsafeMutablePointer<Double>, _ scratch: UnsafeMutablePointer<Double>,
    _ outputs: UnsafeMutablePointer<Double>
  ) -> (segment: Int, explained: Double) {
    // d²ₖ, then d²ₖf feature by feature.
    let parts = scratch + count
    distances.measure(point, scratch, parts, scratch + count * (featureCount + 1))
    let chosen: Int
    if tellsProbabilities {
      chosen = distances.probabilities(scratch, outputs)
    } else {
      chosen = nearest(scratch)
    }
    let distance = scratch[chosen].squareRoot()
    outputs[outputCount - 2] = distance
    outputs[outputCount - 1] = distance > fences[chosen] ? 1 : 0
    var explained = 0.0
    for feature in 0..<featureCount {
      let own = parts + feature * count
      var mean = 0.0
      for k in 0..<count { mean += shares[k] * own[k] }
      point[feature] = mean - own[chosen]
      explained += point[feature]
    }
    return (chosen, explained)
  }

  private func nearest(_ distances: UnsafePointer<Double>) -> Int {
    var chosen = 0
    for k in 1..<max(1, count) where distances[k] < distances[chosen] { chosen = k }
    return chosen
  }
}

/// How far a point lies from every segment.
protocol SegmentDistances: Sendable {
  var scratchCount: Int { get }

  /// Writes d²ₖ to `squares` and d²ₖf to `parts`, those of a feature side by side.
  func measure(
    _ point: UnsafePointer<Double>, _ squares: UnsafeMutablePointer<Double>, _ parts: UnsafeMutablePointer<Double>,
    _ scratch: UnsafeMutablePointer<Double>)

  /// The probabilities of the segments at squared distances, and the position of the most probable.
  func probabilities(_ squares: UnsafePointer<Double>, _ outputs: UnsafeMutablePointer<Double>) -> Int
}
