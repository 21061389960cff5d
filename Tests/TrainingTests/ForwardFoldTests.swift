import ClienteleScoring
import Distributions
import Tables
import Testing
import Training

/// Folds that go forward in time.
@Suite struct ForwardFoldTests {
  private func draw(_ rows: Int, drift: Double) throws -> Table {
    var generator = SplitMix64(seed: 21)
    let week = (0..<rows).map { _ in Double(generator.next(below: 30)) }
    let x = week.map { _ in generator.nextUniform() }
    let y = zip(week, x).map { week, x in x + drift * week + 0.1 * Normal.quantile(generator.nextUniform()) }
    return try Table([
      Column("week", .double(week)), Column("x", .double(x)), Column("y", .double(y)),
      Column("day", .date(week.map { Int32($0) * 7 + 18_000 })),
    ])
  }

  private func train(_ table: Table, time: String, folds: Int = 4, kind: ModelKind = .linear) throws -> TrainingResult {
    var roles = ColumnRoles(target: "y", dropped: ["week", "day"].filter { $0 != time })
    roles.time = time
    var options = RegressionOptions()
    options.folds = folds
    return try Regression(kind, roles: roles, options: options).train(table)
  }

  /// Every row that is held out is later than all that trained for it, the first block is never held out, and rows of one
  /// time stay together. Numbers and dates say the same.
  @Test func order() throws {
    let table = try draw(1_000, drift: 0)
    let result = try train(table, time: "week")
    let seen = try #require(result.outOfFold)
    guard case .double(let weeks)? = table["week"]?.values else { return }
    let weights = try #require(result.weights)
    for fold in 0..<UInt8(4) {
      let held = weeks.indices.filter { seen.folds[$0] == fold }.map { weeks[$0] }
      let before = weeks.indices.filter { seen.folds[$0] == .max || seen.folds[$0] < fold }.map { weeks[$0] }
      #expect((before.max() ?? .infinity) < (held.min() ?? -.infinity))
      #expect(held.count > 120 && held.count < 280, "\(held.count)")
    }
    for row in weeks.indices { #expect((weights[row] == 0) == (seen.folds[row] == .max)) }
    #expect(try #require(train(table, time: "day").outOfFold).folds == seen.folds)
    // The time is no predictor.
    #expect(result.model.encoder.features.map(\.column) == ["x"])
  }

  /// A level that drifts: folds at random know the later rows and look better than what a later period brings.
  @Test func drift() throws {
    let table = try draw(1_000, drift: 0.05)
    func error(_ result: TrainingResult) throws -> Double {
      let seen = try #require(result.outOfFold)
      let rows = result.outcomes.indices.filter { result.weights?[$0] ?? 1 > 0 }
      return rows.reduce(0) { sum, row in
        let miss = result.outcomes[row] - seen.predictions[row]
        return sum + miss * miss / Double(rows.count)
      }
    }
    let random = try Regression(
      .linear, roles: ColumnRoles(target: "y", dropped: ["week", "day"]), options: RegressionOptions()
    ).train(table)
    #expect(try error(train(table, time: "week")) > 1.2 * error(random))
  }

  @Test func refusals() throws {
    let table = try draw(100, drift: 0)
    let few = try table.with("week", .double((0..<100).map { Double($0 % 3) }))
    #expect(throws: TrainingError.self) { try train(few, time: "week") }
    let missing = try table.with("week", .double((0..<100).map { $0 == 7 ? .nan : Double($0) }))
    #expect(throws: TrainingError.missingValue(column: "week", row: 8)) { try train(missing, time: "week") }
    let text = try table.with("week", .text(TextValues((0..<100).map { "\($0)" })))
    #expect(throws: TrainingError.notNumeric(column: "week", role: "time", row: nil)) { try train(text, time: "week") }
    #expect(throws: TrainingError.self) { try train(table, time: "week", folds: 0) }
  }
}
