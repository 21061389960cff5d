import ClienteleScoring
import Foundation
import Tables
import Testing
import Training

@Suite struct PenalizedTests {
  struct PathFile: Decodable { let paths: [String: Path] }
  struct Path: Decodable {
    struct Roles: Decodable { let weight, offset: String? }
    let family: String
    let mixing, highest: Double
    let features, terms: [String]
    let roles: Roles
    let lambda, devianceRatio: [Double]
    let selected: [Int]
    let coefficients: [[Double]]
  }

  static let names = [
    "telco_small", "telco_regular", "telco_charges", "mixed_logistic", "mixed_logistic_weights", "mixed_linear",
    "mixed_linear_half", "mixed_linear_weights",
  ]

  private func problem(_ name: String) throws -> (Path, Table, ColumnRoles, ModelKind) {
    let path = try #require(try reference("penalised", as: PathFile.self).paths[name])
    let isTelco = name.hasPrefix("telco")
    var whole = try table(isTelco ? "datasets/telco-churn/customers.csv" : "Tests/References/mixed.csv")
    let kind: ModelKind = path.family == "linear" ? .linear : .logistic
    let target = isTelco ? (kind == .linear ? "monthly_charges" : "churn") : (kind == .linear ? "spend" : "churned")
    if name == "telco_small", case .double(let charges) = whole["total_charges"]?.values {
      whole = try whole.with("total_charges", .double(charges.map { $0.isNaN ? 0 : $0 }))
    }
    let roles = ColumnRoles(target: target, weights: path.roles.weight, offset: path.roles.offset)
    return (
      path, try whole.selecting(path.features + [target] + [path.roles.weight, path.roles.offset].compactMap(\.self)),
      roles, kind
    )
  }

  /// Every written λ of glmnet's paths, each fitted by itself. What is left of the gradient is 10⁻¹⁰ of its largest, and the
  /// conditions of these designs are up to a hundred.
  @Test(arguments: names)
  func paths(_ name: String) throws {
    let (path, data, roles, kind) = try problem(name)
    for (k, strength) in path.lambda.enumerated() {
      var options = RegressionOptions()
      options.penalty = .fixed(ElasticNet(mixing: path.mixing, strength: strength))
      options.folds = 0
      let model = try Regression(kind, roles: roles, options: options).train(data).model
      let certificate = model.certificate
      #expect(certificate.convergence.converged, "λ = \(strength)")
      #expect(certificate.convergence.gradientNorm <= 1e-9 * path.highest, "λ = \(strength)")
      #expect(certificate.terms.map(\.term) == path.terms)
      let size = path.coefficients[k].map(abs).max() ?? 1
      for (term, expected) in zip(certificate.terms, path.coefficients[k]) {
        let estimate = try #require(term.estimate)
        #expect(
          abs(estimate - expected) <= 1e-7 * max(abs(expected), 1e-2 * size),
          "λ = \(strength), \(term.term): \(estimate) for \(expected)")
        #expect(
          term.standardError == nil && term.note == (estimate == 0 ? "not selected" : "post-selection")
            || term.term == "(intercept)")
      }
      #expect(certificate.terms.dropFirst().count { $0.estimate != 0 } == path.selected[k], "λ = \(strength)")
      let ratio = 1 - certificate.deviance / certificate.nullDeviance
      #expect(abs(ratio - path.devianceRatio[k]) < 1e-8, "λ = \(strength): \(ratio)")
    }
  }

  /// The path of a search begins where glmnet's does, and says at every λ what a fit at that λ says.
  @Test(arguments: ["telco_regular", "mixed_linear_half", "mixed_logistic_weights"])
  func search(_ name: String) throws {
    let (path, data, roles, kind) = try problem(name)
    var options = RegressionOptions()
    options.penalty = .searched(mixing: path.mixing)
    let chosen = try Regression(kind, roles: roles, options: options).train(data)
    let found = try #require(chosen.penaltyPath)
    let fits = try #require(found.fits)
    #expect(found.strengths.count == 100 && fits.terms == path.terms)
    #expect(relative(found.strengths[0], path.highest) < 1e-9)
    #expect(fits.selected[0] == 0 && abs(fits.devianceRatios[0]) < 1e-9)
    for (j, strength) in path.lambda.enumerated() {
      let k = 4 * j
      #expect(relative(found.strengths[k], strength) < 1e-9)
      let size = path.coefficients[j].map(abs).max() ?? 1
      for (value, expected) in zip(fits.coefficients[k], path.coefficients[j]) {
        #expect(
          abs(value - expected) <= 1e-4 * max(abs(expected), 1e-2 * size), "λ = \(strength): \(value) for \(expected)")
      }
      #expect(abs(fits.devianceRatios[k] - path.devianceRatio[j]) < 1e-6)
    }
    options.penalty = .fixed(ElasticNet(mixing: path.mixing, strength: found.strengths[found.chosen]))
    let again = try Regression(kind, roles: roles, options: options).train(data)
    #expect(again.model.predictor == chosen.model.predictor)
    #expect(chosen.model.lineage.penalty == options.penalty.name)
    // The same folds and λ: the loss of the search is that of the validation.
    let held = try #require(again.outOfFold)
    var loss = 0.0
    for (row, eta) in held.links.enumerated() {
      let y = again.outcomes[row]
      loss += (again.weights?[row] ?? 1) * (kind == .linear ? (y - eta) * (y - eta) / 2 : log(1 + exp(eta)) - y * eta)
    }
    loss /= again.weights?.reduce(0, +) ?? Double(again.outcomes.count)
    #expect(relative(found.means[found.chosen], loss) < 1e-5)
  }

  /// The lasso's best λ on the training rows of telco ranks the hold-out as glmnet's does: AUC .8365.
  @Test func holdOut() throws {
    let whole = try table("datasets/telco-churn/customers.csv")
    let training = try whole.rows((0..<whole.rowCount).filter { ($0 + 1) % 5 != 0 })
    let rest = try whole.rows((0..<whole.rowCount).filter { ($0 + 1) % 5 == 0 })
    let roles = ColumnRoles(target: "churn", id: "customer_id")
    var options = RegressionOptions()
    options.penalty = .searched(mixing: 1)
    let path = try #require(try Regression(.logistic, roles: roles, options: options).train(training).penaltyPath)
    options.penalty = .lasso(path.strengths[path.best])
    let model = try Regression(.logistic, roles: roles, options: options).train(training).model
    let links = try ScoringModel(model).score(rest).link
    let outcomes = try HeldOut(rest, response: model.response, kind: .logistic, weights: nil).outcomes
    let events = zip(links, outcomes).filter { $0.1 == 1 }.map(\.0)
    let others = zip(links, outcomes).filter { $0.1 == 0 }.map(\.0)
    var wins = 0.0
    for event in events { for other in others { wins += event > other ? 1 : event == other ? 0.5 : 0 } }
    let area = wins / Double(events.count * others.count)
    // Another dealing of folds, so another λ nearby.
    #expect(abs(area - 0.83647) < 0.002, "\(area)")
  }

  /// Columns that say the same: the earlier one is kept, the later is aliased, and the fit is that without it.
  @Test(arguments: [ModelKind.linear, .logistic])
  func copies(_ kind: ModelKind) throws {
    let target = kind == .linear ? "spend" : "churned"
    let plain = try table("Tests/References/mixed.csv").selecting(["age", "visits", "plan", target])
    guard case .double(let ages)? = plain["age"].map({ NumericColumn.doubles($0.values) }) else { return }
    let doubled = try plain.with("copy", .double(ages.map { 3 - 2 * $0 }))
    var options = RegressionOptions()
    options.penalty = .lasso(0.01)
    options.folds = 0
    let without = try Regression(kind, roles: ColumnRoles(target: target), options: options).train(plain).model
    let with = try Regression(kind, roles: ColumnRoles(target: target), options: options).train(doubled).model
    #expect(
      with.certificate.convergence.aliased == ["copy"]
        || with.certificate.convergence.aliased == ["copy", "copy[missing]"])
    for term in without.certificate.terms {
      let same = try #require(with.certificate.terms.first { $0.term == term.term })
      let (a, b) = (try #require(same.estimate), try #require(term.estimate))
      #expect(abs(a - b) <= 1e-9 * max(1, abs(b)), "\(term.term)")
    }
  }

  /// A λ above the highest leaves the intercept alone.
  @Test func nothingSelected() throws {
    let (path, data, roles, kind) = try problem("telco_regular")
    var options = RegressionOptions()
    options.penalty = .lasso(1.01 * path.highest)
    options.folds = 0
    let certificate = try Regression(kind, roles: roles, options: options).train(data).model.certificate
    #expect(certificate.convergence.converged)
    #expect(certificate.terms.dropFirst().allSatisfy { $0.estimate == 0 && $0.note == "not selected" })
    #expect(relative(certificate.deviance, certificate.nullDeviance) < 1e-12)
    #expect(certificate.residualDegreesOfFreedom == Double(data.rowCount) - 1)
  }
}

/// A numeric column's values as doubles.
private enum NumericColumn {
  static func doubles(_ values: ColumnValues) -> ColumnValues {
    switch values {
    case .integer(let values): .double(values.map { $0 == ColumnValues.missingInteger ? .nan : Double($0) })
    default: values
    }
  }
}
