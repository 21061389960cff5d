import LinearAlgebra

/// What every search for segments takes.
package struct ClusteringOptions: Sendable {
  /// Decides every draw; draws do not depend on the number of threads.
  package var seed: UInt64 = 1
  /// Searches from different starts, of which the best counts; at least 1.
  package var starts = 10
  /// Rounds of one search; at least 1.
  package var maximumIterations = 300
  /// When a search has converged, in the terms of the algorithm; nil is the algorithm's own.
  package var tolerance: Double?
  package var threads = BlockReduction.availableThreads

  package init() {}

  func validate(segments: Int) throws(TrainingError) {
    guard segments >= 1 else { throw .invalidOption("\(segments) segments: give at least 1") }
    guard starts >= 1 else { throw .invalidOption("\(starts) starts: give at least 1") }
    guard maximumIterations >= 1 else { throw .invalidOption("\(maximumIterations) iterations: give at least 1") }
    guard tolerance ?? 0 >= 0, tolerance?.isFinite != false else {
      throw .invalidOption("a tolerance is at least 0 and finite")
    }
  }
}

/// How one search ended.
package struct StartRecord: Sendable, Equatable {
  /// What the search makes small or large: the within-segment sum of squares, the cost, or the log-likelihood.
  package let objective: Double
  package let iterations: Int
  package let converged: Bool
}
