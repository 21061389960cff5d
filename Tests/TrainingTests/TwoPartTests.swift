import ClienteleScoring
import Foundation
import Tables
import Testing
import Training

/// Two-part models against R's glm and lm on the rows of every part (Tests/References/two_part.R).
///
/// Both sides iterate to rounding: 10⁻⁷ of the larger of an estimate and its standard error, as for single regressions.
@Suite struct TwoPartTests {
  struct Reference: Decodable {
    struct Term: Decodable {
      let term: String
      let estimate, standardError, pValue: Double
    }
    let parts: [String: [Term]]
    let logLikelihood: Double
    let spreads, expected: [Double]
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name, target: String
    let amounts: TwoPart.AmountFamily
    let parts: [String]
    var testDescription: String { name }

    static let all = [
      Case(name: "spend_gamma", target: "spend", amounts: .gamma, parts: ["any", "amount"]),
      Case(name: "spend_lognormal", target: "spend", amounts: .lognormal, parts: ["any", "amount"]),
      Case(name: "profit_gamma", target: "profit", amounts: .gamma, parts: ["any", "gain_if_any", "gain", "loss"]),
      Case(
        name: "profit_lognormal", target: "profit", amounts: .lognormal, parts: ["any", "gain_if_any", "gain", "loss"]),
    ]
  }

  private static let predictors = ["age", "income", "region"]

  private func made() throws -> Table { try table("Tests/References/two_part.csv") }

  private func train(
    _ table: Table, _ target: String, _ amounts: TwoPart.AmountFamily = .gamma, weights: String? = nil,
    folds: Int = 0, penalty: Penalty = .none
  ) throws -> TrainingResult {
    var options = RegressionOptions()
    options.folds = folds
    options.penalty = penalty
    let columns = try table.selecting(Self.predictors + [target] + [weights].compactMap(\.self))
    return try TwoPart(
      roles: ColumnRoles(target: target, weights: weights), options: options, amounts: amounts
    ).train(columns)
  }

  /// The ends of a part's profile-likelihood intervals are those of its own regression on its rows; Newton's steps end at 10⁻⁹.
  @Test func profileIntervals() throws {
    let all = try made().selecting(Self.predictors + ["spend"])
    guard case .double(let spend)? = all["spend"]?.values else { throw CocoaError(.fileReadCorruptFile) }
    var options = RegressionOptions()
    options.folds = 0
    options.intervals = .profile
    let roles = ColumnRoles(target: "spend")
    let whole = try TwoPart(roles: roles, options: options).train(all).model.certificate
    #expect(whole.intervals == "profile")
    let any = try all.with("spend", .double(spend.map { $0 > 0 ? 1 : 0 }))
    let some = try all.rows(spend.indices.filter { spend[$0] > 0 })
    for (name, kind, rows) in [("any", ModelKind.logistic, any), ("amount", .gamma, some)] {
      let alone = try Regression(kind, roles: roles, options: options).fitOnly(rows).certificate
      let part = whole.terms.filter { $0.part == name }
      #expect(part.map(\.term) == alone.terms.map(\.term))
      for (row, other) in zip(part, alone.terms) {
        let error = try #require(other.standardError)
        for (end, expected) in [(row.lower, other.lower), (row.upper, other.upper)] {
          let distance = try #require(end) - (try #require(expected))
          #expect(abs(distance) < 1e-6 * error, "\(name): \(row.term)")
        }
      }
    }
  }

  @Test(arguments: Case.all)
  func againstR(item: Case) throws {
    let expected = try #require(try reference("two_part", as: [String: Reference].self)[item.name])
    let table = try made()
    let model = try train(table, item.target, item.amounts).model
    let certificate = model.certificate
    #expect(certificate.convergence.converged && certificate.convergence.aliased.isEmpty)
    #expect(relative(certificate.logLikelihood, expected.logLikelihood) < 1e-9)
    #expect(certificate.parameters.count == expected.spreads.count)
    for (own, value) in zip(certificate.parameters, expected.spreads) {
      #expect(relative(own.estimate, value) < 1e-7, "\(own.name)")
    }
    var rows = certificate.terms[...]
    for part in item.parts {
      for value in try #require(expected.parts[part]) {
        let row = rows.removeFirst()
        #expect(row.part == part && row.term == value.term)
        let size = max(abs(value.estimate), value.standardError)
        #expect(abs((row.estimate ?? .nan) - value.estimate) < 1e-7 * size, "\(part): \(row.term)")
        #expect(relative(row.standardError ?? .nan, value.standardError) < 1e-6, "\(part): \(row.term)")
        #expect(relative(row.pValue ?? .nan, value.pValue) < 1e-5, "\(part): \(row.term)")
      }
    }
    #expect(rows.isEmpty)
    let scores = try ScoringModel(model).score(table)
    for (own, value) in zip(scores.prediction, expected.expected) {
      #expect(abs(own - value) < 1e-7 * max(1, abs(value)))
    }
  }

  /// Contributions are in units of the amount and add up to it; a row alone has the bits that it has in a table; the file
  /// gives the same model.
  @Test(arguments: Case.all)
  func reasonsAddUp(item: Case) throws {
    let table = try made()
    let model = try ScoringModel(train(table, item.target, item.amounts).model)
    let read = try ScoringModel(bytes: ModelFile.bytes(of: model.model))
    #expect(read.model == model.model && read.hash == model.hash)
    let scores = try model.score(table, reasons: 3)
    #expect(
      scores.outputNames
        == (item.parts.count == 2 ? ["p_any", "amount_if_any"] : ["p_any", "p_gain_if_any", "gain", "loss"]))
    guard case .double(let ages)? = table["age"]?.values, case .double(let incomes)? = table["income"]?.values,
      case .text(let regions)? = table["region"]?.values
    else {
      Issue.record("the table has other columns")
      return
    }
    for row in 0..<table.rowCount {
      let score = try read.score([
        "age": .number(ages[row]), "income": .number(incomes[row]), "region": .text(regions[row] ?? ""),
      ])
      #expect(score.prediction == scores.prediction[row] && score.link == scores.link[row])
      #expect(score.outputs == scores.outputs.map { $0[row] })
      let sum = score.contributions.reduce(score.baseline, +)
      #expect(abs(sum - score.prediction) < 1e-11 * max(1, abs(score.prediction)))
    }
    let means = try model.meanContributions(table, threads: 2)
    let mean = scores.prediction.reduce(0, +) / Double(table.rowCount)
    #expect(abs(means.reduce(model.baseline, +) - mean) < 1e-10 * max(1, abs(mean)))
  }

  /// A weight of 2 is two rows, and one of 0 none.
  @Test(arguments: ["spend", "profit"])
  func weightsAreCopies(target: String) throws {
    let table = try made()
    guard case .integer(let copies)? = table["copies"]?.values else {
      Issue.record("copies are no whole numbers")
      return
    }
    let positions = copies.indices.flatMap { Array(repeating: $0, count: Int(copies[$0])) }
    let weighted = try train(table, target, weights: "copies").model
    let repeated = try train(table.rows(positions), target).model
    for (own, other) in zip(weighted.certificate.terms, repeated.certificate.terms) {
      #expect(abs((own.estimate ?? .nan) - (other.estimate ?? .nan)) < 1e-8 * max(1, abs(other.estimate ?? 0)))
      #expect(relative(own.standardError ?? .nan, other.standardError ?? .nan) < 1e-7)
    }
    #expect(relative(weighted.certificate.bic ?? .nan, repeated.certificate.bic ?? .nan) < 1e-10)
  }

  /// A level without any amount leaves nothing to estimate of its amounts: it is named, and its customers get those of the baseline.
  @Test func levelWithoutAmounts() throws {
    let table = try made()
    guard case .text(let regions)? = table["region"]?.values, case .double(let spend)? = table["spend"]?.values else {
      Issue.record("the table has other columns")
      return
    }
    // Of four in the west one buys, and moves away.
    let moved = spend.indices.map { row in regions[row] == "west" && spend[row] > 0 ? "south" : regions[row] }
    let other = try table.with("region", .text(TextValues(moved)))
    let result = try train(other, "spend", penalty: .ridge(0.001))
    #expect(result.model.certificate.convergence.converged)
    let free = try train(other, "spend").model.certificate
    #expect(!free.convergence.converged && free.convergence.separated == ["any: region[west]"])
    #expect(free.convergence.aliased == ["amount: region[west]"])
    #expect(free.terms.last?.part == "amount" && free.terms.last?.note == "aliased" && free.terms.last?.estimate == nil)
  }

  /// Folds hold rows out: what they predict is like what the model predicts, and not the same.
  @Test func validation() throws {
    let table = try made()
    let result = try train(table, "profit", folds: 5)
    let outOfFold = try #require(result.outOfFold)
    #expect(outOfFold.converged == 5)
    let own = try ScoringModel(result.model).score(table).prediction
    #expect(zip(own, outOfFold.predictions).allSatisfy { $0 != $1 && abs($0 - $1) < 0.5 * max(1, abs($0)) + 3 })
    let again = try train(table, "profit", folds: 5)
    #expect(again.model == result.model && again.outOfFold?.predictions == outOfFold.predictions)
  }

  @Test func refusals() throws {
    let table = try made()
    let rows = table.rowCount
    func refused(_ values: [Double]) throws -> TrainingError? {
      let other = try table.with("spend", .double(values))
      do {
        _ = try train(other, "spend")
        return nil
      } catch let error as TrainingError { return error }
    }
    #expect(try refused([Double](repeating: 0, count: rows)) == .constantTarget(column: "spend"))
    #expect(
      try refused((0..<rows).map { 1 + Double($0 % 7) }) == .noZeroAmounts(column: "spend", hasLosses: false))
    #expect(try refused((0..<rows).map { $0 % 2 == 0 ? -1 : 3 }) == .noZeroAmounts(column: "spend", hasLosses: true))
    #expect(try refused((0..<rows).map { $0 % 2 == 0 ? 0 : -Double($0) }) == .noPositiveAmounts(column: "spend"))
    #expect(
      try refused((0..<rows).map { $0 % 2 == 0 ? 0 : 5 }) == .partUnusable("amount", "all its amounts are the same"))
    let few = try #require(try refused((0..<rows).map { $0 < 4 ? -Double($0) - 1 : Double($0 % 3) }))
    #expect("\(few)".contains("the part loss") && "\(few)".contains("6 terms") && "\(few)".contains("ridge"))
    var options = RegressionOptions()
    #expect(throws: TrainingError.self) {
      try TwoPart(roles: ColumnRoles(target: "spend", offset: "age"), options: options)
    }
    options.penalty = .crossValidated
    #expect(throws: TrainingError.self) { try TwoPart(roles: ColumnRoles(target: "spend"), options: options) }
  }
}
