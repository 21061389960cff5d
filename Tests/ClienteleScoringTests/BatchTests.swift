import ClienteleScoring
import Testing

@Suite("Scoring a table")
struct BatchTests {
  @Test("a batch gives the bits of its single rows, and counts what they count", arguments: ModelKind.allCases)
  func batchEqualsRows(kind: ModelKind) throws {
    for outOfRange in [Policies.OutOfRange.keep, .clip] {
      let scoring = try ScoringModel(MadeUpModels.model(kind: kind, policies: Policies(outOfRange: outOfRange)))
      // 3,001 rows: blocks that are full, one that is not, and no multiple of the vector width.
      let rows = MadeUpRows(seed: 7, count: 3001)
      let scores = try scoring.score(rows.table, reasons: 3)
      let singles = try rows.rows.map { try scoring.score($0) }
      #expect(sameBits(scores.link, singles.map(\.link)))
      #expect(sameBits(scores.prediction, singles.map(\.prediction)))
      #expect((scores.probability == nil) == (kind != .logistic))
      #expect(scores.unexpected.map(\.missing).reduce(0, +) == singles.map(\.unexpected.missing).reduce(0, +))
      #expect(scores.unexpected.map(\.unseen).reduce(0, +) == singles.map(\.unexpected.unseen).reduce(0, +))
      #expect(scores.unexpected.map(\.outOfRange).reduce(0, +) == singles.map(\.unexpected.outOfRange).reduce(0, +))
      let reasons = try #require(scores.reasons)
      for (row, single) in singles.enumerated() {
        let expected = single.reasons(3)
        let places = (row * 3)..<(row * 3 + 3)
        #expect(reasons.features[places].map { scores.columns[Int($0)] } == expected.listed.map(\.column), "row \(row)")
        #expect(sameBits(Array(reasons.contributions[places]), expected.listed.map(\.contribution)), "row \(row)")
        #expect(reasons.rest[row].bitPattern == expected.rest.bitPattern, "row \(row)")
      }
    }
  }

  @Test("the number of threads changes nothing")
  func threads() throws {
    let scoring = try ScoringModel(MadeUpModels.model(policies: Policies(unseen: .average, outOfRange: .error)))
    let table = MadeUpRows(seed: 21, count: 50_000).table
    let one = try scoring.score(table, reasons: 2, onBad: .flag, threads: 1)
    #expect(one.refusedRows.count > 1000)
    for threads in [2, 7] {
      let many = try scoring.score(table, reasons: 2, onBad: .flag, threads: threads)
      #expect(sameBits(one.link, many.link) && sameBits(one.prediction, many.prediction))
      #expect(one.refusedRows == many.refusedRows && one.unexpected == many.unexpected)
      #expect(one.reasons?.features == many.reasons?.features)
    }
  }

  @Test("columns are matched by name; others are ignored and listed")
  func columnsByName() throws {
    let scoring = try ScoringModel(MadeUpModels.model())
    let table = MadeUpRows(seed: 2, count: 100).table
    let extra = [
      Column("id", .integer(Array(0..<100))), Column("note", .text(TextValues(Array(repeating: nil, count: 100)))),
    ]
    let shuffled = try Table(extra + table.columns.reversed())
    let scores = try scoring.score(shuffled)
    #expect(try sameBits(scores.link, scoring.score(table).link))
    #expect(scores.ignoredColumns == ["id", "note"])
    #expect(throws: ScoringError.missingColumn("tenure")) {
      try scoring.score(Table(table.columns.filter { $0.name != "tenure" }))
    }
  }

  @Test("numbers, days and levels are read from every type that means the same")
  func compatibleTypes() throws {
    let scoring = try ScoringModel(Samples.model())
    let plan = Column("plan", .text(TextValues(["gold", nil, "pro"])))
    func links(_ size: ColumnValues) throws -> [Double] {
      try scoring.score(Table([Column("size", size), plan])).link
    }
    #expect(try sameBits(links(.double([3, .nan, 8])), links(.integer([3, ColumnValues.missingInteger, 8]))))
    #expect(try links(.text(TextValues([nil, nil, nil]))).count == 3)
    let empty = ColumnValues.text(TextValues([nil, nil, nil]))
    #expect(try sameBits(links(empty), links(.double([.nan, .nan, .nan]))))
    for (values, type) in [
      (ColumnValues.text(TextValues(["3", nil, "8"])), "text"), (.boolean([1, 0, 1]), "boolean"),
      (.date([1, 2, 3]), "date"), (.dateTime([1, 2, 3]), "dateTime"),
    ] {
      #expect(throws: ScoringError.typeMismatch(column: "size", expected: .number, found: type)) { try links(values) }
    }
  }

  @Test("days and instants are dates")
  func dates() throws {
    let scoring = try ScoringModel(
      MadeUpModels.fitted(
        [
          .numeric(
            NumericFeature(
              column: "since", source: .daysBefore(reference: 1_709_251_199_000_000), center: 100, scale: 50, lowest: 0,
              highest: 400, missingShare: 0))
        ], estimates: [0.5], intercept: 1))
    let days: [Int32] = [19_700, ColumnValues.missingDay, 19_500]
    let instants = days.map { $0 == ColumnValues.missingDay ? ColumnValues.missingInteger : Int64($0) * 86_400_000_000 }
    let fromDays = try scoring.score(Table([Column("since", .date(days))]))
    let fromInstants = try scoring.score(Table([Column("since", .dateTime(instants))]))
    #expect(sameBits(fromDays.link, fromInstants.link))
    #expect(fromDays.link[1] == fromDays.baseline)
    // 2024-02-29T23:59:59Z is 19,782 days and 86,399 seconds; the difference takes one rounding.
    #expect(abs(fromDays.link[0] - (1 + 0.5 * (82 + 86_399.0 / 86_400))) < 1e-14)
  }

  @Test("area codes are levels, as text, as integers and as doubles")
  func numericLevels() throws {
    for count in [3, 40] {
      let codes = (0..<count).map { 408 + 7 * $0 }
      let scoring = try ScoringModel(
        MadeUpModels.fitted(
          [
            .categorical(
              CategoricalFeature(
                column: "area", isBoolean: false, levels: codes.map(String.init), pooled: [],
                shares: Array(repeating: 1 / Double(count), count: count), hasMissingGroup: false))
          ], estimates: (1..<count).map { 0.25 * Double($0) }, intercept: 0))
      let values: [Int64] = [408, 415, 409, ColumnValues.missingInteger, 422]
      let texts = values.map { $0 == ColumnValues.missingInteger ? nil : String($0) }
      let doubles = values.map { $0 == ColumnValues.missingInteger ? .nan : Double($0) }
      let reference = try scoring.score(Table([Column("area", .text(TextValues(texts)))]))
      for same in [ColumnValues.integer(values), .double(doubles)] {
        let scores = try scoring.score(Table([Column("area", same)]))
        #expect(sameBits(scores.link, reference.link))
        #expect(scores.unexpected == reference.unexpected)
      }
      #expect(reference.unexpected.map(\.unseen) == [1] && reference.unexpected.map(\.missing) == [1])
      let row = try scoring.score(["area": 415])
      #expect(row.link.bitPattern == reference.link[1].bitPattern)
    }
  }

  @Test("truth values, also where training saw only one of them")
  func booleans() throws {
    let scoring = try ScoringModel(
      MadeUpModels.fitted(
        [
          .categorical(
            CategoricalFeature(
              column: "active", isBoolean: true, levels: ["false"], pooled: [], shares: [0.9, 0.1],
              hasMissingGroup: true))
        ], estimates: [3], intercept: 0))
    let scores = try scoring.score(Table([Column("active", .boolean([0, 1, ColumnValues.missingBoolean]))]))
    #expect(scores.unexpected.map(\.unseen) == [1])
    // 0, nothing (the average, 0.3), and 3.
    #expect(zip(scores.link, [0, 0.3, 3]).allSatisfy { abs($0 - $1) < 1e-15 }, "\(scores.link)")
    #expect(throws: ScoringError.typeMismatch(column: "active", expected: .boolean, found: "text")) {
      try scoring.score(Table([Column("active", .text(TextValues(["true"])))]))
    }
  }

  @Test("refused rows: an error that names the first, flags, or gaps")
  func refusedRows() throws {
    let scoring = try ScoringModel(Samples.model(policies: Policies(missing: .error, unseen: .error)))
    var sizes = (0..<2500).map { Double($0 % 10) }
    var plans: [String?] = Array(repeating: "gold", count: 2500)
    sizes[1999] = .nan
    plans[1999] = nil
    plans[1200] = "platinum"
    sizes[2400] = .infinity
    let table = try Table([Column("size", .double(sizes)), Column("plan", .text(TextValues(plans)))])
    #expect(throws: ScoringError.refused(row: 1201, Refusal("plan", .unseen))) { try scoring.score(table) }

    let flagged = try scoring.score(table, reasons: 1, onBad: .flag, threads: 2)
    #expect(flagged.refusedRows.map(\.row) == [1201, 2000, 2401])
    #expect(
      flagged.refusedRows.map(\.refusal)
        == [Refusal("plan", .unseen), Refusal("size", .missing), Refusal("size", .notFinite)])
    #expect(flagged.link.indices.filter { flagged.link[$0].isNaN } == [1200, 1999, 2400])
    #expect(flagged.prediction.indices.filter { flagged.prediction[$0].isNaN } == [1200, 1999, 2400])
    #expect(flagged.reasons?.features[1200] == -1 && flagged.rows == Array(1...2500))

    let skipped = try scoring.score(table, reasons: 1, onBad: .skip)
    #expect(skipped.rows == (1...2500).filter { ![1201, 2000, 2401].contains($0) })
    #expect(sameBits(skipped.link, flagged.link.filter { !$0.isNaN }))
    #expect(skipped.rowCount == 2500 && skipped.reasons?.rest.count == 2497 && skipped.reasons?.features.count == 2497)
    #expect(skipped.refusedRows == flagged.refusedRows && skipped.unexpected == flagged.unexpected)
  }

  @Test("no rows, no features, only an offset")
  func emptyTables() throws {
    let scoring = try ScoringModel(Samples.model())
    let none = try scoring.score(
      Table([Column("size", .double([])), Column("plan", .text(TextValues([])))]), reasons: 2)
    #expect(none.link.isEmpty && none.rows.isEmpty && none.refusedRows.isEmpty)
    let constant = try ScoringModel(MadeUpModels.fitted([], estimates: [], intercept: 1.5, offset: "exposure"))
    let scores = try constant.score(
      Table([Column("exposure", .integer([1, ColumnValues.missingInteger]))]), onBad: .flag)
    #expect(scores.link[0] == 2.5)
    #expect(scores.refusedRows.map(\.refusal) == [Refusal("exposure", .missing)])
  }
}
