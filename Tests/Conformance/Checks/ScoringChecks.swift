import ClienteleScoring
import Tables
import Testing

/// One arithmetic path: a batch, a single row and a prepared row give the same bits, whatever else is in the table.
@Suite struct ScoringChecks {
  /// The table of a case with some cells missing and some never seen.
  private func spoilt(_ item: ModelCase, _ fitted: Fitted) throws -> Table {
    var generator = item.generator("spoilt cells")
    let inputs = Set(fitted.scoring.inputs.map(\.column))
    let rows = fitted.table.rowCount
    return try Table(
      fitted.table.columns.map { column in
        guard inputs.contains(column.name) else { return column }
        let strange = Set((0..<(rows / 50)).map { _ in generator.next(below: rows) })
        let missing = Set((0..<(rows / 50)).map { _ in generator.next(below: rows) })
        return Column(
          column.name, column.values.spoilt(strange, isStrange: true).spoilt(missing, isStrange: false))
      })
  }

  @Test(arguments: ModelCase.all)
  func batchEqualsRows(item: ModelCase) throws {
    let fitted = try item.fitted()
    for table in [fitted.table, try spoilt(item, fitted)] {
      let batch = try fitted.scoring.score(table, onBad: .flag, threads: 2)
      let columns = table.columns.filter { column in fitted.scoring.inputs.contains { $0.column == column.name } }
      let prepared = try fitted.scoring.prepare(columns: columns.map(\.name))
      var refused = 0
      for row in 0..<table.rowCount {
        let single = try? fitted.scoring.score(table.row(row))
        let again = try? prepared.score(columns.map { $0.values.value(row) })
        if single == nil { refused += 1 }
        let links = [single?.link, again?.link].map { $0?.bitPattern }
        let predictions = [single?.prediction, again?.prediction].map { $0?.bitPattern }
        let isRefused = batch.link[row].isNaN
        let (link, prediction) = (batch.link[row].bitPattern, batch.prediction[row].bitPattern)
        guard links == [isRefused ? nil : link, isRefused ? nil : link],
          predictions == [isRefused ? nil : prediction, isRefused ? nil : prediction]
        else {
          Issue.record("row \(row + 1): batch \(batch.link[row]), row and prepared row \(links), \(predictions)")
          break
        }
      }
      #expect(refused == batch.refusedRows.count)
    }
  }

  @Test(arguments: ModelCase.all)
  func countsAreThoseOfTheRows(item: ModelCase) throws {
    let fitted = try item.fitted()
    let table = try spoilt(item, fitted)
    let batch = try fitted.scoring.score(table, onBad: .flag)
    if !batch.refusedRows.isEmpty { return }
    var (missing, unseen, outOfRange) = (0, 0, 0)
    for row in 0..<table.rowCount {
      let unexpected = try fitted.scoring.score(table.row(row)).unexpected
      missing += unexpected.missing
      unseen += unexpected.unseen
      outOfRange += unexpected.outOfRange
    }
    #expect(batch.unexpected.reduce(0) { $0 + $1.missing } == missing)
    #expect(batch.unexpected.reduce(0) { $0 + $1.unseen } == unseen)
    #expect(batch.unexpected.reduce(0) { $0 + $1.outOfRange } == outOfRange)
    #expect(missing > 0 && unseen + outOfRange > 0, "the table is spoilt")
  }

  @Test(arguments: ModelCase.all)
  func orderOfColumns(item: ModelCase) throws {
    let fitted = try item.fitted()
    let expected = try fitted.scoring.score(fitted.table)
    var generator = item.generator("order of columns")
    var order = Array(fitted.table.columns.indices)
    generator.shuffle(&order)
    let extra = Column("an extra column", .integer([Int64](repeating: 7, count: fitted.table.rowCount)))
    let mixed = try Table([extra] + order.map { fitted.table.columns[$0] })
    let scores = try fitted.scoring.score(mixed)
    #expect(scores.link.map(\.bitPattern) == expected.link.map(\.bitPattern))
    #expect(scores.prediction.map(\.bitPattern) == expected.prediction.map(\.bitPattern))
    #expect(scores.ignoredColumns.contains(extra.name))
    let row = try fitted.scoring.score(mixed.row(0))
    #expect(row.link.bitPattern == expected.link[0].bitPattern)
    #expect(row.unexpected.extraColumns == mixed.columns.count - fitted.scoring.inputs.count)
  }

  @Test(arguments: ModelCase.all)
  func missingColumn(item: ModelCase) throws {
    let fitted = try item.fitted()
    let table = try fitted.table.rows(Array(0..<20))
    #expect(!fitted.scoring.inputs.isEmpty)
    for input in fitted.scoring.inputs {
      let error = ScoringError.missingColumn(input.column)
      let less = try table.without(input.column)
      #expect(throws: error) { try fitted.scoring.score(less) }
      #expect(throws: error) { try fitted.scoring.score(less.row(0)) }
      #expect(throws: error) { try fitted.scoring.prepare(columns: less.columnNames) }
      #expect(error.description.contains(input.column))
    }
  }

  /// The offset counts, one to one, and explains nothing.
  @Test(arguments: ModelCase.all.filter(\.hasOffset))
  func offsetCounts(item: ModelCase) throws {
    let fitted = try item.fitted()
    let values = try #require(fitted.table.numbers(RandomTable.offset))
    let shifted = try fitted.table.with(RandomTable.offset, .double(values.map { $0 + 1 }))
    let (before, after) = (try fitted.scoring.score(fitted.table), try fitted.scoring.score(shifted))
    for row in values.indices {
      // A sum of a dozen numbers of size 10 at most.
      #expect(abs(after.link[row] - before.link[row] - 1) < 1e-12, "row \(row + 1)")
    }
    let (one, other) = (try fitted.scoring.score(fitted.table.row(3)), try fitted.scoring.score(shifted.row(3)))
    #expect(one.contributions == other.contributions)
    #expect(one.offset == values[3] && other.offset == values[3] + 1)
    #expect(throws: ScoringError.self) {
      var row = fitted.table.row(3)
      row[RandomTable.offset] = .missing
      _ = try fitted.scoring.score(row)
    }
  }
}
