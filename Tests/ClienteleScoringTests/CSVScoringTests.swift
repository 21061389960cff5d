import ClienteleScoring
import Testing

/// Files that are read for a model: a row's score is its own.
@Suite("Files read for a model")
struct CSVScoringTests {
  private static let levels = [" 5", "-0", "1.0", "1e3", "2024-01-01", "TRUE", "maybe"]

  /// A text column with levels that look like something else, and a number.
  private func model(policies: Policies = Policies(), missing: [String]? = nil) throws -> ScoringModel {
    let shares = Array(repeating: 1 / Double(Self.levels.count), count: Self.levels.count)
    let sample = MadeUpModels.fitted(
      [
        .categorical(
          CategoricalFeature(
            column: "g", isBoolean: false, levels: Self.levels, pooled: [], shares: shares, hasMissingGroup: false)),
        .numeric(
          NumericFeature(column: "x", source: .number, center: 5, scale: 2, lowest: 0, highest: 10, missingShare: 0)),
        .numeric(
          NumericFeature(
            column: "day", source: .daysBefore(reference: 1_704_067_200_000_000), center: 100, scale: 50, lowest: 0,
            highest: 200, missingShare: 0)),
        .categorical(
          CategoricalFeature(
            column: "active", isBoolean: true, levels: ["false", "true"], pooled: [], shares: [0.5, 0.5],
            hasMissingGroup: false)),
      ],
      estimates: [1, 2, 4, 8, 16, 32, 0.5, 0.25, 3], intercept: 1, policies: policies)
    return try ScoringModel(
      FittedModel(
        kind: sample.kind, response: sample.response, encoder: sample.encoder, predictor: sample.predictor,
        certificate: sample.certificate, lineage: sample.lineage, missing: missing))
  }

  private func read(_ rows: [String], _ model: ScoringModel) throws -> CSVTable {
    let text = "g,x,day,active,other\n" + rows.map { $0 + "\n" }.joined()
    return try CSVReader(options: model.csvOptions).read(bytes: Array(text.utf8))
  }

  @Test("a row has the same score alone and among any others", arguments: levels)
  func alone(level: String) throws {
    let model = try model()
    let row = "\(level),3,2023-11-01,true,1"
    let alone = try model.score(read([row], model))
    #expect(alone.unexpected.allSatisfy { $0.unseen == 0 && $0.missing == 0 })
    let expected = try model.score([
      "g": .text(level), "x": 3, "day": .date(daysSince1970: 19_662), "active": true,
    ])
    #expect(sameBits(alone.link, [expected.link]))
    for other in ["maybe,3,2023-11-02 10:00,FALSE,x", "1e3,2.5,2023-11-02,,2024-01-01", "NA,NA,NA,NA,NA"] {
      for rows in [[row, other], [other, row]] {
        let link = try model.score(read(rows, model)).link[rows[0] == row ? 0 : 1]
        #expect(sameBits([link], alone.link), "beside \(other)")
      }
    }
  }

  @Test("a cell of another type makes a bad row, and no more")
  func badCells() throws {
    let model = try model()
    var rows = (0..<3_000).map { "maybe,\($0 % 10),2023-11-01,true,1" }
    let good = try model.score(read(rows, model))
    rows[4] = "maybe,s3cret,2023-11-01,true,1"
    rows[2_047] = "maybe,s3cret,soon,true,1"
    rows[2_999] = "maybe,3,2023-11-01,perhaps,1"
    let file = try read(rows, model)
    let error = ScoringError.unreadable(column: "x", expected: .number, row: 5, count: 2)
    #expect(throws: error) { try model.score(file) }
    #expect(
      error.description
        == "row 5, column x: not a number (2 such values in the column): correct it, or leave the row out")
    let flagged = try model.score(file, reasons: 2, onBad: .flag)
    #expect(flagged.refusedRows.map(\.row) == [5, 2_048, 3_000])
    #expect(flagged.refusedRows.map(\.refusal.column) == ["x", "x", "active"])
    #expect(flagged.refusedRows.allSatisfy { $0.refusal.reason == .wrongType })
    #expect(flagged.link[4].isNaN && flagged.prediction[2_047].isNaN && flagged.reasons?.features[8] == -1)
    #expect(flagged.unexpected.allSatisfy { $0.missing == 0 }, "a bad cell is not a missing one")
    let skipped = try model.score(file, onBad: .skip)
    let kept = good.link.indices.filter { ![4, 2_047, 2_999].contains($0) }
    #expect(sameBits(skipped.link, kept.map { good.link[$0] }) && skipped.rows.prefix(5) == [1, 2, 3, 4, 6])
    // A column that is not there is an error of its own.
    let short = try CSVReader(options: model.csvOptions).read(bytes: Array("g,x\nmaybe,1\n".utf8))
    #expect(throws: ScoringError.missingColumn("day")) { try model.score(short) }
  }

  @Test("the markers of missing values are those of training")
  func markers() throws {
    let model = try model(missing: ["", "?", "maybe"])
    #expect(model.csvOptions.missing == ["", "?", "maybe"])
    #expect(try ScoringModel(bytes: ModelFile.bytes(of: model.model)).model == model.model)
    #expect(try ScoringModel(bytes: ModelFile.bytes(of: model.model)).hash != self.model().hash)
    let scores = try model.score(read(["?,?,?,?,?", "maybe,1,2023-11-01,true,1", "NA,1,2023-11-01,true,1"], model))
    #expect(scores.unexpected.map(\.missing) == [2, 1, 1, 1] && scores.unexpected[0].unseen == 1)
    #expect(try self.model().csvOptions.missing == CSVOptions().missing)
  }
}
