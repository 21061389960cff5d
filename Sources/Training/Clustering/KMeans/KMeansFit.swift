/// Segments about means.
package struct KMeansFit: Sendable, Equatable {
  /// One row a segment, the largest first.
  package let centers: [[Double]]
  /// One segment a row; rows of weight 0 too.
  package let assignments: [Int32]
  /// The weight of every segment.
  package let sizes: [Double]
  /// Σ w ‖z − c‖².
  package let withinSumOfSquares: Double
  /// Every start, whose objective is its within-segment sum of squares.
  package let starts: [StartRecord]
  /// Whether the best start converged.
  package let converged: Bool
}
