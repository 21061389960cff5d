import ClienteleScoring
import Tables
import Testing

/// What was never seen is treated, and counted, as the declared policies say.
@Suite struct PolicyChecks {
  /// A row without anything unexpected.
  private func plainRow(_ fitted: Fitted) throws -> [String: Value] {
    for row in 0..<fitted.table.rowCount {
      let values = fitted.table.row(row)
      if let score = try? fitted.scoring.score(values),
        score.unexpected.missing + score.unexpected.unseen + score.unexpected.outOfRange == 0
      {
        return values
      }
    }
    return try #require(nil, "no row is complete")
  }

  /// The score of `row` with one cell changed, and the contribution of that cell.
  private func score(
    _ fitted: Fitted, _ row: [String: Value], _ position: Int, _ value: Value
  ) throws(ScoringError) -> (score: Score, contribution: Double) {
    var changed = row
    changed[fitted.model.encoder.features[position].column] = value
    let score = try fitted.scoring.score(changed)
    return (score, score.contributions[position])
  }

  private func expectRefusal(
    _ fitted: Fitted, _ row: [String: Value], _ position: Int, _ value: Value, _ reason: Refusal.Reason
  ) {
    let column = fitted.model.encoder.features[position].column
    do throws(ScoringError) {
      _ = try score(fitted, row, position, value)
      Issue.record("\(column): not refused as \(reason)")
    } catch {
      guard case .refused(_, let refusal) = error else {
        Issue.record("\(column): \(error)")
        return
      }
      #expect(refusal.column == column && refusal.reason == reason)
      #expect(error.description.contains(column))
    }
  }

  @Test(arguments: ModelCase.all)
  func missingValue(item: ModelCase) throws {
    let fitted = try item.fitted()
    let row = try plainRow(fitted)
    for (position, feature) in fitted.model.encoder.features.enumerated() {
      let hasTerm =
        switch feature {
        case .numeric(let numeric): numeric.hasMissingTerm
        case .categorical(let categorical): categorical.hasMissingGroup
        }
      if !hasTerm, item.policies.missing == .error {
        expectRefusal(fitted, row, position, .missing, .missing)
        continue
      }
      let result = try score(fitted, row, position, .missing)
      #expect(result.score.unexpected.missing == 1, "\(feature.column)")
      // What training saw missing has an effect of its own; else the row counts as average.
      if !hasTerm { #expect(result.contribution == 0, "\(feature.column)") }
    }
  }

  @Test(arguments: ModelCase.all)
  func unseenLevel(item: ModelCase) throws {
    let fitted = try item.fitted()
    let row = try plainRow(fitted)
    for (position, feature) in fitted.model.encoder.features.enumerated() {
      guard case .categorical(let categorical) = feature, !categorical.isBoolean else { continue }
      // A pool keeps no names: what is not among the levels is pooled, whether training saw it or not.
      if item.policies.unseen == .error, !categorical.hasPool {
        expectRefusal(fitted, row, position, "never seen", .unseen)
        continue
      }
      let result = try score(fitted, row, position, "never seen")
      #expect(result.score.unexpected.unseen == 1, "\(feature.column)")
      if categorical.hasPool {
        let values = try #require(fitted.table[categorical.column]).values
        let levels = Set(categorical.levels)
        let rare = try #require((0..<values.count).lazy.compactMap(values.cellText).first { !levels.contains($0) })
        let pooled = try score(fitted, row, position, .text(rare))
        #expect(pooled.score.unexpected.unseen == 1)
        #expect(result.contribution == pooled.contribution, "\(feature.column): as the pool")
        #expect(result.contribution != 0)
      } else {
        #expect(result.contribution == 0, "\(feature.column): as the average")
      }
    }
  }

  /// Of several predictors, another may come to be the one explained: then no line goes on.
  @Test(arguments: ModelCase.ofOnePredictor)
  func outOfRangeNumber(item: ModelCase) throws {
    let fitted = try item.fitted()
    let row = try plainRow(fitted)
    for (position, feature) in fitted.model.encoder.features.enumerated() {
      guard case .numeric(let numeric) = feature else { continue }
      let width = numeric.highest - numeric.lowest
      for (edge, outward) in [(numeric.highest, width), (numeric.lowest, -width)] {
        let beyond = value(edge + outward, numeric)
        if item.policies.outOfRange == .error {
          expectRefusal(fitted, row, position, beyond, .outOfRange)
          continue
        }
        let inside = try score(fitted, row, position, value(edge, numeric))
        #expect(inside.score.unexpected.outOfRange == 0, "\(feature.column): the edge is in range")
        let result = try score(fitted, row, position, beyond)
        #expect(result.score.unexpected.outOfRange == 1, "\(feature.column)")
        if item.policies.outOfRange == .clip {
          #expect(result.contribution == inside.contribution, "\(feature.column): clipped")
        } else {
          let further = try score(fitted, row, position, value(edge + 2 * outward, numeric))
          let (first, second) = (
            result.contribution - inside.contribution, further.contribution - result.contribution
          )
          #expect(abs(first - second) <= 1e-9 * abs(first), "\(feature.column): the line goes on")
        }
      }
    }
  }

  /// `number` as a cell of the column.
  private func value(_ number: Double, _ feature: NumericFeature) -> Value {
    switch feature.source {
    case .number: .number(number)
    case .daysBefore(let reference):
      .instant(microsecondsSince1970: reference - Int64((number * 86_400_000_000).rounded()))
    }
  }

  /// A refused row is named, skipped or flagged; the others keep their scores.
  @Test(arguments: ModelCase.all.filter { $0.policies.unseen == .error })
  func badRows(item: ModelCase) throws {
    let fitted = try item.fitted()
    let column = try #require(
      fitted.model.encoder.features.first {
        if case .categorical(let text) = $0 { !text.isBoolean && !text.hasPool } else { false }
      }
    )
    .column
    let values = try #require(fitted.table[column]).values.spoilt([4, 17], isStrange: true)
    let table = try fitted.table.with(column, values)
    let all = try fitted.scoring.score(fitted.table)
    do throws(ScoringError) {
      _ = try fitted.scoring.score(table)
      Issue.record("nothing refused")
    } catch {
      guard case .refused(5, let refusal) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(refusal.column == column)
    }
    let flagged = try fitted.scoring.score(table, onBad: .flag)
    #expect(flagged.refusedRows.map(\.row) == [5, 18])
    #expect(flagged.link.count == table.rowCount && flagged.link[4].isNaN && flagged.prediction[17].isNaN)
    let skipped = try fitted.scoring.score(table, onBad: .skip)
    #expect(skipped.link.count == table.rowCount - 2 && skipped.rows.prefix(5) == [1, 2, 3, 4, 6])
    #expect(skipped.link == all.link.indices.filter { $0 != 4 && $0 != 17 }.map { all.link[$0] })
  }
}
