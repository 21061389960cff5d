import ClienteleScoring
import Tables
import Testing
import Training

/// Successes of trials against R's glm(cbind(s, n − s)) and sandwich (Tests/References/counts.R), and against the same
/// trials one row each. Both sides iterate to rounding, as in ``FamilyTests``.
@Suite struct CountedTrialsTests {
  struct References: Decodable {
    struct Term: Decodable {
      let term: String
      let estimate, standardError, pValue: Double
    }
    struct Fit: Decodable {
      let terms: [Term]
      let deviance, nullDeviance, logLikelihood, aic, bic, residualDegreesOfFreedom: Double
    }
    let fits: [String: Fit]
    let robust: [String: [Double]]
  }

  private func train(
    _ table: Table, link: Link? = nil, weights: String? = nil, offset: String? = nil, cluster: String? = nil,
    _ change: (inout RegressionOptions) -> Void = { _ in }
  ) throws -> TrainingResult {
    var options = RegressionOptions()
    options.folds = 0
    options.link = link
    change(&options)
    let names = ["age", "region", "sent", "answered"] + [weights, offset, cluster].compactMap(\.self)
    let roles = ColumnRoles(target: "answered", trials: "sent", weights: weights, offset: offset, cluster: cluster)
    return try Regression(.logistic, roles: roles, options: options).train(table.selecting(names))
  }

  private func made() throws -> Table { try table("Tests/References/counts.csv") }

  @Test(
    arguments: [
      ("logit", .logit, nil, nil), ("probit", .probit, nil, nil), ("cloglog", .complementaryLogLog, nil, nil),
      ("offset", .logit, nil, "lift"), ("weights", .logit, "copies", nil),
    ] as [(String, Link, String?, String?)])
  func againstR(name: String, link: Link, weights: String?, offset: String?) throws {
    let expected = try #require(try reference("counts", as: References.self).fits[name])
    let model = try train(made(), link: link, weights: weights, offset: offset).model
    let certificate = model.certificate
    #expect(certificate.convergence.converged && model.response.trials == "sent" && model.response.event == nil)
    for (own, value, what) in [
      (certificate.deviance, expected.deviance, "deviance"), (certificate.aic ?? .nan, expected.aic, "AIC"),
      (certificate.nullDeviance, expected.nullDeviance, "null deviance"),
      (certificate.bic ?? .nan, expected.bic, "BIC"),
      (certificate.logLikelihood, expected.logLikelihood, "log-likelihood"),
      (certificate.residualDegreesOfFreedom, expected.residualDegreesOfFreedom, "degrees of freedom"),
    ] { #expect(relative(own, value) < 1e-10, "\(what): \(own) for \(value)") }
    #expect(certificate.terms.map(\.term) == expected.terms.map(\.term))
    for (row, value) in zip(certificate.terms, expected.terms) {
      let size = max(abs(value.estimate), value.standardError)
      #expect(abs((row.estimate ?? .nan) - value.estimate) < 1e-8 * size, "\(row.term)")
      #expect(relative(row.standardError ?? .nan, value.standardError) < 1e-8, "\(row.term): standard error")
      #expect(relative(row.pValue ?? .nan, value.pValue) < 1e-6, "\(row.term): p")
    }
  }

  /// A row, whatever its trials, is one observation to a sandwich.
  @Test(arguments: ["hc0", "hc1", "hc2", "hc3", "cluster"])
  func robustErrors(name: String) throws {
    let expected = try #require(try reference("counts", as: References.self).robust[name])
    let certificate = try train(made(), cluster: name == "cluster" ? "shop" : nil) {
      $0.standardErrors =
        StandardErrors.Correction(rawValue: name).map { .robust($0) } ?? .clustered(column: "shop")
    }.model.certificate
    for (row, error) in zip(certificate.terms, expected) {
      #expect(relative(row.standardError ?? .nan, error) < 1e-7, "\(row.term)")
    }
  }

  /// The same trials as rows of their own.
  private func single(_ table: Table) throws -> Table {
    guard case .integer(let sent)? = table["sent"]?.values, case .integer(let answered)? = table["answered"]?.values
    else { throw TrainingError.noRows }
    var rows: [Int] = []
    var outcomes: [Int64] = []
    for row in sent.indices {
      for trial in 0..<sent[row] {
        rows.append(row)
        outcomes.append(trial < answered[row] ? 1 : 0)
      }
    }
    return try table.rows(rows).with("answered", .integer(outcomes)).with("sent", .integer(outcomes.map { _ in 1 }))
  }

  /// Coefficients, penalties and metrics are those of single trials.
  @Test(arguments: [Penalty.none, .ridge(0.01), .lasso(0.005)])
  func asSingleTrials(penalty: Penalty) throws {
    let table = try made()
    let counted = try train(table) { $0.penalty = penalty }.model
    let single = try train(single(table)) { $0.penalty = penalty }.model
    #expect(counted.certificate.convergence.converged && single.certificate.convergence.converged)
    for (own, other) in zip(counted.predictor.estimates, single.predictor.estimates) {
      #expect(abs(own - other) < 1e-9, "\(penalty.name)")
    }
    #expect(abs(counted.predictor.intercept - single.predictor.intercept) < 1e-9)
  }

  @Test func foldsHoldRowsOut() throws {
    let result = try train(made()) { $0.folds = 4 }
    let outOfFold = try #require(result.outOfFold)
    #expect(outOfFold.foldCount == 4 && outOfFold.converged == 4)
    #expect(outOfFold.predictions.allSatisfy { $0 > 0 && $0 < 1 })
    // The share of successes, and weight times trials.
    #expect(result.outcomes.allSatisfy { $0 >= 0 && $0 <= 1 } && result.weights?[29] == 1000)
  }

  /// Rows that have both successes and failures cannot be separated; a group of failures alone can.
  @Test func separation() throws {
    let groups = (0..<30).map { ["a", "b", "c"][$0 % 3] }
    let successes = (0..<30).map { $0 % 3 == 1 ? 0.0 : Double($0 % 4 + 1) }
    func certificate(_ successes: [Double]) throws -> FitCertificate {
      var options = RegressionOptions()
      options.folds = 0
      let table = try Table([
        Column("group", .text(TextValues(groups))), Column("x", .double((0..<30).map { Double($0 * 7 % 11) })),
        Column("s", .double(successes)), Column("n", .double(successes.map { _ in 6 })),
      ])
      return try Regression(.logistic, roles: ColumnRoles(target: "s", trials: "n"), options: options).train(table)
        .model.certificate
    }
    let separated = try certificate(successes)
    #expect(separated.convergence.stopReason == "separation" && separated.convergence.separated == ["group[b]"])
    #expect(separated.terms.filter { $0.term != "group[b]" }.allSatisfy { $0.standardError?.isFinite ?? false })
    // One success in the group, and there is an estimate.
    let sound = try certificate(successes.enumerated().map { $0.offset == 1 ? 1 : $0.element })
    #expect(sound.convergence.converged && sound.convergence.separated.isEmpty)
  }

  @Test func refusals() throws {
    func refusal(_ successes: [Double], _ trials: [Double]) -> TrainingError? {
      do throws(TrainingError) {
        let table = try? Table([
          Column("x", .double([1, 2, 3, 5])), Column("s", .double(successes)), Column("n", .double(trials)),
        ])
        guard let table else { return nil }
        var options = RegressionOptions()
        options.folds = 0
        _ = try Regression(.logistic, roles: ColumnRoles(target: "s", trials: "n"), options: options).train(table)
        return nil
      } catch { return error }
    }
    #expect(refusal([1, 2, 3, 4], [5, 5, 5, 5]) == nil)
    #expect(refusal([1, 2, 6, 4], [5, 5, 5, 5]) == .tooManySuccesses(column: "s", trials: "n", row: 3))
    #expect(refusal([1, 2, -1, 4], [5, 5, 5, 5]) == .notCount(column: "s", row: 3))
    #expect(refusal([1, 2.5, 1, 4], [5, 5, 5, 5]) == .notCount(column: "s", row: 2))
    #expect(refusal([1, 2, 1, 4], [5, 5.5, 5, 5]) == .notCount(column: "n", row: 2))
    #expect(refusal([1, 2, 1, 4], [5, .nan, 5, 5]) == .missingValue(column: "n", row: 2))
    #expect(refusal([0, 0, 0, 0], [5, 4, 5, 5]) == .singleClass(column: "s"))
    #expect(refusal([5, 4, 5, 5], [5, 4, 5, 5]) == .singleClass(column: "s"))
    #expect(refusal([0, 0, 0, 0], [0, 0, 0, 0]) == .allTargetsMissing(column: "s"))
    // Half of all trials everywhere is no single class.
    #expect(refusal([2, 2, 2, 2], [4, 4, 4, 4]) == nil)
    for kind in [ModelKind.linear, .poisson, .multinomial, .huber] {
      #expect(throws: TrainingError.self) {
        try Regression(kind, roles: ColumnRoles(target: "s", trials: "n"), options: RegressionOptions())
      }
    }
    #expect(throws: TrainingError.self) {
      try TwoPart(roles: ColumnRoles(target: "s", trials: "n"), options: RegressionOptions())
    }
  }
}
