import Distributions
import Evaluation
import Testing

@Suite struct FoldsTests {
  private func sizes(_ folds: [UInt8], where include: (Int) -> Bool = { _ in true }) -> [Int] {
    var sizes = [Int](repeating: 0, count: Int(folds.max() ?? 0) + 1)
    for row in folds.indices where include(row) { sizes[Int(folds[row])] += 1 }
    return sizes
  }

  private func spread(_ sizes: [Int]) -> Int { (sizes.max() ?? 0) - (sizes.min() ?? 0) }

  @Test func plainFoldsAreBalancedAndSeeded() throws {
    for (rows, count) in [(2, 2), (10, 3), (1003, 10), (255, 255)] {
      let folds = try Folds.plain(rows: rows, count: count, seed: 5)
      #expect(folds.count == rows)
      #expect(sizes(folds).count == count)
      #expect(spread(sizes(folds)) <= 1, "\(sizes(folds))")
      #expect(try Folds.plain(rows: rows, count: count, seed: 5) == folds)
    }
    #expect(try Folds.plain(rows: 100, count: 5, seed: 1) != Folds.plain(rows: 100, count: 5, seed: 2))
    // Written down so that no change of version or platform deals other folds unnoticed.
    #expect(try Folds.plain(rows: 12, count: 3, seed: 1) == [1, 0, 1, 2, 2, 0, 2, 0, 1, 0, 1, 2])
  }

  @Test func stratifiedFoldsKeepTheRate() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed: seed)
      let outcomes = (0..<211).map { $0 < 7 ? 1.0 : generator.next(below: 5) == 0 ? 1 : 0 }
      let folds = try Folds.stratified(outcomes: outcomes, count: 7, seed: seed)
      #expect(spread(sizes(folds)) <= 1, "seed \(seed)")
      for value in [0.0, 1.0] {
        #expect(spread(sizes(folds) { outcomes[$0] == value }) <= 1, "seed \(seed), outcome \(value)")
      }
    }
  }

  @Test func groupsStayWhole() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed: seed)
      // Codes with gaps, groups of 1 to 6 rows and one of 60, in mixed order.
      let groups = (0..<600).map { row in row < 60 ? Int32(1_000_000) : Int32(3 * generator.next(below: 200)) }
      let folds = try Folds.grouped(groups: groups, count: 5, seed: seed)
      for group in Set(groups) {
        #expect(Set(folds.indices.filter { groups[$0] == group }.map { folds[$0] }).count == 1, "group \(group)")
      }
      // Single rows fill up what larger groups left uneven.
      #expect(spread(sizes(folds)) <= 2, "seed \(seed): \(sizes(folds))")
      #expect(try Folds.grouped(groups: groups, count: 5, seed: seed) == folds)
    }
    let single = (0..<40).map { Int32($0) }
    #expect(try Folds.grouped(groups: single, count: 4, seed: 1) != Folds.grouped(groups: single, count: 4, seed: 2))
  }

  @Test func impossibleFoldsAreRefused() {
    #expect(throws: FoldError.count(1)) { try Folds.plain(rows: 10, count: 1, seed: 1) }
    #expect(throws: FoldError.count(256)) { try Folds.plain(rows: 1000, count: 256, seed: 1) }
    #expect(throws: FoldError.tooFewRows(rows: 4, folds: 5)) { try Folds.plain(rows: 4, count: 5, seed: 1) }
    #expect(throws: FoldError.tooFewRows(rows: 0, folds: 5)) { try Folds.stratified(outcomes: [], count: 5, seed: 1) }
    #expect(throws: FoldError.tooFewOfClass(rows: 1, folds: 2)) {
      try Folds.stratified(outcomes: [0, 0, 1], count: 2, seed: 1)
    }
    #expect(throws: FoldError.notBinary(row: 1)) { try Folds.stratified(outcomes: [0, .nan, 1], count: 2, seed: 1) }
    #expect(throws: FoldError.tooFewGroups(groups: 2, folds: 3)) {
      try Folds.grouped(groups: [4, 9, 9, 4], count: 3, seed: 1)
    }
    #expect(throws: FoldError.missingGroup(row: 2)) { try Folds.grouped(groups: [4, 9, -1], count: 2, seed: 1) }
  }
}
