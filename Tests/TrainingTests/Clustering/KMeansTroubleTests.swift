import Testing
import Training

/// Rows that k-means has trouble with, and what it says.
@Suite struct KMeansTroubleTests {
  private func fit(_ columns: [[Double]], _ segments: Int, weights: [Double]? = nil) throws -> KMeansFit {
    try KMeans(segments: segments, options: ClusteringOptions()).fit(points(columns, weights: weights))
  }

  private func fit(_ columns: [[Double]], from centers: [[Double]], limit: Int = 300) throws -> KMeansFit {
    var options = ClusteringOptions()
    options.maximumIterations = limit
    return try KMeans(segments: centers.count, options: options).fit(points(columns), from: centers)
  }

  @Test func moreSegmentsThanDifferentRows() throws {
    let rows = [[1.0, 2, 1, 3, 2, 1].map { $0 / 10 }]
    let three = try fit(rows, 3)
    #expect(three.sizes == [3, 2, 1] && three.withinSumOfSquares < 1e-30)
    #expect(throws: TrainingError.tooManySegments(segments: 4, distinct: 3)) { try fit(rows, 4) }
    #expect(throws: TrainingError.tooManySegments(segments: 4, distinct: 3)) {
      try fit(rows, from: [[0], [0.1], [0.2], [0.3]])
    }
    #expect(throws: TrainingError.tooManySegments(segments: 2, distinct: 1)) {
      try fit([[5, 5, 5, 5], [1, 1, 1, 1]], 2)
    }
    // Only rows that count are there.
    #expect(throws: TrainingError.tooManySegments(segments: 3, distinct: 2)) {
      try fit(rows, 3, weights: [1, 1, 1, 0, 1, 1])
    }
  }

  @Test func oneRowOneSegment() throws {
    let one = try fit([[4], [2]], 1)
    #expect(one.centers == [[4, 2]] && one.sizes == [1] && one.withinSumOfSquares == 0 && one.converged)
    #expect(throws: TrainingError.tooManySegments(segments: 2, distinct: 1)) { try fit([[4], [2]], 2) }
    #expect(throws: TrainingError.noRows) { try fit([[]], 1) }
    #expect(throws: TrainingError.zeroTotalWeight) { try fit([[1, 2]], 1, weights: [0, 0]) }
    #expect(throws: TrainingError.invalidOption("0 segments: give at least 1")) { try fit([[1, 2]], 0) }
  }

  /// A centre where no row is starts again at the farthest row.
  @Test func emptySegmentsStartAgain() throws {
    let found = try fit([[0, 1, 2, 10, 11, 30]], from: [[0], [1000], [-1000]])
    #expect(found.sizes.allSatisfy { $0 > 0 } && found.converged)
    #expect(found.centers == [[1], [10.5], [30]])
    // Also where the rounds end at once.
    #expect(try fit([[0, 1, 2, 10, 11, 30]], from: [[0], [1000], [-1000]], limit: 1).sizes.allSatisfy { $0 > 0 })
  }

  /// A row as near to one centre as to another goes to the lower number, that of the larger segment.
  @Test func equalDistances() throws {
    let found = try fit([[-1, 1, 0, -1, 1]], from: [[1], [-1]])
    #expect(found.centers.count == 2 && found.converged)
    let ties = try fit([[-2, -2, 2, 2, 0]], from: [[-2], [2]], limit: 1)
    #expect(ties.assignments[4] == 0 && ties.sizes == [3, 2])
  }

  @Test func outlierOfTrillions() throws {
    let columns = [[1.0, 2, 3, 11, 12, 13, 1e12]]
    let found = try fit(columns, 3)
    #expect(found.sizes == [3, 3, 1] && found.centers == [[2], [12], [1e12]])
    #expect(found.withinSumOfSquares == 4)
  }

  @Test func squaresBeyondDoubles() {
    #expect(throws: TrainingError.extremePoints) { try fit([[1, 2, 1e200]], 2) }
    #expect(throws: TrainingError.extremePoints) { try fit([[1, 2, .infinity]], 2) }
  }

  @Test func missingValuesAreAverages() throws {
    let columns = [Coordinate(values: [8, 12, .nan, .nan, 10], center: 10, multiplier: 0.5)]
    let found = try KMeans(segments: 3, options: ClusteringOptions()).fit(Points(coordinates: columns, rows: 5))
    #expect(found.sizes == [3, 1, 1] && found.centers == [[0], [-1], [1]])
  }

  @Test func centresThatDoNotFit() {
    #expect(throws: TrainingError.self) { try fit([[1, 2], [3, 4]], from: [[1], [2]]) }
    #expect(throws: TrainingError.self) { try fit([[1, 2]], from: [[1], [.nan]]) }
  }
}
