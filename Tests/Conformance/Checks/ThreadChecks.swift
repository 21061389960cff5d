import ClienteleScoring
import Testing

/// The number of threads decides when something is computed and never what.
@Suite struct ThreadChecks {
  @Test(arguments: ModelCase.all)
  func sameBytes(item: ModelCase) throws {
    let table = try item.fitted().table
    let one = try item.train(table, threads: 1, folds: 3)
    let bytes = try ModelFile.bytes(of: one.model)
    let outOfFold = try #require(one.outOfFold)
    #expect(outOfFold.links.count == table.rowCount && outOfFold.links.allSatisfy(\.isFinite))
    let scores = try ScoringModel(one.model).score(table, reasons: 2, threads: 1)
    for threads in [2, 7] {
      let other = try item.train(table, threads: threads, folds: 3)
      #expect(try ModelFile.bytes(of: other.model) == bytes, "\(threads) threads")
      #expect(other.outOfFold?.folds == outOfFold.folds)
      #expect(other.outOfFold?.links.map(\.bitPattern) == outOfFold.links.map(\.bitPattern), "\(threads) threads")
      let again = try ScoringModel(one.model).score(table, reasons: 2, threads: threads)
      #expect(again.link.map(\.bitPattern) == scores.link.map(\.bitPattern), "\(threads) threads")
      #expect(again.reasons?.features == scores.reasons?.features, "\(threads) threads")
      #expect(
        again.unexpected == scores.unexpected && again.refusedRows == scores.refusedRows, "\(threads) threads")
    }
  }
}
