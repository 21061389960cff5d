import ClienteleScoring
import Distributions
import Tables
import Testing
import Training

/// A prediction out of fold owes nothing to the row that it is for.
@Suite struct CrossValidationTests {
  /// 300 rows with a rare level, missing values, dates and a group of rows for every household.
  private func table() throws -> Table {
    var generator = SplitMix64(seed: 11)
    let rows = 300
    let x = (0..<rows).map { _ in generator.nextUniform() }
    let texts = (0..<rows).map { row in row == 123 ? "only once" : ["a", "b", "c"][generator.next(below: 3)] }
    let income = (0..<rows).map { row in generator.next(below: 12) == 0 ? Double.nan : 100 * generator.nextUniform() }
    let days = (0..<rows).map { Int32(19_000 + ($0 * 37) % 211) }
    let isLeft = (0..<rows).map { row -> Int8 in generator.nextUniform() < 0.2 + 0.4 * x[row] ? 1 : 0 }
    let y = (0..<rows).map { row in 2 * x[row] + (texts[row] == "b" ? 1 : 0) + generator.nextUniform() }
    return try Table([
      Column("x", .double(x)), Column("plan", .text(TextValues(texts))), Column("income", .double(income)),
      Column("joined", .date(days)), Column("household", .integer((0..<rows).map { Int64($0 / 4) })),
      Column("amount", .double(y)), Column("left", .boolean(isLeft)),
    ])
  }

  private func regression(
    _ kind: ModelKind, folds: Int, group: String? = nil, cluster: String? = nil
  ) throws -> Regression {
    var options = RegressionOptions()
    options.folds = folds
    options.minimumLevelWeight = 2
    if let cluster { options.standardErrors = .clustered(column: cluster) }
    let others = [kind == .linear ? "left" : "amount"] + (group == nil && cluster == nil ? ["household"] : [])
    return try Regression(
      kind,
      roles: ColumnRoles(
        target: kind == .linear ? "amount" : "left", group: group, cluster: cluster, dropped: others),
      options: options)
  }

  /// The whole pipeline is fitted without the fold: encoder, levels, means and dates too.
  @Test(arguments: [ModelKind.linear, .logistic])
  func equalsAModelOfTheOtherFolds(kind: ModelKind) throws {
    let table = try table()
    let held = try #require(try regression(kind, folds: 4).train(table).outOfFold)
    #expect(held.foldCount == 4 && Set(held.folds) == [0, 1, 2, 3])
    // The level of one row separates the classes wherever that row is in training.
    #expect(held.converged == (kind == .linear ? 4 : 1))
    #expect(held.unconverged.count == 4 - held.converged && Set(held.unconverged).isSubset(of: [1, 2, 3, 4]))
    for fold in 0..<UInt8(4) {
      let others = (0..<table.rowCount).filter { held.folds[$0] != fold }
      let model = try regression(kind, folds: 0).train(try table.rows(others)).model
      let scores = try ScoringModel(model).score(table)
      for row in 0..<table.rowCount where held.folds[row] == fold {
        // The same fit with rows of weight 0 between, to rounding.
        #expect(abs(held.links[row] - scores.link[row]) < 1e-9, "row \(row + 1)")
        #expect(abs(held.predictions[row] - scores.prediction[row]) < 1e-9, "row \(row + 1)")
      }
    }
  }

  @Test(arguments: [ModelKind.linear, .logistic])
  func foldsAreEven(kind: ModelKind) throws {
    let result = try regression(kind, folds: 7).train(try table())
    let folds = try #require(result.outOfFold).folds
    for fold in 0..<UInt8(7) {
      let rows = folds.indices.filter { folds[$0] == fold }
      #expect((42...43).contains(rows.count))
      if kind == .logistic {
        let share = result.outcomes.reduce(0, +) / 7
        #expect(abs(Double(rows.count { result.outcomes[$0] == 1 }) - share) <= 1, "stratified")
      }
    }
  }

  @Test(arguments: [("household", nil), (nil, "household")] as [(String?, String?)])
  func groupsStayTogether(group: String?, cluster: String?) throws {
    let result = try regression(.logistic, folds: 5, group: group, cluster: cluster).train(try table())
    let folds = try #require(result.outOfFold).folds
    for row in folds.indices { #expect(folds[row] == folds[row / 4 * 4], "row \(row + 1)") }
    #expect(Set(folds).count == 5)
  }

  /// Rows without an outcome are predicted, and count nowhere; what else is missing in them does not matter.
  @Test func rowsWithoutOutcome() throws {
    var table = try table()
    guard case .double(var y)? = table["amount"]?.values else { return }
    for row in [3, 77] { y[row] = .nan }
    table = try table.with("amount", .double(y))
    table = try table.with("base", .double(y.map { $0.isNaN ? .nan : 0.1 * $0 }))
    var options = RegressionOptions()
    options.minimumLevelWeight = 2
    let roles = ColumnRoles(target: "amount", offset: "base", dropped: ["left", "household"])
    let result = try Regression(.linear, roles: roles, options: options).train(table)
    let held = try #require(result.outOfFold)
    #expect(result.weights?[3] == 0 && result.weights?[77] == 0 && result.model.lineage.rowsUsed == 298)
    #expect(held.links.indices.allSatisfy { [3, 77].contains($0) || held.links[$0].isFinite })
  }

  @Test func seedDecides() throws {
    let table = try table()
    var other = RegressionOptions()
    other.seed = 2
    other.minimumLevelWeight = 2
    let one = try #require(try regression(.linear, folds: 5).train(table).outOfFold)
    let again = try #require(try regression(.linear, folds: 5).train(table).outOfFold)
    let roles = ColumnRoles(target: "amount", dropped: ["left", "household"])
    let two = try #require(try Regression(.linear, roles: roles, options: other).train(table).outOfFold)
    #expect(one.folds == again.folds && one.links == again.links)
    #expect(one.folds != two.folds)
  }
}
