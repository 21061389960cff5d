/// Squared Mahalanobis distances to the components of a mixture, and their probabilities.
struct MixtureDistances: SegmentDistances {
  private let count: Int
  private let dimension: Int
  /// log(weight) + log|L|, one a component.
  private let logScales: [Double]
  private let means: [Double]
  /// The lower triangles of L, row by row, one component after the other.
  private let factors: [Double]

  init(_ mixture: Mixture) {
    count = mixture.weights.count
    dimension = mixture.means.first?.count ?? 0
    means = mixture.means.flatMap(\.self)
    factors = mixture.precisionFactors.flatMap(\.self)
    let dimension = dimension
    logScales = zip(mixture.weights, mixture.precisionFactors).map { weight, factor in
      var scale = logarithm(weight)
      for row in 0..<dimension { scale += logarithm(factor[row * (row + 3) / 2]) }
      return scale
    }
  }

  var scratchCount: Int { 3 * dimension }

  func measure(
    _ point: UnsafePointer<Double>, _ squares: UnsafeMutablePointer<Double>, _ parts: UnsafeMutablePointer<Double>,
    _ scratch: UnsafeMutablePointer<Double>
  ) {
    let (deviation, image, back) = (scratch, scratch + dimension, scratch + 2 * dimension)
    let size = dimension * (dimension + 1) / 2
    means.withUnsafeBufferPointer { means in
      factors.withUnsafeBufferPointer { factors in
        for k in 0..<count {
          for f in 0..<dimension { deviation[f] = point[f] - means[k * dimension + f] }
          // image = L·deviation, back = Lᵀ·image: d² = |image|² = Σ deviation_f · back_f.
          back.update(repeating: 0, count: dimension)
          var square = 0.0
          var place = k * size
          for row in 0..<dimension {
            var sum = 0.0
            for column in 0...row { sum += factors[place + column] * deviation[column] }
            image[row] = sum
            square += sum * sum
            for column in 0...row { back[column] += factors[place + column] * sum }
            place += row + 1
          }
          squares[k] = square
          for f in 0..<dimension { parts[f * count + k] = deviation[f] * back[f] }
        }
      }
    }
  }

  func probabilities(_ squares: UnsafePointer<Double>, _ outputs: UnsafeMutablePointer<Double>) -> Int {
    var chosen = 0
    for k in 0..<count {
      outputs[k] = logScales[k] - 0.5 * squares[k]
      if outputs[k] > outputs[chosen] { chosen = k }
    }
    let largest = outputs[chosen]
    var sum = 0.0
    for k in 0..<count {
      outputs[k] = exponential(outputs[k] - largest)
      sum += outputs[k]
    }
    for k in 0..<count { outputs[k] /= sum }
    return chosen
  }
}
