import ClienteleScoring
import Testing

@Suite("Scoring a row")
struct RowTests {
  @Test("the link is intercept + Σ estimate · design column")
  func linkFromDesign() throws {
    let model = MadeUpModels.model()
    let scoring = try ScoringModel(model)
    let b = model.predictor.estimates
    // tenure, charges, charges[missing], joined, contract[One year], contract[Two year], city[Łódź], city[other],
    // city[missing], partner[true]
    let cases: [(row: [String: Value], design: [Double])] = [
      (
        [
          "tenure": 12, "charges": 70.25, "joined": .date(daysSince1970: 19_000), "contract": "Two year",
          "city": "Łódź", "partner": true,
        ], [12, 70.25, 0, 723, 0, 1, 1, 0, 0, 1]
      ),
      (
        [
          "tenure": 0, "charges": nil,
          "joined": .instant(microsecondsSince1970: 1_704_067_200_000_000 - 43_200_000_000),
          "contract": "Month-to-month", "city": nil, "partner": false,
        ], [0, 64.76, 1, 0.5, 0, 0, 0, 0, 1, 0]
      ),
      (
        [
          "tenure": 72, "charges": 18, "joined": .date(daysSince1970: 19_723), "contract": "One year",
          "city": "never seen, so in the pool", "partner": false,
        ], [72, 18, 0, 0, 1, 0, 0, 1, 0, 0]
      ),
    ]
    for (row, design) in cases {
      let expected = zip(b, design).reduce(model.predictor.intercept) { $0 + $1.0 * $1.1 }
      let score = try scoring.score(row)
      // A dozen roundings of numbers below 4.
      #expect(abs(score.link - expected) < 1e-14, "\(score.link) for \(expected)")
      let probability = try #require(score.probability)
      #expect(probability == score.prediction)
      #expect(probability == inverseLogit(score.link))
    }
  }

  @Test("baseline and contributions add up to the link, to the bit, in the order of the model")
  func contributionsAddUp() throws {
    for kind in ModelKind.allCases {
      let scoring = try ScoringModel(MadeUpModels.model(kind: kind))
      for (position, row) in MadeUpRows(seed: 3, count: 500).rows.enumerated() {
        let score = try scoring.score(row)
        let sum = score.contributions.reduce(score.baseline, +)
        #expect(sum.bitPattern == score.link.bitPattern, "row \(position)")
      }
    }
  }

  @Test("the average training row contributes nothing")
  func averageRow() throws {
    let scoring = try ScoringModel(Samples.model())
    #expect(try scoring.score(["size": 5, "plan": nil]).contributions == [0, 0])
    #expect(try scoring.score(["size": 5, "plan": nil]).link == scoring.score(["size": nil, "plan": nil]).baseline)
    // Contributions of the levels, weighted by their shares, sum to nothing: β = 0, 1, 2 with shares .5, .3, .2.
    let effects = try ["basic", "gold", "pro"].map {
      try scoring.score(["size": 5, "plan": .text($0)]).contributions[1]
    }
    #expect(abs(zip(effects, Samples.shares).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-16)
    #expect(abs(effects[1] - effects[0] - 1) < 1e-15 && abs(effects[2] - effects[0] - 2) < 1e-15)
  }

  @Test("a missing number has the effect of its indicator, centred by its share")
  func missingIndicator() throws {
    let scoring = try ScoringModel(Samples.model(missingShare: 0.25))
    let missing = try scoring.score(["size": nil, "plan": "basic"])
    let present = try scoring.score(["size": 5, "plan": "basic"])
    #expect(missing.contributions[0] == 0.75 * 0.75)
    #expect(present.contributions[0] == -0.75 * 0.25)
    #expect(missing.unexpected.missing == 1 && present.unexpected.missing == 0)
    #expect(try scoring.score(["size": .number(.nan), "plan": "basic"]).link == missing.link)
  }

  @Test("levels are equal when they are canonically equivalent")
  func canonicalEquivalence() throws {
    let scoring = try ScoringModel(MadeUpModels.model())
    let row: [String: Value] = [
      "tenure": 1, "charges": 20, "joined": nil, "contract": "One year", "partner": true, "city": "Zürich",
    ]
    let decomposed = row.merging(["city": "Zu\u{308}rich"]) { $1 }
    #expect(try scoring.score(row).link == scoring.score(decomposed).link)
    #expect(try scoring.score(decomposed).unexpected.unseen == 0)
    #expect(try scoring.score(row.merging(["city": "Zurich"]) { $1 }).unexpected.unseen == 1)
  }

  @Test("numbers and truth values are the levels that their text is")
  func levelsFromNumbers() throws {
    let levels = ["-7", "0.5", "415", "true"]
    let scoring = try ScoringModel(
      MadeUpModels.fitted(
        [
          .categorical(
            CategoricalFeature(
              column: "code", isBoolean: false, levels: levels, pooled: [], shares: [0.25, 0.25, 0.25, 0.25],
              hasMissingGroup: false))
        ], estimates: [1, 2, 4], intercept: 0))
    let values: [Value] = [-7, 0.5, 415.0, true]
    for (level, value) in zip(levels, values) {
      #expect(try scoring.score(["code": value]).link == scoring.score(["code": .text(level)]).link)
      #expect(try scoring.score(["code": value]).unexpected.unseen == 0, "\(level)")
    }
    #expect(try scoring.score(["code": 416]).unexpected.unseen == 1)
  }

  @Test("what is not there, of the wrong type or superfluous")
  func wrongRows() throws {
    let scoring = try ScoringModel(Samples.model())
    #expect(throws: ScoringError.missingColumn("plan")) { try scoring.score(["size": 5]) }
    #expect(throws: ScoringError.typeMismatch(column: "size", expected: .number, found: "text")) {
      try scoring.score(["size": "5", "plan": "gold"])
    }
    #expect(throws: ScoringError.typeMismatch(column: "plan", expected: .text, found: "date")) {
      try scoring.score(["size": 5, "plan": .date(daysSince1970: 0)])
    }
    #expect(try scoring.score(["size": 5, "plan": "gold", "name": "x", "age": 3]).unexpected.extraColumns == 2)
    #expect(scoring.inputs.map(\.column) == ["size", "plan"])
    #expect(scoring.inputs.map(\.type) == [.number, .text])
  }

  @Test("an infinite number is refused, and so is a sum that is too large")
  func notFinite() throws {
    let scoring = try ScoringModel(Samples.model())
    #expect(throws: ScoringError.refused(row: nil, Refusal("size", .notFinite))) {
      try scoring.score(["size": .number(.infinity), "plan": "gold"])
    }
    let features = ["a", "b"].map { name in
      Feature.numeric(
        NumericFeature(
          column: name, source: .number, center: 0, scale: 1, lowest: 0, highest: 1, missingShare: 0))
    }
    let steep = try ScoringModel(MadeUpModels.fitted(features, estimates: [1, 1], intercept: 0))
    #expect(throws: ScoringError.refused(row: nil, Refusal(nil, .notFinite))) {
      try steep.score(["a": 1.5e308, "b": 1.5e308])
    }
    // Clipping brings an infinite number back into the range.
    let clipped = try ScoringModel(Samples.model(policies: Policies(outOfRange: .clip)))
    #expect(try clipped.score(["size": .number(.infinity), "plan": "gold"]).contributions[0] == 2.5)
  }

  @Test("an offset is added to the link as it is")
  func offset() throws {
    let plain = try ScoringModel(Samples.model())
    let scoring = try ScoringModel(Samples.model(offset: "exposure"))
    let row: [String: Value] = ["size": 7, "plan": "pro", "exposure": 0.5]
    let score = try scoring.score(row)
    #expect(try score.link == plain.score(row).link + 0.5)
    #expect(score.offset == 0.5 && scoring.inputs.map(\.column) == ["size", "plan", "exposure"])
    #expect(throws: ScoringError.missingColumn("exposure")) { try scoring.score(["size": 7, "plan": "pro"]) }
    #expect(throws: ScoringError.refused(row: nil, Refusal("exposure", .missing))) {
      try scoring.score(row.merging(["exposure": nil]) { $1 })
    }
    #expect(throws: ScoringError.refused(row: nil, Refusal("exposure", .notFinite))) {
      try scoring.score(row.merging(["exposure": .number(-.infinity)]) { $1 })
    }
  }

  @Test("a prepared row scores as the named row does, whatever the order of its columns")
  func preparedRow() throws {
    let scoring = try ScoringModel(MadeUpModels.model(offset: "exposure"))
    var random = SplitMix64(seed: 11)
    for row in MadeUpRows(seed: 5, count: 200).rows {
      let full = row.merging(["exposure": 0.25, "superfluous": "x"]) { $1 }
      let columns = full.keys.sorted().shuffled(using: &random)
      let prepared = try scoring.prepare(columns: columns)
      let score = try prepared.score(columns.map { full[$0] ?? .missing })
      #expect(try score.link.bitPattern == scoring.score(full).link.bitPattern)
      #expect(score.unexpected.extraColumns == 1)
    }
  }

  @Test("a row is prepared only with all columns, each once, and takes as many values")
  func wrongPreparation() throws {
    let scoring = try ScoringModel(Samples.model())
    #expect(throws: ScoringError.missingColumn("plan")) { try scoring.prepare(columns: ["size"]) }
    #expect(throws: ScoringError.duplicateColumn("size")) { try scoring.prepare(columns: ["size", "plan", "size"]) }
    let prepared = try scoring.prepare(columns: ["plan", "size"])
    #expect(throws: ScoringError.valueCount(expected: 2, found: 1)) { try prepared.score([5]) }
  }
}
