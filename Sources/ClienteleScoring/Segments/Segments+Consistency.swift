extension Segments {
  /// The most segments that a model may have.
  package static let most = 1_000

  /// Checks that the numbers are those of segments over the features of an encoder.
  func checkConsistency(_ encoder: Encoder, _ function: ResponseFunction) throws(ModelFileError) {
    try require((1...Self.most).contains(count), "the segments are not 1 to \(Self.most)")
    try require(
      shares.count == count && fences.count == count, "there are not as many shares and fences as segments")
    try require(
      shares.allSatisfy { (0...1).contains($0) } && abs(shares.reduce(-1, +)) <= 1e-6,
      "the shares of the segments do not add up to 1")
    try require(fences.allSatisfy { $0 >= 0 && $0.isFinite }, "a fence of the segments is not a distance")
    var groups: [Int] = []
    for case .categorical(let feature) in encoder.features { groups.append(feature.groupCount) }
    let dimension = encoder.features.count - groups.count
    try require(
      multipliers.count == dimension && multipliers.allSatisfy { $0 >= 0 && $0.isFinite },
      "there are not as many multipliers as numeric columns, or one is negative")
    let tellsProbabilities: Bool
    switch rule {
    case .prototypes(let prototypes):
      tellsProbabilities = false
      try prototypes.checkConsistency(count, dimension, groups)
    case .mixture(let mixture):
      tellsProbabilities = true
      try require(groups.isEmpty, "a mixture has categorical columns")
      try mixture.checkConsistency(count, dimension)
    }
    try require(
      function == .segments(count: count, probabilities: tellsProbabilities),
      "the response function is not the one of these segments")
  }
}

extension Prototypes {
  fileprivate func checkConsistency(_ count: Int, _ dimension: Int, _ groups: [Int]) throws(ModelFileError) {
    try require(
      centers.count == count && centers.allSatisfy { $0.count == dimension && $0.allSatisfy(\.isFinite) },
      "the centers of the segments are not one a segment with a number a numeric column")
    try require(
      modes.count == count
        && modes.allSatisfy { $0.count == groups.count && zip($0, groups).allSatisfy { (0..<$1).contains($0) } },
      "the modes of the segments are not one a segment with a group a categorical column")
    try require(mismatchCost >= 0 && mismatchCost.isFinite, "the cost of another group is not a squared distance")
  }
}

extension Mixture {
  fileprivate func checkConsistency(_ count: Int, _ dimension: Int) throws(ModelFileError) {
    try require(dimension > 0, "a mixture has no numeric column")
    try require(
      weights.count == count && weights.allSatisfy { $0 > 0 && $0 <= 1 },
      "the weights of the components are not one a segment within 0 and 1")
    try require(
      means.count == count && means.allSatisfy { $0.count == dimension && $0.allSatisfy(\.isFinite) },
      "the means of the components are not one a segment with a number a column")
    try require(
      precisionFactors.count == count
        && precisionFactors.allSatisfy { factor in
          factor.count == dimension * (dimension + 1) / 2 && factor.allSatisfy(\.isFinite)
            && (0..<dimension).allSatisfy { factor[$0 * ($0 + 3) / 2] > 0 }
        }, "the precision factors are not a triangle a segment with a positive diagonal")
  }
}
