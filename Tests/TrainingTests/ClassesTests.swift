import ClienteleScoring
import Foundation
import Tables
import Testing
import Training

/// Multinomial logit against R's exact Newton steps from nnet's fit, ordinal against the package ordinal, which agrees with
/// MASS's polr (Tests/References/classes.R).
///
/// Both sides iterate to rounding: 10⁻⁷ of the larger of an estimate and its error. Weights are whole, and R has the
/// rows repeated.
@Suite struct ClassesTests {
  struct References: Decodable {
    struct Term: Decodable {
      let part: String?
      let term: String
      let estimate, standardError: Double
    }
    struct Fit: Decodable {
      let logLikelihood: Double
      let nullDeviance: Double?
      let terms: [Term]
    }
    struct Fits: Decodable { let multinomial, ordinal: Fit }
    let plain, repeated: Fits
  }

  private func regression(
    _ kind: ModelKind, _ target: String, weights: String? = nil, _ change: (inout RegressionOptions) -> Void = { _ in }
  ) throws -> Regression {
    var options = RegressionOptions()
    options.folds = 0
    change(&options)
    return try Regression(kind, roles: ColumnRoles(target: target, weights: weights), options: options)
  }

  private func rows(_ names: String...) throws -> Table {
    try table("Tests/References/classes.csv").selecting(["age", "income", "region"] + names)
  }

  struct Penalised: Decodable {
    let about: String
    let mixing, lambda: Double
    let weighted: Bool
    let classes, terms: [String]
    let coefficients: [[Double]]
  }

  /// glmnet's coefficients of all classes: its largest subgradient is 2·10⁻⁹, and that of the fits 10⁻¹¹ of the null fit's.
  @Test func penalised() throws {
    for expected in try reference("multinomial", as: [Penalised].self) {
      var data = try rows("plan", "copies")
      guard case .text(let plans)? = data["plan"]?.values else { throw CocoaError(.fileReadCorruptFile) }
      data = try data.rows((0..<data.rowCount).filter { plans[$0].map(expected.classes.contains) ?? false })
      if !expected.weighted { data = try data.selecting(["age", "income", "region", "plan"]) }
      let penalty = ElasticNet(mixing: expected.mixing, strength: expected.lambda)
      let certificate = try regression(.multinomial, "plan", weights: expected.weighted ? "copies" : nil) {
        $0.penalty = .fixed(penalty)
      }.train(data).model.certificate
      #expect(certificate.convergence.converged, "\(expected.about)")
      #expect(certificate.convergence.gradientNorm < 1e-10, "\(expected.about)")
      #expect(certificate.terms.map(\.part) == expected.classes.flatMap { name in expected.terms.map { _ in name } })
      #expect(certificate.terms.map(\.term) == expected.classes.flatMap { _ in expected.terms })
      for (row, other) in zip(certificate.terms, expected.coefficients.flatMap(\.self)) {
        let estimate = try #require(row.estimate)
        #expect(
          abs(estimate - other) < 1e-6, "\(expected.about): \(row.part ?? "") \(row.term): \(estimate), not \(other)")
        #expect((estimate == 0) == (other == 0), "\(expected.about): \(row.part ?? "") \(row.term)")
        #expect(row.note == (estimate == 0 ? "not selected" : "post-selection") && row.standardError == nil)
      }
      #expect(certificate.aic == nil && !certificate.isApproximate)
    }
  }

  /// A penalty so strong that only the intercepts are left, and of columns that say the same only the first.
  @Test func penaltyThatSelectsNothing() throws {
    let fit = try regression(.multinomial, "plan") { $0.penalty = .lasso(10) }.train(rows("plan")).model
    #expect(fit.certificate.convergence.converged)
    #expect(fit.certificate.terms.allSatisfy { $0.term == "(intercept)" || $0.note == "not selected" })
    #expect(relative(fit.certificate.deviance, fit.certificate.nullDeviance) < 1e-12)
    let all = try rows("plan")
    let doubled = try Table(all.columns + [Column("again", try #require(all["age"]).values)])
    let copied = try regression(.multinomial, "plan") { $0.penalty = .lasso(0.01) }.train(doubled).model.certificate
    #expect(copied.convergence.converged)
    #expect(copied.convergence.aliased == ["again"])
    #expect(copied.terms.filter { $0.term == "again" }.allSatisfy { $0.note == "aliased" })
  }

  @Test(arguments: [ModelKind.multinomial, .ordinal], [nil, "copies"] as [String?])
  func againstR(kind: ModelKind, weights: String?) throws {
    let references = try reference("classes", as: References.self)
    let fits = weights == nil ? references.plain : references.repeated
    let expected = kind == .ordinal ? fits.ordinal : fits.multinomial
    let target = kind == .ordinal ? "satisfaction" : "plan"
    let all = try table("Tests/References/classes.csv")
      .selecting(["age", "income", "region", target] + (weights.map { [$0] } ?? []))
    let certificate = try regression(kind, target, weights: weights).train(all).model.certificate
    #expect(certificate.convergence.converged)
    #expect(relative(certificate.logLikelihood, expected.logLikelihood) < 1e-10)
    if let deviance = expected.nullDeviance { #expect(relative(certificate.nullDeviance, deviance) < 1e-8) }
    #expect(certificate.terms.map(\.term) == expected.terms.map(\.term))
    for (row, other) in zip(certificate.terms, expected.terms) {
      let size = max(abs(other.estimate), other.standardError)
      #expect(row.part == other.part)
      #expect(abs((row.estimate ?? .nan) - other.estimate) < 1e-7 * size, "\(row.term): \(row.estimate ?? .nan)")
      #expect(relative(row.standardError ?? .nan, other.standardError) < 1e-6, "\(row.term): error")
    }
  }

  /// Two classes are a logistic regression.
  @Test func twoClassesAreLogistic() throws {
    let original = try rows("plan")
    guard case .text(let plans) = try #require(original["plan"]).values else { return }
    let texts = plans.codes.indices.map { row -> String? in plans[row] == "family" ? "family" : "another" }
    let two = try Table(
      original.columns.map { $0.name == "plan" ? Column("plan", .text(TextValues(texts))) : $0 })
    let logistic = try regression(.logistic, "plan").train(two).model
    let multinomial = try regression(.multinomial, "plan").train(two).model
    let ordinal = try regression(.ordinal, "plan") { $0.classes = ["another", "family"] }.train(two).model
    #expect(relative(multinomial.certificate.deviance, logistic.certificate.deviance) < 1e-12)
    #expect(relative(ordinal.certificate.deviance, logistic.certificate.deviance) < 1e-12)
    for (row, other) in zip(multinomial.certificate.terms, logistic.certificate.terms) {
      #expect(
        abs((row.estimate ?? .nan) - (other.estimate ?? .nan)) < 1e-8 * (other.standardError ?? .nan), "\(row.term)")
      #expect(relative(row.standardError ?? .nan, other.standardError ?? .nan) < 1e-7)
    }
    let scores = try ScoringModel(multinomial).score(two, threads: 2)
    let probabilities = try ScoringModel(logistic).score(two, threads: 2).prediction
    for row in probabilities.indices { #expect(abs(scores.outputs[1][row] - probabilities[row]) < 1e-10) }
  }

  /// A ridge does not depend on which class is first.
  @Test func ridgeIsSymmetric() throws {
    let original = try rows("plan")
    let one = try regression(.multinomial, "plan") { $0.penalty = .ridge(0.05) }.train(original).model
    let names = ["trial", "premium", "basic", "family"]
    let other = try regression(.multinomial, "plan") {
      $0.penalty = .ridge(0.05)
      $0.classes = names
    }.train(original).model
    #expect(relative(one.certificate.deviance, other.certificate.deviance) < 1e-10)
    let (a, b) = (try ScoringModel(one).score(original), try ScoringModel(other).score(original))
    for (k, name) in ["basic", "family", "premium", "trial"].enumerated() {
      let position = try #require(names.firstIndex(of: name))
      for row in 0..<original.rowCount { #expect(abs(a.outputs[k][row] - b.outputs[position][row]) < 1e-9) }
    }
  }

  /// A class that a column tells without error has no finite estimate, and the fit says so.
  @Test(arguments: [ModelKind.multinomial, .ordinal])
  func separationIsNamed(kind: ModelKind) throws {
    let x = (0..<60).map { Double($0) }
    let y = (0..<60).map { Int64($0 / 20) }
    let separated = try Table([Column("x", .double(x)), Column("y", .integer(y))])
    let certificate = try regression(kind, "y").train(separated).model.certificate
    #expect(!certificate.convergence.converged)
    #expect(certificate.convergence.stopReason == "separation")
    #expect(!certificate.convergence.separated.isEmpty)
    #expect(certificate.terms.allSatisfy { $0.standardError == nil && $0.note != nil })
  }

  @Test func targetsThatCannotBe() throws {
    let original = try rows("plan")
    #expect(throws: TrainingError.needsOrder(column: "plan")) { try regression(.ordinal, "plan").train(original) }
    #expect(throws: TrainingError.absentClass(column: "plan")) {
      try regression(.ordinal, "plan") { $0.classes = ["basic", "family", "premium", "trial", "none"] }.train(original)
    }
    #expect(throws: TrainingError.self) {
      try regression(.ordinal, "plan") { $0.classes = ["basic", "family", "premium"] }.train(original)
    }
    #expect(throws: TrainingError.self) { try regression(.multinomial, "income").train(rows("plan")) }
    for change in [
      { $0.penalty = .crossValidated }, { $0.penalty = .searched(mixing: 1) }, { $0.standardErrors = .heteroskedastic },
      { $0.event = "trial" }, { $0.classes = ["basic"] }, { $0.classes = ["basic", "basic"] },
    ] as [(inout RegressionOptions) -> Void] {
      #expect(throws: TrainingError.self) { try regression(.multinomial, "plan", change) }
    }
    #expect(throws: TrainingError.self) {
      try Regression(
        .multinomial, roles: ColumnRoles(target: "plan", offset: "age"), options: RegressionOptions())
    }
    #expect(throws: TrainingError.self) { try regression(.linear, "age") { $0.classes = ["a", "b"] } }
  }

  @Test func foldsAndHeldOutRows() throws {
    let original = try rows("plan")
    let result = try regression(.multinomial, "plan") { $0.folds = 4 }.train(original)
    let outOfFold = try #require(result.outOfFold)
    #expect(outOfFold.converged == 4 && outOfFold.outputs.count == 4)
    for row in 0..<original.rowCount {
      #expect(abs(outOfFold.outputs.reduce(0) { $0 + $1[row] } - 1) < 1e-12)
    }
    let held = try HeldOut(
      original, response: result.model.response, kind: .multinomial, classes: result.model.function.classes,
      weights: nil)
    #expect(held.outcomes == result.outcomes)
  }
}
