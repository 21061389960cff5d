import ClienteleScoring
import Testing

@Suite("Scoring a table")
struct BatchTests {
  @Test("a batch gives the bits of its single rows", arguments: ModelKind.allCases)
  func batchEqualsRows(kind: ModelKind) throws {
    let model = try ScoringModel(MadeUpModels.model(kind: kind))
    let rows = MadeUpRows(seed: 7, count: 3000)
    let scores = try model.score(rows.table, reasons: 3)
    for (position, row) in rows.rows.enumerated() {
      let score = try model.score(row)
      #expect(score.link.bitPattern == scores.link[position].bitPattern, "row \(position)")
      #expect(score.prediction.bitPattern == scores.prediction[position].bitPattern, "row \(position)")
    }
  }
}
