import ClienteleScoring
import Tables
import Testing

/// Whether a table has rows of another is told from a few hashes.
@Suite struct RowSketchTests {
  /// Hashes of the rows `first...`, each of three cells of its own.
  private func hashes(_ rows: Range<Int>) -> [UInt64] {
    let columns = [
      Column("x", .double(rows.map { Double($0) / 7 })), Column("g", .text(TextValues(rows.map { "level \($0 % 9)" }))),
      Column("n", .integer(rows.map { Int64($0 * 31) })),
    ]
    return RowHashes.of(columns, rows: rows.count, threads: 2)
  }

  @Test func equalRowsHaveEqualHashes() {
    let a = Column("a", .integer([1, 0, ColumnValues.missingInteger]))
    let b = Column("b", .boolean([1, 0, -1]))
    let c = Column("c", .text(TextValues(["u", "v", nil])))
    let hashes = RowHashes.of([a, b, c], rows: 3, threads: 1)
    #expect(Set(hashes).count == 3)
    let same = [
      Column("c", .text(TextValues(["u", "v", nil]))), Column("a", .double([1, -0.0, .nan])),
      Column("b", .text(TextValues(["true", "false", nil]))),
    ]
    #expect(RowHashes.of(same, rows: 3, threads: 2) == hashes)
    // The same cells under other names are another row.
    #expect(RowHashes.of([Column("b", a.values), Column("a", b.values), c], rows: 3, threads: 1)[0] != hashes[0])
  }

  @Test(arguments: [50, 256, 5_000, 40_000])
  func overlaps(rows: Int) {
    let sketch = RowSketch(of: hashes(0..<rows))
    #expect(sketch.hashes.count == min(rows, 256) && sketch.rows == rows)
    let same = sketch.overlap(with: hashes(0..<rows))
    #expect(same.share == 1 && same.isMaterial && same.compared >= min(rows, 256))
    let other = sketch.overlap(with: hashes(rows..<(2 * rows)))
    #expect(other.found == 0 && !other.isMaterial)
    // A quarter of the rows are known; some 64 to 1,250 of them can be told: four standard errors are 0.22 at most.
    let quarter = sketch.overlap(with: hashes((rows * 3 / 4)..<(rows * 7 / 4)))
    #expect(abs(quarter.share - 0.25) < 0.22 && quarter.isMaterial)
  }

  @Test func rowsThatLookAlikeAreNoOverlap() {
    // Nine different rows in all: two tables of them have nothing else in common.
    func table(_ rows: Range<Int>) -> [UInt64] {
      RowHashes.of([Column("g", .integer(rows.map { Int64($0 % 9) }))], rows: rows.count, threads: 1)
    }
    let overlap = RowSketch(of: table(0..<900)).overlap(with: table(900..<1_800))
    #expect(overlap.share == 1 && overlap.repeated > 0.98 && !overlap.isMaterial)
    #expect(RowSketch(of: []).overlap(with: table(0..<9)).compared == 0)
  }
}
