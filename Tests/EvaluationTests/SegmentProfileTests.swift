import Evaluation
import Testing

/// What R says of the same segments (References/profiles.R).
private struct ProfileReference: Decodable {
  struct Column: Decodable {
    let name: String
    let numbers: [Double?]?
    let texts: [String?]?
  }

  struct Number: Decodable {
    let column: String
    let segment: Int
    let mean: [Double]
    let median, elsewhere: Double
    let difference: [Double]
  }

  struct Level: Decodable {
    let column: String
    let segment: Int
    let level: String?
    let share: [Double]
    let overall, elsewhere: Double
    let lift, difference: [Double]
  }

  struct Worth: Decodable {
    let segment: Int
    let sum: Double
    let mean, share: [Double]
  }

  let name: String
  let segments: Int
  let labels: [Int32]
  let weights: [Double]?
  let values: [Double?]
  let columns: [Column]
  let shares: [[Double]]
  let worths: [Worth]
  let numbers: [Number]
  let levels: [Level]

  var described: [DescribedColumn] {
    columns.map { column in
      if let numbers = column.numbers { return DescribedColumn(name: column.name, numbers: numbers.map { $0 ?? .nan }) }
      let texts = column.texts ?? []
      let levels = Set(texts.compactMap { $0 }).sorted()
      return DescribedColumn(
        SegmentColumn(
          name: column.name, codes: texts.map { text in Int32(levels.firstIndex { $0 == text } ?? -1) }, levels: levels)
      )
    }
  }

  func profiles() throws -> [SegmentProfile] {
    try SegmentProfile.describe(
      labels: labels, segments: segments, weights: weights, values: values.map { $0 ?? .nan }, columns: described)
  }
}

@Suite struct SegmentProfileTests {
  private let cases: [ProfileReference]

  init() throws { cases = try EvaluationReferences.decode("profiles.json") }

  /// 1e-10: both sides sum a few hundred doubles.
  private func expect(_ estimate: Estimate?, _ reference: [Double], _ what: String) {
    expectClose(estimate?.estimate, reference[0], tolerance: 1e-10, "\(what) estimate")
    expectClose(estimate?.lower, reference[1], tolerance: 1e-10, "\(what) lower")
    expectClose(estimate?.upper, reference[2], tolerance: 1e-10, "\(what) upper")
    if reference.count > 3 { expectClose(estimate?.standardError, reference[3], tolerance: 1e-10, "\(what) error") }
  }

  @Test func sizesAndWorthsAreThoseOfR() throws {
    for reference in cases {
      let profiles = try reference.profiles()
      #expect(profiles.count == reference.segments)
      for (profile, share) in zip(profiles, reference.shares) {
        expect(profile.share, share, "\(reference.name) share of \(profile.segment)")
      }
      for worth in reference.worths {
        let value = try #require(profiles[worth.segment].value)
        let what = "\(reference.name) value of \(worth.segment)"
        expectClose(value.sum, worth.sum, tolerance: 1e-12, what)
        expectClose(value.mean.estimate, worth.mean[0], tolerance: 1e-12, what)
        expectClose(value.mean.standardError, worth.mean[1], tolerance: 1e-12, what)
        expectClose(value.share?.estimate, worth.share[0], tolerance: 1e-12, what)
        expectClose(value.share?.standardError, worth.share[1], tolerance: 1e-12, what)
      }
    }
  }

  @Test func numbersAreThoseOfR() throws {
    for reference in cases {
      let profiles = try reference.profiles()
      #expect(profiles.flatMap(\.numbers).count == reference.numbers.count)
      for number in reference.numbers {
        let profile = try #require(profiles[number.segment].numbers.first { $0.column == number.column })
        let what = "\(reference.name) \(number.column) in \(number.segment)"
        expectClose(profile.mean.estimate, number.mean[0], tolerance: 1e-14, what)
        expectClose(profile.mean.standardError, number.mean[1], tolerance: 1e-12, what)
        expectClose(profile.median, number.median, tolerance: 1e-15, what)
        expectClose(profile.meanElsewhere, number.elsewhere, tolerance: 1e-14, what)
        expect(profile.difference, number.difference, what)
      }
    }
  }

  @Test func levelsAreThoseOfR() throws {
    for reference in cases {
      let profiles = try reference.profiles()
      #expect(profiles.flatMap(\.levels).count == reference.levels.count)
      for level in reference.levels {
        let profile = try #require(
          profiles[level.segment].levels.first { $0.column == level.column && $0.level == level.level })
        let what = "\(reference.name) \(level.column) \(level.level ?? "missing") in \(level.segment)"
        expect(profile.share, level.share, "\(what) share")
        expectClose(profile.shareOverall, level.overall, tolerance: 1e-14, what)
        expectClose(profile.shareElsewhere, level.elsewhere, tolerance: 1e-14, what)
        expect(profile.lift, level.lift, "\(what) lift")
        expect(profile.difference, level.difference, what)
      }
    }
  }

  /// Traits are the differences that the interval tells from none, the largest first; of the column of two levels only
  /// the one that is more frequent.
  @Test func traitsAreRankedDifferences() throws {
    for reference in cases {
      for profile in try reference.profiles() {
        let levels = profile.levels.filter { $0.column != "only" || ($0.difference?.estimate ?? 0) > 0 }
        let differences = profile.numbers.map(\.difference) + levels.map(\.difference)
        let shown = differences.compactMap { $0 }.filter { ($0.lower ?? 0) > 0 || ($0.upper ?? 0) < 0 }
        #expect(!shown.isEmpty, "\(reference.name)")
        #expect(
          shown.map(\.estimate.magnitude).sorted(by: >) == profile.traits.compactMap(\.difference?.estimate.magnitude))
      }
    }
  }

  /// Of differences without end, where both sides are constant, the interval is none; it is a trait all the same.
  @Test func constantSidesHaveAFiniteDifference() throws {
    let far = try #require(cases.first { $0.name == "far" })
    let profile = try #require(far.profiles()[1].numbers.first { $0.column == "step" })
    let difference = try #require(profile.difference)
    #expect(profile.mean.estimate == 5 && profile.meanElsewhere == 3)
    #expect(difference.estimate > 10 && difference.lower == difference.estimate)
  }

  @Test func scaleAndPlaceOfNumbersDoNotMatter() throws {
    let labels: [Int32] = (0..<60).map { $0 % 3 }
    let numbers: [Double] = (0..<60).map { row in
      let own = row % 3 == 0 ? 40 : 0
      return Double((row * 37) % 64 + own)
    }
    func difference(_ scale: Double, _ shift: Double) throws -> Estimate? {
      try SegmentProfile.describe(
        labels: labels, segments: 3,
        columns: [DescribedColumn(name: "x", numbers: numbers.map { scale * $0 + shift })])[0].numbers[0].difference
    }
    // Powers of two and whole shifts are exact, so is all that follows.
    let plain = try difference(1, 0)
    #expect((plain?.lower ?? 0) > 0.5)
    for (scale, shift) in [(0x1p900, 0), (0x1p-900, 0), (1, 0x1p40)] {
      #expect(try difference(scale, shift) == plain, "\(scale), \(shift)")
    }
  }

  /// What exactly the same customers have is told once, with what is alike; of two levels only the more frequent one.
  @Test func nothingIsToldTwice() throws {
    let labels: [Int32] = (0..<90).map { $0 / 30 }
    func column(_ name: String, _ code: (Int) -> Int32, _ levels: [String]) -> DescribedColumn {
      DescribedColumn(SegmentColumn(name: name, codes: (0..<90).map(code), levels: levels))
    }
    let none = { (row: Int) in row < 25 || row == 40 }
    let profiles = try SegmentProfile.describe(
      labels: labels, segments: 3,
      columns: [
        column("internet", { none($0) ? 0 : Int32(1 + $0 % 2) }, ["No", "DSL", "Fiber"]),
        column("security", { none($0) ? 2 : Int32($0 % 3 == 0 ? 0 : 1) }, ["Yes", "No", "No internet"]),
        column("backup", { none($0) ? -1 : 0 }, ["Yes"]),
      ])
    let first = try #require(profiles[0].traits.first)
    guard case .level(let profile) = first else { return #expect(Bool(false), "\(first)") }
    #expect(profile.condition.description == "internet = No")
    #expect(profile.alike.map(\.description) == ["security = No internet", "backup = (missing)"])
    let told = profiles[0].traits.map { trait in
      if case .level(let level) = trait { level.condition.description } else { "" }
    }
    #expect(profiles[0].levels.allSatisfy { $0.alike.isEmpty || $0 == profile })
    #expect(!told.contains("security = No internet") && !told.contains("backup = (missing)"))
    #expect(!told.contains("backup = Yes"))
    #expect(profiles[0].levels.contains { $0.condition.description == "security = No internet" })
  }

  /// Orders that lead selection astray, ties, and both parities, against weights of 1, which take a sort.
  @Test func mediansAreThoseOfASort() throws {
    for count in [5, 6, 37, 1_000, 1_001] {
      let orders: [(Int) -> Double] = [
        { Double($0) }, { Double(-$0) }, { Double($0 % 3) }, { _ in 1 }, { Double(min($0, count - $0)) },
        { Double(($0 * 7_919) % 1_009) }, { $0 % 2 == 0 ? Double($0) : Double(-$0) },
      ]
      for order in orders {
        let column = DescribedColumn(name: "x", numbers: (0..<count).map(order))
        let labels = [Int32](repeating: 0, count: count)
        let selected = try SegmentProfile.describe(labels: labels, segments: 1, columns: [column])
        let sorted = try SegmentProfile.describe(
          labels: labels, segments: 1, weights: [Double](repeating: 1, count: count), columns: [column])
        #expect(selected[0].numbers[0].median == sorted[0].numbers[0].median)
      }
    }
  }

  @Test func edges() throws {
    // All of the value in one of two segments: the interval ends at 1. Where amounts may be negative it does not.
    for (least, isClipped) in [(0.0, true), (-1, false)] {
      let worths = (0..<20).map { $0 < 10 ? Double($0 * $0) : $0 == 10 ? least : 0 }
      let profiles = try SegmentProfile.describe(
        labels: (0..<20).map { $0 < 10 ? 0 : 1 }, segments: 2, values: worths, columns: [])
      #expect((profiles[0].value?.share?.upper == 1) == isClipped)
    }
    // One segment has nobody to differ from; constant and empty columns tell nothing; one value far out does no harm.
    var outlier = [Double](repeating: 1, count: 40)
    outlier[7] = 1e12
    let columns = [
      DescribedColumn(name: "constant", numbers: [Double](repeating: 5, count: 40)),
      DescribedColumn(name: "empty", numbers: [Double](repeating: .nan, count: 40)),
      DescribedColumn(name: "outlier", numbers: outlier),
      DescribedColumn(SegmentColumn(name: "void", codes: [Int32](repeating: -1, count: 40), levels: [])),
    ]
    let one = try SegmentProfile.describe(
      labels: [Int32](repeating: 0, count: 40), segments: 1, columns: columns)
    #expect(one[0].traits.isEmpty && one[0].name == SegmentNames.average)
    #expect(one[0].numbers.map(\.column) == ["constant", "outlier"] && one[0].numbers[1].meanElsewhere == nil)
    #expect(one[0].share.estimate == 1 && one[0].value == nil)
    // An empty segment, and one of a single row; a left-out row; a row of weight 0.
    let labels = [Int32](repeating: 0, count: 19) + [Int32](repeating: 2, count: 18) + [3, -1, 0]
    let weights = [Double](repeating: 1, count: 39) + [0]
    let several = try SegmentProfile.describe(
      labels: labels, segments: 4, weights: weights, values: [Double](repeating: -1, count: 40), columns: columns)
    #expect(several.map(\.rows) == [19, 0, 18, 1] && several.map(\.weight) == [19, 0, 18, 1])
    #expect(several[0].value?.share == nil && several[0].value?.sum == -19 && several[3].value == nil)
    for few in [several[1], several[3]] { #expect(few.numbers.isEmpty && few.levels.isEmpty && few.traits.isEmpty) }
    #expect(Set(several.map(\.name)).count == 4)
    // Missing everywhere sets nobody apart.
    #expect(several.allSatisfy { $0.traits.isEmpty })
  }

  @Test func refusals() {
    let good = DescribedColumn(name: "x", numbers: [1, 2])
    func refused(_ labels: [Int32], weights: [Double]? = nil, _ columns: [DescribedColumn]) -> SegmentProfileError? {
      do throws(SegmentProfileError) {
        _ = try SegmentProfile.describe(labels: labels, segments: 2, weights: weights, columns: columns)
        return nil
      } catch { return error }
    }
    #expect(refused([0, 1], [good]) == nil)
    #expect(refused([0, 2], [good]) == .invalidLabel(row: 1, segments: 2))
    #expect(refused([0, -2], [good]) == .invalidLabel(row: 1, segments: 2))
    #expect(refused([-1, -1], [good]) == .noRow)
    #expect(refused([0, 1, 1], [good]) == .unequalLengths(what: "values of x", count: 2, expected: 3))
    #expect(refused([0, 1], weights: [1, -1], [good]) == .weights(.negativeWeight(row: 1)))
    #expect(refused([0, 1], [DescribedColumn(name: "x", numbers: [1, .infinity])]) == .infinite(what: "x", row: 1))
    let wrong = SegmentColumn(name: "c", codes: [0, 1], levels: ["one"])
    #expect(refused([0, 1], [DescribedColumn(wrong)]) == .invalidCode(what: "c", row: 1))
    #expect("\(SegmentProfileError.infinite(what: "x", row: 1))".hasPrefix("row 2, column x: an infinite number"))
  }
}
