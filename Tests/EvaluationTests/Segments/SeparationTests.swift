import Evaluation
import Testing

/// Tolerance: 1e-12, for means of distances that are summed in another order; 1e-11 against fpc, which prints 15 digits.
@Suite struct SeparationTests {
  private let references: SegmentReferences
  private let answers: SegmentAnswers

  init() throws {
    references = try .load()
    answers = try .load()
  }

  @Test func agreesWithScikitLearnAndR() throws {
    for (data, answer) in zip(references.cases, answers.cases) {
      let separation = try SegmentSeparation(MemoryPoints(columns: data.columns), data.a)
      expectClose(separation.silhouette.estimate, data.silhouette, tolerance: 1e-12, data.name)
      #expect(separation.silhouette.standardError == 0 && separation.rows == Array(data.a.indices))
      for (value, reference) in zip(separation.values, data.silhouettes) {
        expectClose(value, reference, tolerance: 1e-12, data.name)
      }
      for k in 0..<3 {
        expectClose(separation.silhouettes[k], data.bySegment[k], tolerance: 1e-12, data.name)
        expectClose(separation.silhouettes[k], answer.bySegment[k], tolerance: 1e-11, data.name)
      }
      expectClose(separation.dunn, answer.dunn, tolerance: 1e-11, data.name)
      expectClose(separation.averageDunn, answer.averageDunn, tolerance: 1e-11, data.name)
    }
  }

  @Test func distancesOfMixedColumns() throws {
    for (data, answer) in zip(references.cases, answers.cases) {
      let points = MemoryPoints(columns: data.columns, codes: data.codes)
      let gower = try SegmentSeparation(points, data.a, distance: .gower(over: points))
      expectClose(gower.silhouette.estimate, answer.gower, tolerance: 1e-11, data.name)
      let prototypes = try SegmentSeparation(points, data.a, distance: .prototypes(gamma: 0.7))
      expectClose(prototypes.silhouette.estimate, answer.prototypes, tolerance: 1e-11, data.name)
      var block = PointBlock(of: points, capacity: points.rows)
      var distances = [Double](repeating: 0, count: points.rows)
      block.read(0..<points.rows, of: points)
      PointDistance.gower(over: points).measure(from: 0, of: block, to: block, into: &distances)
      block.free()
      for (value, reference) in zip(distances, answer.gowerDistances) {
        expectClose(value, reference, tolerance: 1e-13, data.name)
      }
    }
  }

  @Test func weightsAreRepetitions() throws {
    let data = references.cases[1]
    let counts = data.a.indices.map { $0 % 4 }
    var points = MemoryPoints(columns: data.columns)
    let repeated = points.repeated(counts)
    points.weights = counts.map { Double($0) }
    let labels = zip(data.a, counts).flatMap { Array(repeating: $0, count: $1) }
    let (one, other) = (try SegmentSeparation(points, data.a), try SegmentSeparation(repeated, labels))
    expectClose(one.silhouette.estimate, other.silhouette.estimate, tolerance: 1e-12, "silhouette")
    expectClose(one.averageDunn, other.averageDunn, tolerance: 1e-12, "mean Dunn")
    #expect(one.dunn == other.dunn)
  }

  @Test func aSampleTellsItsError() throws {
    var generator = Draws(seed: 3)
    let labels = (0..<4_000).map { Int32($0 % 3) }
    let columns = (0..<2).map { j in labels.map { Double($0) * (j == 0 ? 2 : 1) + generator.next() } }
    let points = MemoryPoints(columns: columns)
    let exact = try SegmentSeparation(points, labels)
    var (covered, judged) = (0, Set<[Int]>())
    for seed in 0..<40 as Range<UInt64> {
      let sampled = try SegmentSeparation(points, labels, exactRows: 100, sample: 200, seed: seed)
      #expect(sampled.rows.count == 200 && sampled.dunn == nil)
      judged.insert(sampled.rows)
      let estimate = sampled.silhouette
      if let lower = estimate.lower, let upper = estimate.upper, (lower...upper).contains(exact.silhouette.estimate) {
        covered += 1
      }
      expectClose(sampled.averageDunn, exact.averageDunn, tolerance: 0.1, "mean Dunn")
    }
    // 38 of 40 on average; fewer than 33 have a probability of 0.2 %.
    #expect(covered >= 33 && judged.count == 40, "\(covered)")
  }

  @Test func doesNotDependOnWorkersOrCompany() throws {
    let data = references.cases[0]
    let points = MemoryPoints(columns: data.columns)
    let one = try SegmentSeparation.judge(points, [data.a, data.b], workers: 1)
    #expect(one == (try SegmentSeparation.judge(points, [data.a, data.b], workers: 3)))
    #expect(one[1] == (try SegmentSeparation(points, data.b)))
  }

  @Test func degenerateSegments() throws {
    let points = MemoryPoints(columns: [[1, 1, 1, 1]])
    #expect(throws: SegmentationError.oneSegment) { try SegmentSeparation(points, [2, 2, 2, 2]) }
    #expect(throws: SegmentationError.oneSegment) { try SegmentSeparation(MemoryPoints(columns: [[1]]), [0]) }
    #expect(throws: SegmentationError.empty) { try SegmentSeparation(MemoryPoints(columns: [[]]), []) }
    #expect(throws: SegmentationError.unequalLengths(what: .segments, count: 3, expected: 4)) {
      try SegmentSeparation(points, [0, 1, 2])
    }
    #expect(try SegmentSeparation.judge(points, [[0, 0, 0, 0], [0, 1, 0, 1]]).map { $0 == nil } == [true, false])
    let equal = try SegmentSeparation(points, [0, 0, 1, 1])
    #expect(equal.silhouette.estimate == 0 && equal.dunn == nil && equal.averageDunn == nil)
    let alone = try SegmentSeparation(MemoryPoints(columns: [[0, 1, 5]]), [0, 1, 3])
    #expect(alone.silhouettes == [0, 0, nil, 0])
    let outside = try SegmentSeparation(MemoryPoints(columns: [[0, 1, 900, 5, 6]]), [0, 0, -1, 1, 1])
    #expect(outside.rows == [0, 1, 3, 4] && outside.dunn == 4)
  }
}

/// A generator of tests: uniform numbers from a linear congruence (Knuth, MMIX).
struct Draws {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) * 0x1p-53
  }
}
