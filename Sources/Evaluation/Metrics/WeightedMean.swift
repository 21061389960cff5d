extension Estimate {
  /// The mean of `values`, of which one at least has a weight above 0, ± 1.96 standard errors; row *i* is repeated *w*ᵢ times.
  package static func mean(of values: [Double], weights: [Double]?) -> Estimate {
    let mean = WeightedMean(values, weights: RowWeights(weights))
    return Estimate(mean.mean, standardError: mean.standardError)
  }
}

/// The mean of a sample in which row *i* is repeated *w*ᵢ times, and its standard error.
struct WeightedMean {
  /// W = Σ *w*ᵢ, on the scale of the weights.
  let totalWeight: Double
  /// Σ *w*ᵢ *x*ᵢ / W.
  let mean: Double
  /// Σ *w*ᵢ (*x*ᵢ − mean)² / W.
  let variance: Double

  /// √(variance/(W − 1)): the sample's standard deviation over √W, with W in rows; nil when W ≤ 1.
  var standardError: Double? {
    totalWeight > unit ? (variance * (unit / (totalWeight - unit))).squareRoot() : nil
  }
  private let unit: Double

  /// Two passes over `values`, of which there is at least one with a positive weight; no weights are weights of 1.
  init(_ values: [Double], weights rowWeights: RowWeights) {
    let weights = rowWeights.values
    unit = rowWeights.unit
    let total = weights.map { weights in weights.reduce(0, +) } ?? Double(values.count)
    let mean = Self.sum(values, weights) { $0 } / total
    totalWeight = total
    self.mean = mean
    variance = Self.sum(values, weights) { ($0 - mean) * ($0 - mean) } / total
  }

  /// Σ *w*ᵢ f(*x*ᵢ).
  @inline(__always)
  private static func sum(_ values: [Double], _ weights: [Double]?, _ f: (Double) -> Double) -> Double {
    var sum = 0.0
    values.withUnsafeBufferPointer { values in
      if let weights {
        weights.withUnsafeBufferPointer { weights in
          for row in values.indices { sum += weights[row] * f(values[row]) }
        }
      } else {
        for value in values { sum += f(value) }
      }
    }
    return sum
  }
}
