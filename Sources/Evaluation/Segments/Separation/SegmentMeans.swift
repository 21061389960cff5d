/// Mean distances between rows and segments.
struct SegmentMeans {
  /// Sums of weight · distance, `width` + 1 a judged row.
  let sums: [Double]
  let sizes: [Double]
  let width: Int

  /// (*b* − *a*)/max(*a*, *b*).
  func silhouette(at place: Int, in own: Int) -> Double {
    let others = sizes[own] - 1
    guard others > 0 else { return 0 }
    let offset = place * (width + 1)
    let within = sums[offset + own] / others
    var between = Double.infinity
    for segment in 0..<width where segment != own && sizes[segment] > 0 {
      between = min(between, sums[offset + segment] / sizes[segment])
    }
    let larger = max(within, between)
    return larger > 0 ? (between - within) / larger : 0
  }

  /// The smallest mean distance between two segments over the largest within one. The rows of either segment that were
  /// judged give an estimate of the mean between them; the two are weighted by how many they are.
  func dunn(_ judged: [(place: Int, segment: Int, weight: Double)]) -> Double? {
    var totals = [[Double]](repeating: [Double](repeating: 0, count: width), count: width)
    var weights = [Double](repeating: 0, count: width)
    for row in judged {
      weights[row.segment] += row.weight
      for segment in 0..<width { totals[row.segment][segment] += row.weight * sums[row.place * (width + 1) + segment] }
    }
    var (closest, widest) = (Double.infinity, 0.0)
    for a in 0..<width where weights[a] > 0 {
      if sizes[a] > 1 { widest = max(widest, totals[a][a] / (weights[a] * (sizes[a] - 1))) }
      for b in 0..<width where b != a && sizes[b] > 0 && (b > a || weights[b] == 0) {
        let sum = totals[a][b] / sizes[b] + totals[b][a] / sizes[a]
        closest = min(closest, sum / (weights[a] + weights[b]))
      }
    }
    return widest > 0 && closest < .infinity ? closest / widest : nil
  }
}

/// Mean silhouettes of the rows judged.
struct SilhouetteMeans {
  let bySegment: [Double?]
  private let values, weights: [Double]
  private let mean: Double

  init(_ values: [Double], segments: [Int], weights: [Double], width: Int) {
    self.values = values
    self.weights = weights
    var sums = [Double](repeating: 0, count: width)
    var totals = [Double](repeating: 0, count: width)
    for (i, segment) in segments.enumerated() {
      sums[segment] += weights[i] * values[i]
      totals[segment] += weights[i]
    }
    bySegment = zip(sums, totals).map { $1 > 0 ? $0 / $1 : nil }
    mean = sums.reduce(0, +) / totals.reduce(0, +)
  }

  /// The mean, with the standard error of a ratio of means in a sample without replacement from `rows` rows.
  func overall(of rows: Int) -> Estimate {
    let (count, total) = (Double(values.count), weights.reduce(0, +))
    guard values.count < rows else { return Estimate(mean, standardError: 0, within: -1...1) }
    guard count > 1 else { return Estimate(mean, standardError: nil) }
    var squares = 0.0
    for (value, weight) in zip(values, weights) {
      let deviation = weight * (value - mean)
      squares += deviation * deviation
    }
    let variance = (1 - count / Double(rows)) * count / (count - 1) * squares / (total * total)
    return Estimate(mean, standardError: variance.squareRoot(), within: -1...1)
  }
}
