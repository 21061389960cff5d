import ClienteleScoring
import Foundation
import Tables
import Testing
import Training

/// Every family and link against R's glm, MASS and statmod (Tests/References/families.R).
///
/// Both sides iterate to rounding: 10⁻⁷ of the larger of an estimate and its standard error, 10⁻⁸ of a deviance. R's `logLik`
/// of gamma and inverse Gaussian, and so ours, is at the dispersion deviance/n.
@Suite struct FamilyTests {
  struct References: Decodable {
    struct Fit: Decodable {
      struct Term: Decodable {
        let term: String
        let estimate, standardError, pValue: Double
      }
      let terms: [Term]
      let deviance, nullDeviance, dispersion: Double
      let logLikelihood, aic, theta, thetaError: Double?
    }
    struct Clotting: Decodable {
      let logU, time, estimates: [Double]
      let deviance: Double
    }
    struct Quine: Decodable {
      let eth, sex, age, lrn: [String]
      let days: [Double]
      let poissonDeviance, theta, twiceLogLikelihood: Double
    }
    struct Literature: Decodable {
      let clotting: Clotting
      let quine: Quine
    }
    let fits: [String: Fit]
    let robust: [String: [String: [Double]]]
    let literature: Literature
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: ModelKind
    let target: String
    var link: Link?
    var offset: String?
    var weights: String?
    var testDescription: String { name }

    static let all = [
      Case(name: "poisson", kind: .poisson, target: "claims", offset: "log_exposure"),
      Case(name: "poisson_weights", kind: .poisson, target: "claims", weights: "copies"),
      Case(name: "poisson_sqrt", kind: .poisson, target: "claims", link: .squareRoot),
      Case(name: "gamma", kind: .gamma, target: "spend"),
      Case(name: "gamma_inverse", kind: .gamma, target: "spend", link: .inverse),
      Case(name: "inverse_gaussian", kind: .inverseGaussian, target: "delay"),
      Case(name: "inverse_gaussian_canonical", kind: .inverseGaussian, target: "delay", link: .inverseSquare),
      Case(name: "tweedie", kind: .tweedie, target: "loss"),
      Case(name: "logistic_probit", kind: .logistic, target: "left", link: .probit),
      Case(name: "logistic_cloglog", kind: .logistic, target: "left", link: .complementaryLogLog),
      Case(name: "linear_log", kind: .linear, target: "spend", link: .log),
      Case(name: "negative_binomial", kind: .negativeBinomial, target: "contacts"),
    ]
  }

  /// Without the first row the line falls so fast that it has no mean there: the link is to blame, not the row.
  @Test func meanThatAFoldDoesNotHave() throws {
    let x = [14, 3.052, 0.067, 0.205, 0.697, 0.999, 3.175, 0.499, 3.308, 0.898, 0.011, 0.201, 0.605, 0.32]
    let y = [
      6.944, 7.3267, 1.0355, 1.0758, 1.2375, 1.4311, 7.1647, 1.1463, 7.0011, 1.3439, 0.9907, 1.042, 1.1908, 1.0753,
    ]
    var options = RegressionOptions()
    options.link = .inverseSquare
    let regression = try Regression(.inverseGaussian, roles: ColumnRoles(target: "y"), options: options)
    let table = try Table([Column("x", .double(x)), Column("y", .double(y))])
    let error = #expect(throws: TrainingError.self) { try regression.train(table) }
    let text = "\(try #require(error))"
    #expect(text.contains("--link inverse-square has no mean: use --link log"), "\(text)")
  }

  private func train(_ table: Table, _ item: Case, _ predictors: [String]) throws -> FittedModel {
    var options = RegressionOptions()
    options.folds = 0
    options.link = item.link
    options.power = item.kind == .tweedie ? 1.5 : nil
    let names = predictors + [item.target] + [item.offset, item.weights].compactMap(\.self)
    let roles = ColumnRoles(target: item.target, weights: item.weights, offset: item.offset)
    return try Regression(item.kind, roles: roles, options: options).train(table.selecting(names)).model
  }

  @Test(arguments: Case.all)
  func againstR(item: Case) throws {
    let expected = try #require(try reference("families", as: References.self).fits[item.name])
    let model = try train(table("Tests/References/families.csv"), item, ["age", "income", "region"])
    let certificate = model.certificate
    #expect(certificate.convergence.converged)
    #expect(relative(certificate.deviance, expected.deviance) < 1e-8)
    #expect(relative(certificate.nullDeviance, expected.nullDeviance) < 1e-8)
    // R divides by rows − rank and takes weights for precisions; ours are copies.
    if item.weights == nil { #expect(relative(certificate.dispersion, expected.dispersion) < 1e-7) }
    if let value = expected.logLikelihood { #expect(relative(certificate.logLikelihood, value) < 1e-8) }
    if let value = expected.aic { #expect(relative(certificate.aic ?? .nan, value) < 1e-8) }
    #expect(certificate.terms.map(\.term) == expected.terms.map(\.term))
    for (row, value) in zip(certificate.terms, expected.terms) {
      let size = max(abs(value.estimate), value.standardError)
      #expect(abs((row.estimate ?? .nan) - value.estimate) < 1e-7 * size, "\(row.term)")
      #expect(relative(row.standardError ?? .nan, value.standardError) < 1e-6, "\(row.term): standard error")
      #expect(relative(row.pValue ?? .nan, value.pValue) < 1e-5, "\(row.term): p")
    }
    guard let theta = expected.theta, let error = expected.thetaError else { return }
    let parameter = try #require(certificate.parameters.first { $0.name == "theta" })
    #expect(relative(parameter.estimate, theta) < 1e-6)
    #expect(relative(parameter.standardError ?? .nan, error) < 1e-5)
  }

  /// R's sandwich, corrections HC0 to HC3.
  @Test(arguments: StandardErrors.Correction.allCases)
  func robustErrors(correction: StandardErrors.Correction) throws {
    let expected = try reference("families", as: References.self).robust
    let data = try table("Tests/References/families.csv")
    let cases: [(name: String, kind: ModelKind, target: String, offset: String?)] = [
      ("poisson", .poisson, "claims", "log_exposure"), ("linear", .linear, "spend", nil),
      ("logistic", .logistic, "left", nil),
    ]
    for item in cases {
      var options = RegressionOptions()
      options.folds = 0
      options.standardErrors = .robust(correction)
      let names = ["age", "income", "region", item.target] + [item.offset].compactMap(\.self)
      let roles = ColumnRoles(target: item.target, offset: item.offset)
      let model = try Regression(item.kind, roles: roles, options: options).train(data.selecting(names)).model
      let errors = try #require(expected[item.name]?[correction.rawValue])
      for (row, error) in zip(model.certificate.terms, errors) {
        #expect(relative(row.standardError ?? .nan, error) < 1e-6, "\(item.name), \(row.term)")
      }
    }
  }

  @Test func clottingTimes() throws {
    let expected = try reference("families", as: References.self).literature.clotting
    let table = try Table([
      Column("log_u", .double(expected.logU)), Column("time", .double(expected.time)),
    ])
    let model = try train(table, Case(name: "", kind: .gamma, target: "time", link: .inverse), ["log_u"])
    #expect(abs(model.predictor.intercept - expected.estimates[0]) < 1e-9)
    #expect(abs(model.predictor.estimates[0] - expected.estimates[1]) < 1e-9)
    #expect(relative(model.certificate.deviance, expected.deviance) < 1e-8)
  }

  @Test func daysAbsent() throws {
    let expected = try reference("families", as: References.self).literature.quine
    let table = try Table([
      Column("eth", .text(TextValues(expected.eth))), Column("sex", .text(TextValues(expected.sex))),
      Column("age", .text(TextValues(expected.age))), Column("lrn", .text(TextValues(expected.lrn))),
      Column("days", .double(expected.days)),
    ])
    let names = ["eth", "sex", "age", "lrn"]
    let poisson = try train(table, Case(name: "", kind: .poisson, target: "days"), names)
    #expect(relative(poisson.certificate.deviance, expected.poissonDeviance) < 1e-10)
    let binomial = try train(table, Case(name: "", kind: .negativeBinomial, target: "days"), names)
    #expect(relative(binomial.certificate.parameters[0].estimate, expected.theta) < 1e-6)
    #expect(relative(2 * binomial.certificate.logLikelihood, expected.twiceLogLikelihood) < 1e-8)
  }

  /// A group without any event has no finite estimate: it is named, and the fit does not pass for converged.
  @Test(arguments: [ModelKind.poisson, .negativeBinomial, .tweedie])
  func groupWithoutEvents(kind: ModelKind) throws {
    let groups = (0..<90).map { ["a", "b", "c"][$0 % 3] }
    let counts = (0..<90).map { $0 % 3 == 1 ? 0.0 : [0, 1, 4, 2, 7, 1][($0 / 3) % 6] }
    let table = try Table([
      Column("group", .text(TextValues(groups))), Column("x", .double((0..<90).map { Double($0 * 7 % 11) })),
      Column("count", .double(counts)),
    ])
    let certificate = try train(table, Case(name: "", kind: kind, target: "count"), ["group", "x"]).certificate
    #expect(!certificate.convergence.converged)
    #expect(certificate.convergence.stopReason == "separation")
    #expect(certificate.convergence.separated == ["group[b]"])
    let others = certificate.terms.filter { $0.term != "group[b]" }
    #expect(others.allSatisfy { $0.standardError?.isFinite ?? false })
  }

  /// What a family gives no probability to is refused by its row.
  @Test func outOfDomain() throws {
    let table = try Table([
      Column("x", .double([1, 2, 3, 4])), Column("y", .double([2, 0, 1, 5])), Column("z", .double([2, 3, -1, 5])),
    ])
    #expect(throws: TrainingError.outOfDomain(column: "y", row: 2, model: "gamma", isStrict: true)) {
      try train(table, Case(name: "", kind: .gamma, target: "y"), ["x"])
    }
    #expect(throws: TrainingError.outOfDomain(column: "z", row: 3, model: "poisson", isStrict: false)) {
      try train(table, Case(name: "", kind: .poisson, target: "z"), ["x"])
    }
  }

  /// Counts that vary no more than Poisson's have no θ.
  @Test func noOverdispersion() throws {
    let table = try Table([
      Column("x", .double((0..<40).map { Double($0 % 5) })), Column("y", .double((0..<40).map { Double(2 + $0 % 3) })),
    ])
    #expect(throws: TrainingError.self) {
      try train(table, Case(name: "", kind: .negativeBinomial, target: "y"), ["x"])
    }
  }

  /// A log-time offset is the rate a unit of time weighted by it: y with offset log t, and y/t with weight t²⁻ᵖ, where the
  /// variance grows like μᵖ.
  @Test(arguments: [ModelKind.poisson, .tweedie, .gamma])
  func offsetIsItsRateForm(kind: ModelKind) throws {
    let whole = try table("Tests/References/families.csv")
    let target = kind == .poisson ? "claims" : kind == .tweedie ? "loss" : "spend"
    let power = kind == .poisson ? 1.0 : kind == .tweedie ? 1.5 : 2
    func numbers(_ name: String) -> [Double] {
      switch whole[name]?.values {
      case .double(let values): values
      case .integer(let values): values.map(Double.init)
      default: []
      }
    }
    let (y, time) = (numbers(target), numbers("exposure"))
    let table = try whole.with("rate", .double(zip(y, time).map { $0 / $1 }))
      .with("log_time", .double(time.map { log($0) }))
      .with("share", .double(time.map { exp((2 - power) * log($0)) }))
    let names = ["age", "income", "region"]
    let byOffset = try train(table, Case(name: "", kind: kind, target: target, offset: "log_time"), names).certificate
    let byRate = try train(table, Case(name: "", kind: kind, target: "rate", weights: "share"), names).certificate
    #expect(byOffset.convergence.converged && byRate.convergence.converged)
    for (row, other) in zip(byOffset.terms, byRate.terms) {
      let error = row.standardError ?? .nan
      #expect(abs((row.estimate ?? .nan) - (other.estimate ?? .nan)) < 1e-7 * error, "\(row.term)")
      // Weights are copies, and a free dispersion is over as many rows as these add up to.
      if kind == .poisson { #expect(relative(other.standardError ?? .nan, error) < 1e-7, "\(row.term): error") }
    }
    #expect(relative(byOffset.deviance, byRate.deviance) < 1e-9)
  }
}
