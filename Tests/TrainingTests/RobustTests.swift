import ClienteleScoring
import Tables
import Testing
import Training

/// Quantiles against R's quantreg, M-estimates against MASS::rlm (Tests/References/robust.R).
///
/// A quantile is a vertex, met to rounding; `rlm` iterates until residuals move by 10⁻¹⁴: 10⁻⁷ of the larger of an
/// estimate and its error holds both. Weights are whole, and R has the rows repeated.
@Suite struct RobustTests {
  struct References: Decodable {
    struct Term: Decodable {
      let term: String
      let estimate, standardError: Double
    }
    struct Level: Decodable {
      let level, loss: Double
      let terms: [Term]
    }
    struct Estimate: Decodable {
      let scale: Double
      let terms: [Term]
    }
    struct Fits: Decodable {
      let quantile: [Level]
      let huber, tukey: Estimate
    }
    let plain, repeated: Fits
  }

  private func model(_ kind: ModelKind, weights: String?, threads: Int = 2) throws -> FittedModel {
    var options = RegressionOptions()
    options.folds = 0
    options.threads = threads
    options.quantiles = kind == .quantile ? [0.9, 0.1, 0.5] : nil
    let names = ["age", "income", "region", "spend"] + (weights.map { [$0] } ?? [])
    return try Regression(kind, roles: ColumnRoles(target: "spend", weights: weights), options: options)
      .train(table("Tests/References/robust.csv").selecting(names)).model
  }

  private func expectSame(_ terms: [TermEstimate], _ expected: [References.Term]) {
    #expect(terms.map(\.term) == expected.map(\.term))
    for (row, other) in zip(terms, expected) {
      let size = max(abs(other.estimate), other.standardError)
      #expect(abs((row.estimate ?? .nan) - other.estimate) < 1e-7 * size, "\(row.term): \(row.estimate ?? .nan)")
      #expect(relative(row.standardError ?? .nan, other.standardError) < 1e-6, "\(row.term): error")
    }
  }

  @Test(arguments: [nil, "copies"] as [String?])
  func quantilesAgainstQuantreg(weights: String?) throws {
    let references = try reference("robust", as: References.self)
    let expected = weights == nil ? references.plain.quantile : references.repeated.quantile
    let model = try model(.quantile, weights: weights)
    #expect(model.certificate.convergence.converged)
    #expect(model.certificate.convergence.gradientNorm < 1e-7)
    #expect(model.function == .quantiles([0.1, 0.5, 0.9]))
    #expect(relative(model.certificate.deviance, expected.reduce(0) { $0 + $1.loss }) < 1e-11)
    for level in expected {
      expectSame(model.certificate.terms.filter { $0.part == "\(level.level)" }, level.terms)
    }
  }

  @Test(arguments: [ModelKind.huber, .tukey], [nil, "copies"] as [String?])
  func estimatesAgainstMASS(kind: ModelKind, weights: String?) throws {
    let references = try reference("robust", as: References.self)
    let fits = weights == nil ? references.plain : references.repeated
    let expected = kind == .huber ? fits.huber : fits.tukey
    let certificate = try model(kind, weights: weights).certificate
    #expect(certificate.convergence.converged)
    #expect(certificate.parameters.map(\.name) == ["scale"])
    #expect(relative(certificate.parameters[0].estimate, expected.scale) < 1e-9)
    expectSame(certificate.terms, expected.terms)
  }

  @Test func quantilesNeverCross() throws {
    let scoring = try ScoringModel(model(.quantile, weights: nil))
    let scores = try scoring.score(table("Tests/References/robust.csv"), threads: 2)
    for row in scores.prediction.indices {
      #expect(scores.outputs[0][row] <= scores.outputs[1][row] && scores.outputs[1][row] <= scores.outputs[2][row])
      #expect(scores.prediction[row] == scores.outputs[1][row])
    }
  }

  /// An outlier of 10¹² moves neither the median nor an M-estimate by more than a part of a standard error.
  @Test(arguments: [ModelKind.quantile, .huber, .tukey])
  func outlierHardlyMoves(kind: ModelKind) throws {
    let original = try table("Tests/References/robust.csv").selecting(["age", "income", "region", "spend"])
    var options = RegressionOptions()
    options.folds = 0
    let regression = try Regression(kind, roles: ColumnRoles(target: "spend"), options: options)
    guard case .double(var spend) = try #require(original["spend"]).values else { return }
    spend[20] = 1e12
    let columns = original.columns.map { $0.name == "spend" ? Column("spend", .double(spend)) : $0 }
    let before = try regression.train(original).model.certificate
    let after = try regression.train(Table(columns)).model.certificate
    #expect(after.convergence.converged)
    for (row, other) in zip(before.terms, after.terms) {
      #expect(abs((row.estimate ?? .nan) - (other.estimate ?? .nan)) < 0.6 * (row.standardError ?? .nan), "\(row.term)")
    }
  }

  @Test func rowsOnOnePlaneAreExact() throws {
    let x = (0..<40).map { Double($0 % 7) + 0.25 * Double($0 % 3) }
    let exact = try Table([Column("x", .double(x)), Column("y", .double(x.map { 2 + 3 * $0 }))])
    var options = RegressionOptions()
    options.folds = 0
    options.quantiles = [0.25, 0.75]
    let roles = ColumnRoles(target: "y")
    let quantiles = try Regression(.quantile, roles: roles, options: options).train(exact).model
    #expect(quantiles.certificate.convergence.converged)
    for predictor in quantiles.predictors { #expect(abs(predictor.estimates[0] - 3) < 1e-12) }
    #expect(quantiles.certificate.terms.allSatisfy { $0.standardError == nil && $0.note != nil })
    options.quantiles = nil
    #expect(throws: TrainingError.self) { try Regression(.huber, roles: roles, options: options).train(exact) }
  }

  @Test func optionsThatDoNotGoTogether() throws {
    func refused(_ kind: ModelKind, _ change: (inout RegressionOptions) -> Void) {
      var options = RegressionOptions()
      change(&options)
      #expect(throws: TrainingError.self) { try Regression(kind, roles: ColumnRoles(target: "y"), options: options) }
    }
    for levels in [[], [0.0], [1.0], [0.5, 0.5], [.nan], [-0.1, 0.5]] { refused(.quantile) { $0.quantiles = levels } }
    refused(.huber) { $0.quantiles = [0.5] }
    refused(.linear) { $0.quantiles = [0.5] }
    for kind in [ModelKind.quantile, .huber, .tukey] {
      refused(kind) { $0.penalty = .ridge(0.1) }
      refused(kind) { $0.standardErrors = .heteroskedastic }
      refused(kind) { $0.link = .log }
      refused(kind) { $0.event = "yes" }
    }
  }
}
