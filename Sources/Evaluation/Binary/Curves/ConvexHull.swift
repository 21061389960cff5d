/// The upper convex hull of a ROC curve, as its segments from the highest scores down.
///
/// Every threshold that is best for some costs and class shares is a corner of it.
///
/// It is the pooling of adjacent violators: groups are joined until the share of outcome 1 falls from each segment to the
/// next. Cost and benefit of contacting a segment are then linear in its two weights.
///
/// Source: T. Fawcett and A. Niculescu-Mizil (2007), *PAV and the ROC convex hull*, Machine Learning 68, 97–106.
struct ConvexHull: Sendable {
  /// Rows that are contacted together or not at all.
  struct Segment: Sendable {
    /// The share of outcomes 1, and of outcomes 0, of all rows.
    var positives, negatives: Double
    /// The last group of tied scores in it.
    var lastGroup: Int
  }

  /// From the steepest to the flattest.
  let segments: [Segment]

  /// - Complexity: O(*n*).
  init(_ ranking: Ranking) {
    let total = ranking.totalWeight
    var segments: [Segment] = []
    for group in ranking.scores.indices {
      var segment = Segment(
        positives: ranking.positives[group], negatives: ranking.negatives[group], lastGroup: group)
      // Joined while the segment before is not steeper: P₁/N₁ ≤ P₂/N₂.
      while let before = segments.last, before.positives * segment.negatives <= segment.positives * before.negatives {
        segment.positives += before.positives
        segment.negatives += before.negatives
        segments.removeLast()
      }
      segments.append(segment)
    }
    self.segments = segments.map { segment in
      Segment(
        positives: segment.positives / total, negatives: segment.negatives / total, lastGroup: segment.lastGroup)
    }
  }
}
