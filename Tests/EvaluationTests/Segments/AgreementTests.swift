import Evaluation
import Testing

/// Tolerance: 1e-12, for closed forms that are summed in another order.
@Suite struct AgreementTests {
  private let references: SegmentReferences
  private let answers: SegmentAnswers

  init() throws {
    references = try .load()
    answers = try .load()
  }

  @Test func agreeWithScikitLearnAndR() throws {
    for (data, answer) in zip(references.cases, answers.cases) {
      let agreement = SegmentAgreement(try ContingencyTable(data.a, data.b))
      expectClose(agreement.adjustedRand, data.adjustedRand, tolerance: 1e-12, data.name)
      expectClose(agreement.adjustedRand, answer.adjustedRand, tolerance: 1e-12, data.name)
      expectClose(agreement.mutualInformation, data.mutualInformation, tolerance: 1e-12, data.name)
      expectClose(agreement.variationOfInformation, answer.variation, tolerance: 1e-12, data.name)
    }
  }

  @Test func weightsAreRepetitions() throws {
    let data = references.cases[1]
    let counts = data.a.indices.map { $0 % 4 }
    func expand(_ labels: [Int32]) -> [Int32] { zip(labels, counts).flatMap { Array(repeating: $0, count: $1) } }
    let weighted = try ContingencyTable(data.a, data.b, weights: counts.map { Double($0) })
    let repeated = try ContingencyTable(expand(data.a), expand(data.b))
    #expect(weighted == repeated)
    #expect(SegmentMatching(weighted) == SegmentMatching(repeated))
  }

  @Test func equalSegmentationsUnderOtherNumbers() throws {
    let labels: [Int32] = [0, 0, 1, 2, 1, 2, 2]
    let table = try ContingencyTable(labels, labels.map { 2 - $0 })
    let agreement = SegmentAgreement(table)
    #expect(agreement.adjustedRand == 1 && agreement.variationOfInformation == 0)
    let matching = SegmentMatching(table)
    #expect(matching.partners == [2, 1, 0] && matching.stayed == 1 && matching.moves.isEmpty)
  }

  @Test func degenerateSegmentations() throws {
    let one = [Int32](repeating: 0, count: 5)
    let alone: [Int32] = [0, 1, 2, 3, 4]
    #expect(SegmentAgreement(try ContingencyTable(one, one)).adjustedRand == 1)
    #expect(SegmentAgreement(try ContingencyTable(alone, alone)).adjustedRand == 1)
    #expect(SegmentAgreement(try ContingencyTable(one, alone)).adjustedRand == 0)
  }

  @Test func matchingIsTheHeaviest() throws {
    for reference in references.assignments {
      // A table with these counts: one weighted row a cell.
      var (a, b, weights) = ([Int32](), [Int32](), [Double]())
      for (i, row) in reference.counts.enumerated() {
        for (j, count) in row.enumerated() {
          a.append(Int32(i))
          b.append(Int32(j))
          weights.append(count)
        }
      }
      let table = try ContingencyTable(a, b, weights: weights)
      let matching = SegmentMatching(table)
      #expect(abs(matching.stayed * table.total - reference.total) < 1e-9)
      let partners = matching.partners.compactMap { $0 }
      #expect(Set(partners).count == partners.count)
      #expect(abs(matching.moves.reduce(0) { $0 + $1.weight } + reference.total - table.total) < 1e-9)
    }
  }

  @Test func rowsWithoutASegmentAreLeftOut() throws {
    let table = try ContingencyTable([0, -1, 1, 1], [1, 0, -1, 0])
    #expect(table.counts == [[0, 1], [1, 0]] && table.total == 2)
  }

  @Test func refusals() {
    #expect(throws: SegmentationError.unequalLengths(what: .segments, count: 1, expected: 2)) {
      try ContingencyTable([0, 1], [0])
    }
    #expect(throws: SegmentationError.unequalLengths(what: .weights, count: 1, expected: 2)) {
      try ContingencyTable([0, 1], [0, 1], weights: [1])
    }
    #expect(throws: SegmentationError.invalidWeight(row: 1)) {
      try ContingencyTable([0, 1], [0, 1], weights: [1, -1])
    }
    #expect(throws: SegmentationError.empty) { try ContingencyTable([], []) }
    #expect(throws: SegmentationError.empty) { try ContingencyTable([0, 1], [-1, -1]) }
  }
}
