import Testing
import Training

/// Rows that mixtures have trouble with, and what they say.
@Suite struct MixtureTroubleTests {
  private func fit(
    _ columns: [[Double]], _ segments: Int, _ shape: MixtureShape, from start: [Int32]? = nil,
    regularization: Double = GaussianMixture.defaultRegularization
  ) throws -> MixtureFit {
    let mixture = try GaussianMixture(
      segments: segments, shape: shape, options: ClusteringOptions(), regularization: regularization)
    return try start.map { try mixture.fit(points(columns), from: $0) } ?? mixture.fit(points(columns))
  }

  /// A column that another determines: singular as it is, and not with a share of the variances added.
  @Test func dependentColumns() throws {
    let column = clouds(rows: 200, dimension: 1, segments: 2, spread: 0.1, seed: 5)[0]
    let columns = [column, column.map { 2 * $0 }]
    #expect(throws: TrainingError.singularComponent(1, regularization: 0)) {
      try fit(columns, 2, .full, regularization: 0)
    }
    #expect(try fit(columns, 2, .full).logLikelihood.isFinite)
  }

  /// A component on one row: its likelihood would have no bound.
  @Test func componentOnOneRow() throws {
    let columns = [[1.0, 2, 3, 4, 5, 1e12]]
    #expect(throws: TrainingError.singularComponent(2, regularization: 1e-6)) {
      try fit(columns, 2, .full, from: [0, 0, 0, 0, 0, 1])
    }
    #expect(throws: TrainingError.singularComponent(2, regularization: 1e-6)) {
      try fit([[1.0, 2, 3]], 2, .spherical, from: [0, 0, 0])
    }
    // A covariance for all has rows enough.
    #expect(try fit(columns, 2, .tied, from: [0, 0, 0, 0, 0, 1]).weights[1] > 0)
  }

  @Test func constantRows() {
    #expect(throws: TrainingError.tooManySegments(segments: 2, distinct: 1)) { try fit([[3, 3, 3]], 2, .full) }
    #expect(throws: TrainingError.singularComponent(1, regularization: 1e-6)) { try fit([[3, 3, 3]], 1, .full) }
    #expect(throws: TrainingError.singularComponent(1, regularization: 1e-6)) { try fit([[3]], 1, .diagonal) }
    #expect(throws: TrainingError.noRows) { try fit([[]], 1, .full) }
  }

  @Test func refusals() {
    #expect(throws: TrainingError.self) { try fit([[1, 2]], 2, .full, from: [0, 2]) }
    #expect(throws: TrainingError.self) { try fit([[1, 2]], 2, .full, from: [0]) }
    #expect(throws: TrainingError.self) { try fit([[1, 2]], 1, .full, regularization: -1) }
    #expect(throws: TrainingError.self) { try fit([], 1, .full) }
  }
}
