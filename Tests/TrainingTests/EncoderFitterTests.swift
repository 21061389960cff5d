import ClienteleScoring
import LinearAlgebra
import Tables
import Testing
import Training

/// What the encoder measures, on columns small enough to measure by hand.
@Suite struct EncoderFitterTests {
  private func fit(
    _ columns: [Column], weights: [Double]? = nil, isStrict: Bool = true,
    _ change: (inout EncoderFitter) -> Void = { _ in }
  ) throws -> [Feature] {
    var fitter = EncoderFitter()
    change(&fitter)
    return try fitter.fit(
      columns, rows: columns[0].count, weights: weights, reduction: BlockReduction(threads: 1), isStrict: isStrict
    ).features
  }

  private func number(
    _ values: ColumnValues, weights: [Double]? = nil, _ change: (inout EncoderFitter) -> Void = { _ in }
  ) throws -> NumericFeature {
    let feature = try #require(try fit([Column("x", values)], weights: weights, change).first)
    guard case .numeric(let numeric) = feature else { return try #require(nil, "a number") }
    return numeric
  }

  private func levels(
    _ texts: [String?], weights: [Double]? = nil, pool: Double = 1
  ) throws -> CategoricalFeature {
    let column = Column("x", .text(TextValues(texts)))
    let feature = try #require(try fit([column], weights: weights) { $0.minimumLevelWeight = pool }.first)
    guard case .categorical(let categorical) = feature else { return try #require(nil, "levels") }
    return categorical
  }

  @Test func momentsOfANumber() throws {
    let feature = try number(.double([2, 4, .nan, 9]))
    #expect(feature.center == 5 && feature.missingShare == 0.25)
    // The missing value is imputed by the mean: (9 + 1 + 16 + 0) / 4.
    #expect(feature.scale == 6.5.squareRoot())
    #expect(feature.termNames == ["x", "x[missing]"])
    let weighted = try number(.integer([2, 4, 100, 9]), weights: [1, 3, 0, 2])
    #expect(weighted.center == 32.0 / 6 && weighted.missingShare == 0 && weighted.highest == 9)
  }

  @Test(arguments: [
    ([18.25, 118.75], 18.0, 120.0), ([-118.75, -18.25], -120, -18), ([0, 0.0734], 0, 0.074),
    ([-0.0734, 3], -0.074, 3), ([1_999.99, 8_684.8], 1_900, 8_700), ([1.25e-9, 6.02e23], 1.2e-9, 6.1e23),
    ([99.5, 100], 99.5, 100), ([0.07, 0.3], 0.07, 0.3), ([-5, 5], -5, 5),
    // Where all values are far from 0 their distance decides: two digits would make it 1900 to 2100.
    ([1_991, 2_024], 1_990, 2_030), ([10_003.5, 10_004.25], 10_003.5, 10_004.3), ([-2_024, -1_991], -2_030, -1_990),
  ])
  func rangeRoundedOutwards(values: [Double], lowest: Double, highest: Double) throws {
    let feature = try number(.double(values))
    #expect(feature.lowest == lowest && feature.highest == highest)
  }

  @Test func rangeContainsEveryValue() throws {
    var x = 1.0
    for step in 0..<2_000 {
      x = -x * 1.37
      if abs(x) > 1e138 { x = x.sign == .minus ? -3.3e-136 : 3.3e-136 }
      let feature = try number(.double([x, x + abs(x) * 0.013]))
      #expect(feature.lowest <= x && feature.highest >= x + abs(x) * 0.013, "step \(step): \(x)")
    }
  }

  @Test func orderOfLevels() throws {
    let feature = try levels(["b", "a", "Z", nil, "10", "9", "ä", "b", ""])
    #expect(feature.levels == ["", "10", "9", "Z", "a", "b", "ä"])
    #expect(feature.groupNames == feature.levels + ["missing"])
    #expect(feature.shares == [1, 1, 1, 1, 1, 2, 1, 1].map { $0 / 9 })
  }

  /// One letter may be written as one scalar or as two: Swift holds the texts equal, and so does the encoder.
  @Test func canonicalEquivalence() throws {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    for texts in [[composed, decomposed, "tea", composed], [decomposed, composed, "tea", composed]] {
      let feature = try levels(texts)
      #expect(feature.levels == [composed, "tea"] && feature.shares == [0.75, 0.25])
    }
  }

  /// Levels stand in the order of their scalars, which the model file demands: a decomposed letter sorts by its base.
  @Test func orderOfDecomposedLevels() throws {
    let texts = ["e\u{301}t\u{E9}", "f\u{EA}te", "zoo", "\u{E9}clair", "e"]
    let feature = try levels(texts + texts)
    #expect(
      feature.levels.map { Array($0.utf8) } == texts.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
    var options = RegressionOptions()
    options.folds = 0
    let table = try Table([
      Column("x", .text(TextValues(texts + texts + texts))),
      Column("y", .double((0..<15).map { Double($0 * $0 % 7) })),
    ])
    let model = try Regression(.linear, roles: ColumnRoles(target: "y"), options: options).train(table).model
    #expect(throws: Never.self) { try ScoringModel(model) }
  }

  @Test func pool() throws {
    let texts: [String?] = ["a", "a", "a", "b", "b", "c", "d", nil]
    let pooled = try levels(texts, pool: 3)
    #expect(pooled.levels == ["a"] && pooled.hasPool && pooled.pooled.isEmpty, "no text of a rare level")
    #expect(pooled.groupNames == ["a", "other", "missing"] && pooled.shares == [0.375, 0.5, 0.125])
    let none = try levels(texts, pool: 1)
    #expect(none.levels == ["a", "b", "c", "d"] && !none.hasPool)
    // Weight decides, not the number of rows; a level of weight 0 was never seen.
    let weighted = try levels(texts, weights: [1, 1, 0, 5, 0, 3, 0, 1], pool: 3)
    #expect(weighted.levels == ["b", "c"] && weighted.hasPool)
    #expect(weighted.shares == [5, 3, 2, 1].map { $0 / 11 })
  }

  @Test func dates() throws {
    let days = ColumnValues.date([19_000, 19_010, ColumnValues.missingDay, 19_004])
    let feature = try number(days)
    #expect(feature.source == .daysBefore(reference: 19_010 * 86_400_000_000))
    #expect(abs(feature.center - 16.0 / 3) < 1e-12 && feature.lowest == 0 && feature.highest == 10)
    let later = try number(days) { $0.reference = 19_020 * 86_400_000_000 }
    #expect(later.source == .daysBefore(reference: 19_020 * 86_400_000_000))
    #expect(abs(later.center - 46.0 / 3) < 1e-12 && later.lowest == 10 && later.highest == 20)
    // A row of weight 0 is not there: neither is its date.
    let weighted = try number(days, weights: [1, 0, 1, 1])
    #expect(weighted.source == .daysBefore(reference: 19_004 * 86_400_000_000))
    #expect(weighted.center == 2)
  }

  /// The latest moment is some customer's: the reference is the end of its day.
  @Test func instants() throws {
    let noon: Int64 = 19_000 * 86_400_000_000 + 43_200_000_000
    let feature = try number(.dateTime([noon, noon - 86_400_000_000, ColumnValues.missingInteger]))
    #expect(feature.source == .daysBefore(reference: 19_001 * 86_400_000_000))
    #expect(feature.center == 1 && feature.lowest == 0.5 && feature.highest == 1.5)
  }

  @Test func truths() throws {
    let column = Column("x", .boolean([1, 0, 1, ColumnValues.missingBoolean]))
    guard case .categorical(let feature)? = try fit([column]).first else {
      Issue.record("no levels")
      return
    }
    #expect(feature.isBoolean && feature.levels == ["false", "true"] && feature.shares == [0.25, 0.5, 0.25])
    #expect(feature.termNames == ["x[true]", "x[missing]"])
  }

  @Test func columnsWithoutInformation() throws {
    let constant = Column("c", .double([4, 4, 4]))
    let empty = Column("e", .text(TextValues([nil, nil, nil])))
    let good = Column("g", .integer([1, 2, 3]))
    #expect(throws: TrainingError.constantColumns(["c"])) { try fit([good, constant]) }
    #expect(throws: TrainingError.allMissingColumns(["e"])) { try fit([good, empty, constant]) }
    // A constant that is sometimes missing says something.
    #expect(try fit([Column("c", .double([4, .nan, 4]))])[0].termNames == ["c", "c[missing]"])
    // In a fold a column may be without information and yet have a place.
    #expect(try fit([good, empty, constant], isStrict: false).map(\.column) == ["g", "e", "c"])
    #expect(throws: TrainingError.constantColumns(["g"])) { try fit([good], weights: [0, 2, 0]) }
    #expect(throws: TrainingError.zeroTotalWeight) { try fit([good], weights: [0, 0, 0]) }
    #expect(throws: TrainingError.nonFinite(column: "i", row: 3)) {
      try fit([Column("i", .double([-.infinity, 1, .infinity, 2]))], weights: [0, 1, 1, 1])
    }
  }

  @Test func identifiersAndWidth() throws {
    let names = (0..<120).map { "n\($0)" }
    #expect(throws: TrainingError.identifierLike(column: "x", levels: 120, rows: 120)) { try levels(names) }
    // Pooled levels are no identifiers, but one pool of all says nothing.
    #expect(throws: TrainingError.pooledColumns(["x"], minimum: 2)) { try levels(names, pool: 2) }
    let many = (0..<6_000).map { "n\($0 % 5_100)" }
    #expect(throws: TrainingError.identifierLike(column: "x", levels: 5_100, rows: 6_000)) { try levels(many) }
    let wide = (0..<15_000).map { "n\($0 % 5_100)" }
    #expect(throws: TrainingError.tooWide(terms: 5_100, limit: 5_000, widest: ["x"])) { try levels(wide) }
  }
}
