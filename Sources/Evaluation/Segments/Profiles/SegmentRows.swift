/// The rows of all segments: who is where, and how often each counts.
struct SegmentRows: Sendable {
  /// The segment of every row; −1 for rows that count nowhere: unlabelled, or of weight 0.
  let labels: [Int32]
  let segments: Int
  /// Nil stands for 1.
  let weights: [Double]?
  /// By segment.
  let counts: [Int]
  let totals: [Double]

  /// - Complexity: O(*n*).
  init(labels: [Int32], segments: Int, weights: [Double]?) throws(SegmentProfileError) {
    if let row = labels.firstIndex(where: { $0 < -1 || Int($0) >= segments }) {
      throw .invalidLabel(row: row, segments: segments)
    }
    var labels = labels
    if let weights {
      do throws(EvaluationError) {
        try InputChecks.weights(weights, count: labels.count)
      } catch {
        throw .weights(error)
      }
      for row in labels.indices where weights[row] == 0 { labels[row] = -1 }
    }
    var counts = [Int](repeating: 0, count: segments)
    var totals = [Double](repeating: 0, count: segments)
    for (row, label) in labels.enumerated() where label >= 0 {
      counts[Int(label)] += 1
      totals[Int(label)] += weights?[row] ?? 1
    }
    guard counts.contains(where: { $0 > 0 }) else { throw .noRow }
    self.labels = labels
    self.segments = segments
    self.weights = weights
    self.counts = counts
    self.totals = totals
  }

  /// Calls `body` with the row, the segment and the weight of every row that counts.
  @inline(__always)
  func forEach(_ body: (_ row: Int, _ segment: Int, _ weight: Double) -> Void) {
    labels.withUnsafeBufferPointer { labels in
      if let weights {
        weights.withUnsafeBufferPointer { weights in
          for row in labels.indices where labels[row] >= 0 { body(row, Int(labels[row]), weights[row]) }
        }
      } else {
        for row in labels.indices where labels[row] >= 0 { body(row, Int(labels[row]), 1) }
      }
    }
  }

  /// The correlation of two readings of the rows within the segments: of their deviations from the means of their own
  /// segment, over all segments together. Where neither has any, of the means of the segments; 0 where there is none.
  /// Rows in which either is NaN are left out.
  ///
  /// - Complexity: O(*n*).
  func correlationWithin(_ left: (Int) -> Double, _ right: (Int) -> Double) -> Double {
    var means = [CoMoments](repeating: CoMoments(), count: segments)
    forEach { row, segment, weight in
      let (x, y) = (left(row), right(row))
      if !x.isNaN, !y.isNaN { means[segment].add(x, y, weight: weight) }
    }
    let within = means.reduce(into: CoMoments()) {
      $0.xx += $1.xx; $0.xy += $1.xy; $0.yy += $1.yy
    }
    if within.xx > 0 || within.yy > 0 { return within.correlation }
    var between = CoMoments()
    for part in means where part.weight > 0 { between.add(part.x, part.y, weight: part.weight) }
    return between.correlation
  }
}

/// The means of two variables and the sums of products of their deviations, by Welford's update.
private struct CoMoments {
  var weight = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0, yy = 0.0

  @inline(__always)
  mutating func add(_ newX: Double, _ newY: Double, weight w: Double) {
    weight += w
    let share = w / weight
    let (dx, dy) = (newX - x, newY - y)
    x += share * dx
    y += share * dy
    let factor = w * (1 - share)
    xx += factor * dx * dx
    xy += factor * dx * dy
    yy += factor * dy * dy
  }

  /// 0 where one of them does not vary.
  var correlation: Double {
    let correlation = xy / (xx.squareRoot() * yy.squareRoot())
    return correlation.isFinite ? correlation : 0
  }
}
