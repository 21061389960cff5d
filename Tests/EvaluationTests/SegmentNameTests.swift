import Evaluation
import Testing

@Suite struct SegmentNameTests {
  /// Forty customers in each of `segments`; `columns` by their level or number, from the segment and the customer.
  private func names(
    _ segments: Int, numbers: [(String, (Int, Int) -> Double)] = [], levels: [(String, (Int, Int) -> String?)] = []
  ) throws -> [String] {
    let rows = (0..<40 * segments).map { (segment: $0 / 40, customer: $0 % 40) }
    var columns = numbers.map { name, f in
      DescribedColumn(name: name, numbers: rows.map { f($0.segment, $0.customer) })
    }
    for (name, f) in levels {
      let texts = rows.map { f($0.segment, $0.customer) }
      let known = Set(texts.compactMap { $0 }).sorted()
      columns.append(
        DescribedColumn(
          SegmentColumn(
            name: name, codes: texts.map { text in Int32(known.firstIndex { $0 == text } ?? -1) }, levels: known)))
    }
    return try SegmentProfile.describe(
      labels: rows.map { Int32($0.segment) }, segments: segments, columns: columns
    ).map(\.name)
  }

  private func spread(_ customer: Int) -> Double { Double((customer * 7) % 10) }

  @Test func theTwoStrongestTraitsMakeTheName() throws {
    let names = try names(
      2, numbers: [("monthly_charges", { $0 == 0 ? 90 + spread($1) : 40 + spread($1) }), ("noise", { spread($1) })],
      levels: [("contract", { segment, customer in (segment == 0) == (customer > 2) ? "Two year" : "Month-to-month" })])
    #expect(names == ["high monthly charges, contract Two year", "low monthly charges, contract Month-to-month"])
  }

  @Test func nothingSetsApart() throws {
    #expect(
      try names(3, numbers: [("x", { spread($1) })], levels: [("l", { $1 % 2 == 0 ? "a" : "b" })])
        == ["average customers", "average customers (2)", "average customers (3)"])
  }

  /// A difference of 0.1 standard deviations is certain among so many customers, and gives no name all the same.
  @Test func smallDifferencesGiveNoName() throws {
    let labels = (0..<40_000).map { Int32($0 % 2) }
    let numbers: [Double] = (0..<40_000).map { row in spread(row / 2) + (row % 2 == 0 ? 0.29 : 0) }
    let profiles = try SegmentProfile.describe(
      labels: labels, segments: 2, columns: [DescribedColumn(name: "x", numbers: numbers)])
    #expect(profiles.map(\.traits.count) == [1, 1] && profiles[0].name == "average customers")
  }

  @Test func frequenciesHaveTheirWords() throws {
    let names = try names(
      2, numbers: [("senior", { ($0 == 0 && $1 < 30) || $1 < 2 ? 1 : 0 })],
      levels: [
        ("job", { segment, customer in customer < (segment == 0 ? 15 : 1) ? "student" : "job \(customer)" }),
        ("phone", { segment, customer in segment == 1 && customer < 30 ? nil : "yes" }),
      ])
    // A level that most of both have is no name where it is rarer.
    #expect(names == ["phone yes, senior", "phone missing, seldom senior"])
    let often = try self.names(2, levels: [("job", { $1 < ($0 == 0 ? 15 : 0) ? "student" : "job \($1)" })])
    #expect(often[0] == "often job student")
  }

  /// A trait that says again what one before it says, within the segments, gives its place to the next.
  @Test func namesSayNothingTwice() throws {
    let names = try names(
      2,
      numbers: [
        ("total", { ($0 == 0 ? 40 : 0) + 3 * spread($1) }), ("monthly", { ($0 == 0 ? 12 : 0) + spread($1) }),
        ("age", { ($0 == 0 ? 5 : 0) + spread($1 / 5) }),
      ])
    #expect(names == ["high total, high age", "low total, low age"])
    // Without any difference within the segments, the means of the segments decide.
    let same = try self.names(
      3, numbers: [("phone", { segment, _ in segment == 0 ? 0 : 1 }), ("age", { ($0 == 0 ? 5 : 0) + spread($1) })],
      levels: [("lines", { $0 == 0 ? "No phone" : $1 % 2 == 0 ? "One" : "Two" })])
    #expect(same[0] == "lines No phone, high age")
    let phone = try self.names(2, numbers: [("phone", { segment, customer in segment == 0 || customer > 30 ? 0 : 1 })])
    #expect(phone == ["no phone", "phone"])
  }

  @Test func equalNamesTakeTheirNextTraitThenANumber() throws {
    // Segments 0 and 1 are alike in a and b and differ in c; 2 and 3 are alike in all.
    let names = try names(
      4,
      numbers: [
        ("a", { ($0 < 2 ? 300 : 0) + spread($1) }), ("b", { ($0 < 2 ? 200 : 0) + spread($1 / 5) }),
        ("c", { [2, -2, 0, 0][$0] + spread($1 / 7) }),
      ])
    #expect(names[0] == "high a, high b, high c" && names[1] == "high a, high b, low c")
    #expect(names[2] == "low a, low b" && names[3] == "low a, low b (2)")
  }

  /// A level that fewer than five of a segment's customers have is neither told nor hinted at.
  @Test func rareLevelsAreNotTold() throws {
    let labels = (0..<60).map { Int32($0 / 30) }
    // Segment 0: one name of four customers, and one of five; segment 1: a name each.
    let first: [Int32] = [0, 0, 0, 0, 1, 1, 1, 1, 1]
    let codes: [Int32] = first + [Int32](repeating: 2, count: 21) + (3..<33).map { Int32($0) }
    let levels = ["secret", "five", "many"] + (3..<33).map { "person \($0)" }
    let column = DescribedColumn(SegmentColumn(name: "who", codes: codes, levels: levels), isUsed: false)
    let profiles = try SegmentProfile.describe(labels: labels, segments: 2, columns: [column])
    #expect(profiles[0].levels.map(\.level) == ["five", "many"] && profiles[1].levels.isEmpty)
    #expect(profiles.allSatisfy { $0.traits.allSatisfy { !$0.isUsed } })
    let all = "\(profiles)"
    #expect(!all.contains("secret") && !all.contains("person"))
    let medoids = try SegmentMedoid.find(
      labels: labels, segments: 2, distances: [Double](repeating: 1, count: 60), columns: [column])
    #expect(medoids.map { $0?.values } == [[.rare], [.rare]])
  }

  @Test func medoidsAreNearestToTheirPrototype() throws {
    let labels: [Int32] = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, -1]
    let distances: [Double] = [3, 2, .nan, 1, 1, 0.5, 0, 0, 0, 0, .nan, .nan, .nan, .nan, .nan, 0]
    var weights = [Double](repeating: 1, count: 16)
    weights[5] = 0
    let columns = [
      DescribedColumn(name: "x", numbers: (0..<16).map { $0 == 3 ? .nan : Double($0) }),
      DescribedColumn(SegmentColumn(name: "l", codes: (0..<16).map { $0 == 4 ? -1 : 0 }, levels: ["same"])),
    ]
    let medoids = try SegmentMedoid.find(
      labels: labels, segments: 3, distances: distances, weights: weights, columns: columns)
    // Row 5 has no weight; of rows 3 and 4 the first counts. Segment 1 has four rows, segment 2 no distance.
    #expect(medoids[0]?.row == 3 && medoids[0]?.distance == 1)
    #expect(medoids[0]?.values == [.missing, .rare])
    #expect(medoids[1] == nil && medoids[2] == nil)
    weights[5] = 1
    let six = try SegmentMedoid.find(
      labels: labels, segments: 3, distances: distances, weights: weights, columns: columns)
    #expect(six[0]?.row == 5 && six[0]?.values == [.number(5), .level("same")])
  }
}
