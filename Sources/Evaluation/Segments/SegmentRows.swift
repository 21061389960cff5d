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
}
