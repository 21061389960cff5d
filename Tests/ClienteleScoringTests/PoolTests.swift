import ClienteleScoring
import Testing

/// Pools of rare levels, with their texts (format version 1) and without (version 2).
@Suite("Pools of rare levels")
struct PoolTests {
  private func model(_ pooled: [String], policies: Policies = Policies()) -> FittedModel {
    MadeUpModels.fitted(
      [
        .categorical(
          CategoricalFeature(
            column: "plan", isBoolean: false, levels: ["basic", "gold"], hasPool: true, pooled: pooled,
            shares: [0.5, 0.3, 0.2], hasMissingGroup: false))
      ],
      estimates: [1, 4], intercept: 2, policies: policies)
  }

  @Test("a pool without texts is format version 2, one with texts or none is version 1")
  func version() throws {
    for (model, version) in [(model([]), "2"), (model(["rare"]), "1"), (Samples.model(), "1")] {
      let bytes = try ModelFile.bytes(of: model)
      #expect(TamperedFile(bytes).text.contains("\"format_version\":\"\(version)\""))
      #expect(try ScoringModel(bytes: bytes).model == model)
    }
  }

  @Test("whatever is no level of its own is pooled, and counts as unseen", arguments: Policies.Unseen.allCases)
  func theRest(policy: Policies.Unseen) throws {
    let policies = Policies(unseen: policy)
    let scoring = try ScoringModel(model([], policies: policies))
    let score = try scoring.score(["plan": "rare"])
    #expect(score.unexpected.unseen == 1)
    #expect(try score.link == ScoringModel(model(["rare"], policies: policies)).score(["plan": "rare"]).link)
    let table = try Table([Column("plan", .text(TextValues(["rare", "basic", "other", nil])))])
    let scores = try scoring.score(table)
    #expect(scores.unexpected[0].unseen == 2 && scores.unexpected[0].missing == 1)
    #expect(sameBits([scores.link[0], scores.link[2]], [score.link, score.link]))
  }

  @Test("a pool with texts that says it is none does not fit together")
  func contradiction() throws {
    let file = try TamperedFile(ModelFile.bytes(of: model(["rare"])))
    let changed = file.replacing(#"\"pooled\":"#, #"\"pool\":false,\"pooled\":"#).sealed
    #expect(throws: ModelFileError.inconsistent("column plan: pooled levels without a pool")) {
      try ScoringModel(bytes: changed)
    }
  }

  @Test("more text than a file can hold is refused before it is written")
  func tooManyTexts() throws {
    let long = String(repeating: "x", count: 20 << 20)
    let model = MadeUpModels.fitted(
      [
        .categorical(
          CategoricalFeature(
            column: "plan", isBoolean: false, levels: ["a", long], shares: [0.5, 0.5], hasMissingGroup: false))
      ], estimates: [1], intercept: 2)
    #expect(
      performing: { _ = try ModelFile.bytes(of: model) },
      throws: { error in
        guard case ModelFileError.tooManyTexts = error else { return false }
        return true
      })
  }
}
