import Distributions
import Evaluation
import Testing
import Training

/// Ward's trees against scipy and R (Tests/References/ward.py, ward.R). Tolerance: 1e-12 of the height, for sums in another
/// order; R prints 15 digits.
@Suite struct WardTests {
  private struct Reference: Decodable {
    struct Tree: Decodable {
      let merges: [[Int]]
      let heights, sizes: [Double]
    }
    struct Iris: Decodable {
      let columns: [[Double]]
      let heights: [Double]
      let three: [Int32]
    }
    let columns: [[Double]]
    let codes: [[Int32]]
    let copies: [Int]
    let plain: Tree
    let repeated: [Double]
    let iris: Iris
  }
  private struct Answers: Decodable {
    let plain, gower, gowerCopies: [Double]
    let gowerFour: [Int32]
  }

  private let data: Reference
  private let answers: Answers

  init() throws {
    data = try reference("ward")
    answers = try reference("ward_r")
  }

  private func points(_ columns: [[Double]], codes: [[Int32]] = [], weights: [Double]? = nil) -> Points {
    Points(
      coordinates: columns.map { Coordinate(values: $0) },
      categories: codes.map { Category(codes: $0, groups: Int($0.max() ?? 0) + 1) },
      rows: columns.first?.count ?? codes.first?.count ?? 0, weights: weights)
  }

  private func expect(_ fit: WardFit, _ heights: [Double], tolerance: Double = 1e-12, _ what: String) {
    #expect(fit.merges.count == heights.count, "\(what)")
    for (merge, height) in zip(fit.merges, heights.sorted()) {
      #expect(abs(merge.height - height) <= tolerance * max(height, 1e-3), "\(what): \(merge.height) for \(height)")
    }
  }

  @Test func treesOfScipyAndR() throws {
    let fit = try Ward().fit(points(data.columns))
    expect(fit, data.plain.heights, "scipy")
    expect(fit, answers.plain, "R")
    #expect(fit.merges.map { [$0.a, $0.b] } == data.plain.merges)
    #expect(fit.merges.map(\.size) == data.plain.sizes)
  }

  @Test func irisWithItsEqualRows() throws {
    let iris = points(data.iris.columns)
    let fit = try Ward().fit(iris)
    #expect(fit.distinct == 149)
    // Distances of flowers tie, but no tie changes a height here.
    expect(fit, data.iris.heights, "iris")
    let agreement = SegmentAgreement(try ContingencyTable(fit.cut(3, of: iris), data.iris.three))
    #expect(agreement.adjustedRand == 1)
  }

  @Test func mixedColumns() throws {
    let mixed = points(data.columns, codes: data.codes)
    let fit = try Ward().fit(mixed)
    expect(fit, answers.gower, "Gower")
    let agreement = SegmentAgreement(try ContingencyTable(fit.cut(4, of: mixed), answers.gowerFour))
    #expect(agreement.adjustedRand == 1)
  }

  @Test func weightsAreRepetitions() throws {
    let weights = data.copies.map { Double($0) }
    let fit = try Ward().fit(points(data.columns, weights: weights))
    let equal = data.copies.reduce(0) { $0 + max(0, $1 - 1) }
    expect(fit, Array(data.repeated.sorted().dropFirst(equal)), "copies")
    #expect(fit.merges.last?.size == weights.reduce(0, +))
    let mixed = try Ward().fit(points(data.columns, codes: data.codes, weights: weights))
    expect(mixed, Array(answers.gowerCopies.sorted().dropFirst(equal)), "copies of mixed rows")
  }

  @Test func rowsOfWeightZeroAreInNoSegment() throws {
    let all = points(data.columns, weights: data.copies.map { Double($0) })
    let segments = try Ward().fit(all).cut(4, of: all)
    for (row, copies) in data.copies.enumerated() { #expect((segments[row] < 0) == (copies == 0)) }
  }

  @Test func segmentsAreNumberedBySize() throws {
    let all = points(data.columns)
    let fit = try Ward().fit(all)
    for k in 1...6 {
      let segments = try fit.cut(k, of: all)
      let sizes = (0..<Int32(k)).map { segment in segments.count { $0 == segment } }
      #expect(sizes == sizes.sorted(by: >) && sizes.reduce(0, +) == 90 && sizes.allSatisfy { $0 > 0 })
    }
  }

  @Test func meansFarOff() throws {
    // 2⁻²⁰ of a coordinate is what 10⁶ leaves of the 17th digit.
    let far = data.columns.map { column in column.map { ($0 * 0x1p20).rounded() * 0x1p-20 } }
    let fit = try Ward().fit(points(far.map { column in column.map { $0 + 0x1p30 } }))
    expect(fit, try Ward().fit(points(far)).merges.map(\.height), "far off")
  }

  @Test func sameBitsForAnyNumberOfThreads() throws {
    var generator = SplitMix64(seed: 4)
    let columns = (0..<4).map { _ in (0..<1_500).map { _ in generator.nextUniform() } }
    let codes = [(0..<1_500).map { _ in Int32(generator.nextUniform() * 3) }]
    #expect(try Ward(threads: 1).fit(points(columns)) == Ward(threads: 3).fit(points(columns)))
    let mixed = points(columns.map { Array($0.prefix(300)) }, codes: codes.map { Array($0.prefix(300)) })
    #expect(try Ward(threads: 1).fit(mixed) == Ward(threads: 3).fit(mixed))
  }

  /// Whole numbers: nearly all distances tie, which a search that trusts rounding does not survive.
  @Test func tiesEndInATree() throws {
    var generator = SplitMix64(seed: 5)
    let columns = (0..<6).map { _ in (0..<2_000).map { _ in (generator.nextUniform() * 3).rounded(.down) } }
    let grid = points(columns)
    let fit = try Ward().fit(grid)
    #expect(fit.merges.count == 1_999 && fit.merges.map(\.height) == fit.merges.map(\.height).sorted())
    #expect(fit.merges.prefix(2_000 - fit.distinct).allSatisfy { $0.height == 0 })
    // The sum of squares of all rows is what all merges together add: half of the sum of squared heights.
    let squares = columns.reduce(0) { sum, column in
      let mean = column.reduce(0, +) / 2_000
      return column.reduce(sum) { $0 + ($1 - mean) * ($1 - mean) }
    }
    #expect(relative(fit.merges.reduce(0) { $0 + $1.height * $1.height } / 2, squares) < 1e-12)
    #expect(try Ward(threads: 1).fit(grid) == fit)
  }
}
