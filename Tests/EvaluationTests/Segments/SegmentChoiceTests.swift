import Evaluation
import Testing

/// The gap statistic, stability and drift against R. Tolerances: 1e-12 for logarithms of sums over other orders of rows,
/// 1e-10 with axes, which R turns by a matrix product.
@Suite struct SegmentChoiceTests {
  private let references: SegmentReferences
  private let answers: SegmentAnswers

  init() throws {
    references = try .load()
    answers = try .load()
  }

  /// The rows in k groups of equal counts by the first coordinate, among those with a weight.
  private func byFirst(_ columns: [[Double]], _ k: Int, weights: [Double]? = nil) -> [Int32] {
    let rows = columns[0].indices.filter { weights?[$0] != 0 }.sorted { columns[0][$0] < columns[0][$1] }
    var labels = [Int32](repeating: 0, count: columns[0].count)
    for (rank, row) in rows.enumerated() { labels[row] = Int32(rank * k / rows.count) }
    return labels
  }

  private func within(_ columns: [[Double]], _ k: Int) -> Double {
    let labels = byFirst(columns, k)
    return (0..<Int32(k)).reduce(0) { sum, segment in
      let rows = labels.indices.filter { labels[$0] == segment }
      return columns.reduce(sum) { sum, column in
        let mean = rows.reduce(0) { $0 + column[$1] } / Double(rows.count)
        return rows.reduce(sum) { $0 + (column[$1] - mean) * (column[$1] - mean) }
      }
    }
  }

  private func gap(axes: [[Double]]?) -> GapStatistic {
    let columns = references.cases[0].columns
    return GapStatistic(
      segments: Array(1...5), within: (1...5).map { within(columns, $0) }, weight: Double(columns[0].count),
      box: ReferenceBox(around: MemoryPoints(columns: columns), axes: axes), references: references.gap.sets,
      referenceRows: columns[0].count, seed: references.gap.seed
    ) { reference in (1...5).map { within(reference, $0) } }
  }

  private func expect(_ gap: GapStatistic, _ reference: SegmentAnswers.Table, _ chosen: Int, tolerance: Double) {
    for (k, row) in gap.rows.enumerated() {
      expectClose(row.gap, reference.gap[k], tolerance: tolerance, "gap of \(k + 1)")
      expectClose(row.standardError, reference.standardError[k], tolerance: tolerance, "error of \(k + 1)")
    }
    #expect(gap.chosen == chosen && gap.rows.count == 5)
  }

  @Test func gapAgreesWithClusGap() {
    expect(gap(axes: nil), answers.gap.original, answers.gap.chosen, tolerance: 1e-12)
    expect(gap(axes: answers.gap.axes), answers.gap.aligned, answers.gap.chosenAligned, tolerance: 1e-10)
  }

  @Test func gapOfRowsWithoutSpread() {
    let box = ReferenceBox(around: MemoryPoints(columns: [[2, 2, 2]]))
    let gap = GapStatistic(
      segments: [1, 2], within: [0, 0], weight: 3, box: box, references: 2, referenceRows: 3, seed: 1
    ) { columns in
      #expect(columns == [[2, 2, 2]])
      return [0, 0]
    }
    #expect(gap.rows.isEmpty && gap.chosen == nil)
  }

  @Test func stabilityAgreesWithClusterboot() {
    let columns = references.cases[0].columns
    let stability = SegmentStability(
      byFirst(columns, 3), weights: nil, replications: references.bootstrap.draws.count,
      seed: references.bootstrap.seed
    ) { byFirst(columns, 3, weights: $0) }
    for (segment, found) in stability.segments.enumerated() {
      expectClose(found.mean, answers.stability.mean[segment], tolerance: 1e-12, "segment \(segment)")
      #expect(found.dissolved == answers.stability.dissolved[segment])
      #expect(found.recovered == answers.stability.recovered[segment])
    }
  }

  @Test func aReplicationThatFailsSaysSo() {
    struct Refused: Error {}
    #expect(throws: Refused.self) {
      try SegmentStability([0, 1], weights: nil, replications: 3, seed: 1) { _ throws(Refused) in throw Refused() }
    }
  }

  @Test func driftAgreesWithR() throws {
    let drift = try SegmentDrift(before: references.drift.before, after: references.drift.after)
    expectClose(drift.statistic, answers.drift.statistic, tolerance: 1e-12, "statistic")
    // The tail has a relative error of its own.
    expectClose(drift.pValue / answers.drift.pValue, 1, tolerance: 1e-10, "p-value")
    #expect(drift.degreesOfFreedom == answers.drift.degrees)
    let same = try SegmentDrift(before: [10, 30], after: [1, 3])
    #expect(same.statistic == 0 && same.pValue == 1 && same.populationStability == 0)
    #expect(try SegmentDrift(before: [4, 0], after: [9, 0]).pValue == 1)
  }

  @Test func stabilityIndexOfShares() throws {
    // ¼ log(½/¼) − ¼ log(½/¾), by hand.
    let drift = try SegmentDrift(before: [25, 75], after: [2, 2])
    expectClose(drift.populationStability, 0.274_653_072_167_027_42, tolerance: 1e-14, "index")
  }

  @Test func refusals() {
    #expect(throws: SegmentationError.unequalLengths(what: .sizes, count: 1, expected: 2)) {
      try SegmentDrift(before: [1, 2], after: [3])
    }
    for sizes in [[0.0, 0.0], [-1.0, 2.0], [.nan, 1.0], [.infinity, 1.0]] {
      #expect(throws: SegmentationError.invalidSizes) { try SegmentDrift(before: [1, 2], after: sizes) }
    }
  }
}
