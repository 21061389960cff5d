import ClienteleScoring
import Foundation
import Distributions
import Tables
import Testing
import Training

/// Weights of classes and of sampling against statsmodels with the sandwich of Σ w² e² x x' (Tests/References/calibration.py).
///
/// Both sides iterate to rounding: 10⁻⁸ of the larger of an estimate and its standard error.
@Suite struct WeightingTests {
  struct Reference: Decodable {
    struct Fit: Decodable { let estimates, hc0, hc1, hc3: [Double] }
    let fits: [String: Fit]
    let eventShare: Double
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: ModelKind
    let target: String
    var classWeights: String?
    var testDescription: String { name }

    static let all = [
      Case(name: "balanced", kind: .logistic, target: "left", classWeights: "balanced"),
      Case(name: "costs", kind: .logistic, target: "left", classWeights: "1:20,0:3"),
      Case(name: "sampling_logistic", kind: .logistic, target: "left"),
      Case(name: "sampling_poisson", kind: .poisson, target: "orders"),
      Case(name: "sampling_gamma", kind: .gamma, target: "worth"),
      Case(name: "sampling_linear", kind: .linear, target: "worth"),
    ]
  }

  private func train(_ item: Case, _ errors: StandardErrors = .classical, folds: Int = 0) throws -> TrainingResult {
    var roles = ColumnRoles(
      target: item.target, dropped: ["left", "orders", "worth", "weight"].filter { $0 != item.target })
    if item.classWeights == nil {
      (roles.weights, roles.hasSamplingWeights) = ("weight", true)
      roles.dropped.removeAll { $0 == "weight" }
    }
    var options = RegressionOptions()
    options.classWeights = try item.classWeights.map { try ClassWeights($0) }
    options.standardErrors = errors
    options.folds = folds
    return try Regression(item.kind, roles: roles, options: options).train(
      table("Tests/References/calibration.csv"))
  }

  private func expected(_ item: Case) throws -> Reference.Fit {
    let file: Reference = try reference("calibration")
    return try #require(file.fits[item.name])
  }

  @Test(arguments: Case.all, [StandardErrors.classical, .robust(.hc0), .robust(.hc3)])
  func estimatesAndErrors(item: Case, errors: StandardErrors) throws {
    let result = try train(item, errors)
    let expected = try expected(item)
    let certificate = result.model.certificate
    #expect(certificate.standardErrors == (errors == .classical ? "hc1" : errors.name))
    #expect(certificate.aic == nil && certificate.bic == nil)
    let wanted = errors == .classical ? expected.hc1 : errors == .robust(.hc0) ? expected.hc0 : expected.hc3
    // What weights of classes did to the log-odds is taken back.
    let shift = result.classWeights.map { log($0.event / $0.other) } ?? 0
    for (k, row) in certificate.terms.enumerated() {
      let (estimate, error) = try (#require(row.estimate), #require(row.standardError))
      let size = max(abs(expected.estimates[k]), wanted[k])
      #expect(abs(estimate + (k == 0 ? shift : 0) - expected.estimates[k]) < 1e-8 * size, "\(row.term)")
      #expect(relative(error, wanted[k]) < 1e-8, "\(row.term): \(error) for \(wanted[k])")
    }
  }

  /// Every class but the first has its intercept corrected; the sandwich is over the coefficients of all classes.
  @Test func classes() throws {
    let file: Reference = try reference("calibration")
    let expected = try #require(file.fits["classes"])
    let data = try table("Tests/References/calibration.csv").selecting(["region", "age", "spend"])
    var options = RegressionOptions()
    options.classWeights = try ClassWeights("north:4,south:0.5")
    options.folds = 0
    let result = try Regression(.multinomial, roles: ColumnRoles(target: "region"), options: options).train(data)
    let certificate = result.model.certificate
    #expect(certificate.standardErrors == "hc1" && certificate.aic == nil && certificate.terms.count == 6)
    let shifts = [log(4), log(0.5)]
    for (k, row) in certificate.terms.enumerated() {
      let estimate = try #require(row.estimate) + (k % 3 == 0 ? shifts[k / 3] : 0)
      #expect(abs(estimate - expected.estimates[k]) < 1e-8 * max(abs(expected.estimates[k]), expected.hc1[k]), "\(row)")
      #expect(relative(row.standardError ?? .nan, expected.hc1[k]) < 1e-8, "\(row) for \(expected.hc1[k])")
    }
    // Probabilities are those of the table: their means are near the shares.
    let scores = try ScoringModel(result.model).score(data)
    let means = scores.outputs.map { $0.reduce(0, +) / 900 }
    guard case .text(let regions)? = data["region"]?.values else { return }
    for (name, mean) in zip(["east", "north", "south"], means) {
      let share = Double((0..<900).count { regions[$0] == name }) / 900
      #expect(abs(mean - share) < 0.01, "\(name): \(mean) for \(share)")
    }
    #expect(throws: TrainingError.self) { try Regression(.ordinal, roles: ColumnRoles(target: "r"), options: options) }
  }

  /// Only the ratios of sampling weights count.
  @Test func scale() throws {
    let item = Case.all[3]
    let data = try table("Tests/References/calibration.csv")
    guard case .double(let weights)? = data["weight"]?.values else { return }
    let larger = try data.with("weight", .double(weights.map { $0 * 1_000 }))
    var roles = ColumnRoles(target: "orders", weights: "weight", dropped: ["left", "worth"])
    roles.hasSamplingWeights = true
    var options = RegressionOptions()
    options.folds = 0
    let scaled = try Regression(item.kind, roles: roles, options: options).train(larger).model.certificate
    for (one, other) in zip(try train(item).model.certificate.terms, scaled.terms) {
      #expect(relative(one.standardError ?? 0, other.standardError ?? 1) < 1e-9)
    }
  }

  /// Where the model holds, corrected probabilities are those of the population, whatever the weights: in 20,000 rows they
  /// differ from those of the unweighted fit by sampling error alone.
  @Test func correctionIsThatOfThePopulation() throws {
    var generator = SplitMix64(seed: 5)
    var (x, y): ([Double], [String]) = ([], [])
    for _ in 0..<20_000 {
      let value = 4 * generator.nextUniform() - 2
      x.append(value)
      y.append(generator.nextUniform() < inverseLogit(-2.5 + 0.8 * value) ? "yes" : "no")
    }
    let data = try Table([Column("x", .double(x)), Column("y", .text(TextValues(y)))])
    func probabilities(_ weights: String?) throws -> (FittedModel, [Double]) {
      var options = RegressionOptions()
      options.classWeights = try weights.map { try ClassWeights($0) }
      options.folds = 0
      let model = try Regression(.logistic, roles: ColumnRoles(target: "y"), options: options).train(data).model
      return (model, try ScoringModel(model).score(data).prediction)
    }
    let (_, plain) = try probabilities(nil)
    let (balanced, corrected) = try probabilities("balanced")
    let mean = corrected.reduce(0, +) / 20_000
    #expect(abs(mean - plain.reduce(0, +) / 20_000) < 0.002, "\(mean)")
    for (p, q) in zip(plain, corrected) { #expect(abs(p - q) < 0.015) }
    // The truth is within four of the sandwich's standard errors.
    let truth = [-2.5, 0.8]
    for (row, value) in zip(balanced.certificate.terms, truth) {
      #expect(abs((row.estimate ?? .nan) - value) < 4 * (row.standardError ?? .nan), "\(row)")
    }
  }

  @Test func refusals() throws {
    for (text, words) in [
      ("balance", "write balanced"), ("1:0,0:2", "weights above 0"), ("1:2,1:3", "given twice"), ("", "write balanced"),
    ] {
      do {
        _ = try ClassWeights(text)
        Issue.record("not refused: \(text)")
      } catch { #expect("\(error)".contains(words), "\(error)") }
    }
    let item = Case(name: "stranger", kind: .logistic, target: "left", classWeights: "maybe:2")
    #expect(throws: TrainingError.invalidOption("--class-weight maybe: not a value of the target")) { try train(item) }
    var options = RegressionOptions()
    options.classWeights = .balanced
    #expect(throws: TrainingError.self) { try Regression(.poisson, roles: ColumnRoles(target: "y"), options: options) }
    options.link = .probit
    #expect(throws: TrainingError.self) { try Regression(.logistic, roles: ColumnRoles(target: "y"), options: options) }
    var roles = ColumnRoles(target: "y", weights: "w")
    roles.hasSamplingWeights = true
    #expect(throws: TrainingError.self) { try Regression(.quantile, roles: roles, options: RegressionOptions()) }
  }

  /// Costs of a customer that hang on a column only, or on the outcome too: where the columns tell the odds, as one of groups does,
  /// weights and the offset log(c₁/c₀) leave the odds of the table.
  @Test func costOfEveryRow() throws {
    let groups = (0..<300).map { ["a", "b", "c"][$0 % 3] }
    let outcomes = (0..<300).map { Double(($0 * $0 + $0 / 7) % 11 < 3 + 2 * ($0 % 3) ? 1 : 0) }
    func missed(_ group: String) -> Double { ["a": 5.0, "b": 0.7, "c": 12][group] ?? 1 }
    func vain(_ group: String) -> Double { ["a": 1.0, "b": 2, "c": 0.25][group] ?? 1 }
    func terms(_ weights: [Double]?, offset: [Double]?) throws -> [Double?] {
      var columns = [Column("group", .text(TextValues(groups.map(Optional.some)))), Column("y", .double(outcomes))]
      if let weights { columns.append(Column("cost", .double(weights))) }
      if let offset { columns.append(Column("odds", .double(offset))) }
      var roles = ColumnRoles(target: "y", weights: weights == nil ? nil : "cost", offset: offset == nil ? nil : "odds")
      roles.hasSamplingWeights = weights != nil
      var options = RegressionOptions()
      options.folds = 0
      return try Regression(.logistic, roles: roles, options: options).fitOnly(Table(columns)).certificate.terms
        .map(\.estimate)
    }
    let plain = try terms(nil, offset: nil)
    let alike = try terms(groups.map(missed), offset: nil)
    let both = try terms(
      zip(groups, outcomes).map { $1 == 1 ? missed($0) : vain($0) },
      offset: groups.map { log(missed($0) / vain($0)) })
    for (k, value) in plain.enumerated() {
      let expected = try #require(value)
      for other in [alike[k], both[k]] {
        let estimate = try #require(other)
        #expect(abs(estimate - expected) < 1e-8)
      }
    }
  }
}
