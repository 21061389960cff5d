import ClienteleScoring
import Tables
import Testing

/// What every model without a target must pass, as models with one must.
@Suite struct SegmentChecks {
  private func bits(_ scores: Scores) -> [[UInt64]] {
    ([scores.link, scores.prediction] + scores.outputs).map { $0.map(\.bitPattern) }
  }

  @Test(arguments: SegmentCase.all)
  func roundTrip(item: SegmentCase) throws {
    let (table, model, scoring) = try item.fitted()
    let bytes = try ModelFile.bytes(of: model)
    let read = try ScoringModel(bytes: bytes)
    // Of the certificate some numbers do not exist, and NaN equals nothing: the bytes below have it all.
    #expect(read.model.segments == model.segments && read.model.predictors == model.predictors)
    #expect(read.model.encoder == model.encoder && read.hash == scoring.hash)
    #expect(try ModelFile.bytes(of: read.model) == bytes)
    #expect(try self.bits(scoring.score(table, reasons: 2)) == self.bits(read.score(table, reasons: 2)))
  }

  @Test(arguments: SegmentCase.all)
  func batchEqualsRows(item: SegmentCase) throws {
    let (table, _, scoring) = try item.fitted()
    var generator = item.generator("spoilt cells")
    let inputs = Set(scoring.inputs.map(\.column))
    let spoilt = try Table(
      table.columns.map { column in
        guard inputs.contains(column.name) else { return column }
        let strange = Set((0..<14).map { _ in generator.next(below: table.rowCount) })
        let missing = Set((0..<14).map { _ in generator.next(below: table.rowCount) })
        return Column(column.name, column.values.spoilt(strange, isStrange: true).spoilt(missing, isStrange: false))
      })
    for table in [table, spoilt] {
      let batch = try scoring.score(table, reasons: 2, onBad: .flag, threads: 2)
      for row in 0..<table.rowCount {
        guard let score = try? scoring.score(table.row(row)) else {
          #expect(batch.link[row].isNaN, "row \(row + 1)")
          continue
        }
        let single = ([score.link, score.prediction] + score.outputs).map(\.bitPattern)
        let own = ([batch.link[row], batch.prediction[row]] + batch.outputs.map { $0[row] }).map(\.bitPattern)
        #expect(single == own, "row \(row + 1)")
        // All contributions make the link: exactly of one rule of segments, as the rest closes it of components.
        let sum = score.contributions.reduce(score.baseline, +)
        #expect(abs(sum - score.link) <= 1e-12 * max(1, abs(score.link)), "row \(row + 1)")
        if item.kind.outcome == .segments { #expect(sum.bitPattern == score.link.bitPattern, "row \(row + 1)") }
      }
    }
  }

  @Test(arguments: SegmentCase.all)
  func columnsByName(item: SegmentCase) throws {
    let (table, _, scoring) = try item.fitted()
    let turned = try Table([Column("spare", .integer((0..<table.rowCount).map(Int64.init)))] + table.columns.reversed())
    #expect(try bits(scoring.score(table)) == bits(scoring.score(turned)))
  }

  @Test(arguments: SegmentCase.all)
  func threads(item: SegmentCase) throws {
    let (table, model, scoring) = try item.fitted()
    let bytes = try ModelFile.bytes(of: model)
    let scores = try self.bits(scoring.score(table, threads: 1))
    for threads in [1, 7] {
      #expect(try ModelFile.bytes(of: item.train(table, threads: threads)) == bytes, "\(threads) threads")
      #expect(try self.bits(scoring.score(table, threads: threads)) == scores, "\(threads) threads")
    }
  }

  /// Whole weights 0 to 3 and the same rows as often give the same segments: sums in another order, 10⁻⁹ of the spread.
  @Test(arguments: SegmentCase.all)
  func weightsAreRepetitions(item: SegmentCase) throws {
    let (table, _, _) = try item.fitted()
    var generator = item.generator("repetitions")
    let times = (0..<table.rowCount).map { _ in generator.next(below: 4) }
    let own = item.isWeighted ? try #require(table.numbers(RandomTable.weight)) : times.map { _ in 1 }
    let weighted = try item.train(
      try table.with(RandomTable.weight, .double(zip(own, times).map { $0 * Double($1) })),
      weights: RandomTable.weight)
    let repeated = try item.train(try table.rows(times.indices.flatMap { [Int](repeating: $0, count: times[$0]) }))
    let rows = try table.rows(times.indices.filter { times[$0] > 0 })
    let (a, b) = try (ScoringModel(weighted).score(rows), ScoringModel(repeated).score(rows))
    if item.kind.outcome == .segments { #expect(a.prediction == b.prediction) }
    for (one, other) in zip(a.outputs.prefix(max(1, a.outputs.count - 1)), b.outputs) {
      for (x, y) in zip(one, other) where abs(x - y) > 1e-7 * max(1, abs(x)) {
        Issue.record("\(x) by weights, \(y) by repetition")
        return
      }
    }
    #expect(weighted.lineage.rowsUsed == rows.rowCount)
  }

  /// Who changes a number of the rule and computes the hash anew fails at the verification rows, or at the checks.
  @Test(arguments: SegmentCase.all.filter { $0.kind.outcome == .segments })
  func forgedCenter(item: SegmentCase) throws {
    let bytes = try ModelFile.bytes(of: item.fitted().model)
    let file = try ModelFileBytes(bytes)
    for position in try #require(file.tensors["segments.center"]) where position % 8 == 7 {
      var forged = bytes
      forged[position] ^= 0x40
      #expect(throws: ModelFileError.self, "byte \(position)") { _ = try ScoringModel(bytes: file.rehashed(forged)) }
    }
    for position in try #require(file.tensors["segments.center"]) {
      var damaged = bytes
      damaged[position] ^= 1
      #expect(throws: ModelFileError.hashMismatch) { _ = try ScoringModel(bytes: damaged) }
    }
  }

  /// No number of a row is in the file, but for those of two digits, which are a range rounded outwards, and knots.
  @Test(arguments: SegmentCase.all)
  func noValueOfARow(item: SegmentCase) throws {
    let (table, model, _) = try item.fitted()
    let bytes = try ModelFile.bytes(of: model)
    for text in ["canary", "confided"] { #expect(bytes.firstRange(of: Array(text.utf8)) == nil, "\(text)") }
    var known: Set<UInt64> = []
    for column in table.columns {
      guard case .double(let values) = column.values else { continue }
      known.formUnion(values.map(\.bitPattern))
    }
    for (name, range) in try ModelFileBytes(bytes).tensors {
      for start in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
        let pattern = bytes[start..<(start + 8)].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        let digits = "\(abs(Double(bitPattern: pattern)))".prefix { $0 != "e" }.filter(\.isNumber)
        let isRound = digits.drop { $0 == "0" }.reversed().drop { $0 == "0" }.count <= 2
        #expect(!known.contains(pattern) || isRound, "\(name), number \((start - range.lowerBound) / 8)")
      }
    }
  }
}
