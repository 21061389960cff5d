import Testing
import Training

/// What Ward's method says of tables that have no tree, or a trivial one.
@Suite struct WardRefusalTests {
  private func points(_ columns: [[Double]], weights: [Double]? = nil) -> Points {
    Points(coordinates: columns.map { Coordinate(values: $0) }, rows: columns[0].count, weights: weights)
  }

  @Test func oneRowIsOneSegment() throws {
    let one = points([[3], [4]])
    let fit = try Ward().fit(one)
    #expect(fit.merges.isEmpty && fit.distinct == 1)
    #expect(try fit.cut(1, of: one) == [0])
    #expect(throws: TrainingError.tooManySegments(segments: 2, distinct: 1)) { try fit.cut(2, of: one) }
    #expect(throws: TrainingError.invalidOption("0 segments: give at least 1")) { try fit.cut(0, of: one) }
  }

  @Test func equalRowsAreOnePoint() throws {
    let equal = points([[Double](repeating: 7, count: 500), [Double](repeating: .nan, count: 500)])
    let fit = try Ward().fit(equal)
    #expect(fit.merges.count == 499 && fit.merges.allSatisfy { $0.height == 0 } && fit.merges.last?.size == 500)
    #expect(throws: TrainingError.tooManySegments(segments: 2, distinct: 1)) { try fit.cut(2, of: equal) }
  }

  @Test func aConstantColumnAddsNothing() throws {
    let varying = [1.0, 2, 4, 8, 16]
    let one = try Ward().fit(points([varying, [Double](repeating: 3, count: 5)]))
    #expect(one == (try Ward().fit(points([varying]))))
  }

  @Test func refusals() {
    #expect(throws: TrainingError.noRows) { try Ward().fit(points([[]])) }
    #expect(throws: TrainingError.zeroTotalWeight) { try Ward().fit(points([[1, 2]], weights: [0, 0])) }
    #expect(throws: TrainingError.extremePoints) { try Ward().fit(points([[1, .infinity]])) }
    #expect(throws: TrainingError.extremePoints) { try Ward().fit(points([[1e200, -1e200, 0]])) }
    #expect(throws: TrainingError.invalidOption("Ward's method needs a column at least")) {
      try Ward().fit(Points(coordinates: [], rows: 3))
    }
  }

  @Test func tooManyDistancesAreRefusedBeforeTheyAreMade() {
    let rows = Ward.largestMatrix + 1
    let mixed = Points(
      coordinates: [Coordinate(values: (0..<rows).map { Double($0) })],
      categories: [Category(codes: [Int32](repeating: 0, count: rows), groups: 1)], rows: rows)
    #expect(throws: TrainingError.tooManyRowsForDistances(rows: rows, limit: Ward.largestMatrix)) {
      try Ward().fit(mixed)
    }
  }

  @Test func anOutlierStandsAlone() throws {
    let table = points([[1, 2, 3, 4, 1e12]])
    #expect(try Ward().fit(table).cut(2, of: table) == [0, 0, 0, 0, 1])
  }
}
