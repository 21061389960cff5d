import ClienteleScoring
import Testing
import Training

@Suite struct PointsTests {
  private let points = Points(
    coordinates: [
      Coordinate(values: [1, .nan, 5], center: 3, multiplier: 0.5),
      Coordinate(values: [-1, 0, 1], center: 1, multiplier: 2, curve: .logarithm),
    ],
    categories: [Category(codes: [2, -1, 0], groups: 3)], rows: 3, weights: [1, 0, 2])

  @Test func coordinatesByRowAndByColumn() {
    var rows = [Double](repeating: .nan, count: 4)
    points.read(1..<3, into: &rows)
    let half = 0.6931471805599453
    #expect(rows == [0, -2, 1, 2 * (half - 1)])
    var columns = [Double](repeating: .nan, count: 6)
    points.readColumns(0..<3, into: &columns, stride: 3)
    #expect(columns == [-1, 0, 1, 2 * (-half - 1), -2, 2 * (half - 1)])
    #expect((0..<3).map { points.coordinates(ofRow: $0) } == [[-1, columns[3]], [0, -2], [1, columns[5]]])
  }

  @Test func codesWeightsAndCopies() {
    var codes = [Int32](repeating: 9, count: 3)
    points.readCodes(0..<3, into: &codes)
    #expect(codes == [2, -1, 0])
    #expect(points.totalWeight == 3 && !points.counts(1) && points.counts(2))
    let copy = points.points(of: [2, 0, 2])
    #expect(copy.rows == 3 && copy.weights == [2, 1, 2] && copy.groupCounts == [3])
    #expect(copy.coordinates(ofRow: 0) == points.coordinates(ofRow: 2))
    copy.readCodes(0..<3, into: &codes)
    #expect(codes == [0, 2, 0])
  }

  @Test func noRows() {
    let none = Points(coordinates: [Coordinate(values: [])], rows: 0)
    #expect(none.totalWeight == 0 && none.dimension == 1)
  }

  @Test(arguments: [
    (-5, 0), (1, 0), (1.5, 0.125), (2, 0.375), (2.5, 0.625), (3, 0.75), (4, 0.875), (5, 1), (99, 1), (.infinity, 1),
  ])
  func placesAmongKnots(_ value: Double, _ place: Double) {
    #expect(NumericFeature.Curve.ranks([1, 2, 2, 3, 5]).value(at: value) == place)
  }

  @Test func segmentsAreNumberedBySizeAndThenByCentre() {
    let order = SegmentOrder.order(sizes: [5, 9, 5, 5], centers: [[1, 2], [0, 0], [1, 1], [1, 2]])
    #expect(order == [1, 2, 0, 3])
    var assignments: [Int32] = [0, 1, 2, 3, -1]
    SegmentOrder.renumber(&assignments, by: order)
    #expect(assignments == [2, 0, 1, 3, -1])
  }
}
