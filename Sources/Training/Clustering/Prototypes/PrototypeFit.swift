/// Segments about prototypes: means of numeric coordinates, and modes of categories.
package struct PrototypeFit: Sendable, Equatable {
  /// One row a segment, the largest first.
  package let centers: [[Double]]
  /// The most frequent group of every category, one row a segment.
  package let modes: [[Int32]]
  /// What a category that differs from the mode costs, in squared distance.
  package let gamma: Double
  /// One segment a row; rows of weight 0 too.
  package let assignments: [Int32]
  /// The weight of every segment.
  package let sizes: [Double]
  /// Σ w (‖z − center‖² + γ · categories that differ from the mode).
  package let cost: Double
  /// Every start, whose objective is its cost.
  package let starts: [StartRecord]
  /// Whether the best start converged.
  package let converged: Bool
}
