import ClienteleScoring
import Foundation
import Tables
import Testing
import Training

/// Claims of real policies against R's glm, MASS and statmod (Tests/References/fremtpl2.R): deviance to 10⁻⁸, coefficients to
/// 10⁻⁶ of the larger of them and their error, for R stops where its deviance no longer moves.
@Suite struct InsuranceTests {
  struct Fit: Decodable {
    struct Term: Decodable {
      let term: String
      let estimate, standardError: Double
    }
    let deviance, nullDeviance: Double
    let terms: [Term]
    let theta, thetaError, twiceLogLikelihood: Double?
  }
  struct References: Decodable { let poisson, gamma, tweedie, negativeBinomial: Fit }

  private static let predictors = [
    "vehicle_power", "vehicle_age", "driver_age", "bonus_malus", "log_density", "brand", "fuel", "region",
  ]

  /// The policies with what the models take: logarithms, the mean amount of a claim and the amount of a year.
  private func policies() throws -> Table {
    let table = try table("datasets/fremtpl2/policies.csv.gz")
    func numbers(_ name: String) throws -> [Double] {
      switch try #require(table[name]).values {
      case .double(let values): values
      case .integer(let values): values.map(Double.init)
      default: []
      }
    }
    let (amount, exposure) = (try numbers("amount"), try numbers("exposure"))
    let claims = try numbers("claims_with_amount")
    return try table.with("log_density", .double(numbers("density").map { log($0) }))
      .with("log_exposure", .double(exposure.map { log($0) }))
      .with("mean_amount", .double(zip(amount, claims).map { $1 > 0 ? $0 / $1 : 1 }))
      .with("yearly_amount", .double(zip(amount, exposure).map { $0 / $1 }))
  }

  private func check(
    _ kind: ModelKind, _ target: String, weights: String? = nil, offset: String? = nil, _ expected: Fit,
    hasSameDispersion: Bool
  ) throws -> FitCertificate {
    var options = RegressionOptions()
    options.folds = 0
    options.power = kind == .tweedie ? 1.5 : nil
    let roles = ColumnRoles(target: target, weights: weights, offset: offset)
    let names = Self.predictors + [target] + [weights, offset].compactMap(\.self)
    let certificate = try Regression(kind, roles: roles, options: options).train(policies().selecting(names)).model
      .certificate
    #expect(certificate.convergence.converged)
    #expect(
      relative(certificate.deviance, expected.deviance) < 1e-8, "\(certificate.deviance) for \(expected.deviance)")
    #expect(relative(certificate.nullDeviance, expected.nullDeviance) < 1e-8)
    #expect(certificate.terms.map(\.term) == expected.terms.map(\.term))
    for (row, other) in zip(certificate.terms, expected.terms) {
      let size = max(abs(other.estimate), other.standardError)
      #expect(abs((row.estimate ?? .nan) - other.estimate) < 1e-6 * size, "\(row.term)")
      // R takes the weights of an amount for precisions, which is another dispersion.
      if hasSameDispersion { #expect(relative(row.standardError ?? .nan, other.standardError) < 1e-5, "\(row.term)") }
    }
    return certificate
  }

  @Test func counts() throws {
    let expected = try reference("fremtpl2", as: References.self)
    _ = try check(.poisson, "claims", offset: "log_exposure", expected.poisson, hasSameDispersion: true)
  }

  @Test func overdispersedCounts() throws {
    let expected = try reference("fremtpl2", as: References.self).negativeBinomial
    let certificate = try check(
      .negativeBinomial, "claims", offset: "log_exposure", expected, hasSameDispersion: true)
    let theta = try #require(certificate.parameters.first)
    #expect(relative(theta.estimate, try #require(expected.theta)) < 1e-6)
    // MASS takes the information before its last step, of up to 10⁻⁴.
    #expect(relative(theta.standardError ?? .nan, try #require(expected.thetaError)) < 1e-3)
    #expect(relative(2 * certificate.logLikelihood, try #require(expected.twiceLogLikelihood)) < 1e-9)
  }

  @Test func amountsOfClaims() throws {
    let expected = try reference("fremtpl2", as: References.self)
    _ = try check(
      .gamma, "mean_amount", weights: "claims_with_amount", expected.gamma, hasSameDispersion: false)
  }

  @Test func amountsOfYears() throws {
    let expected = try reference("fremtpl2", as: References.self)
    _ = try check(.tweedie, "yearly_amount", weights: "exposure", expected.tweedie, hasSameDispersion: false)
  }
}

/// Tweedie densities against their series in mpmath (Tests/References/tweedie.py).
@Suite struct TweedieTests {
  struct References: Decodable {
    struct Given: Decodable { let power, dispersion, logLikelihood: Double }
    let given: [Given]
    let estimatedPower: Double
  }

  private func train(power: Double?) throws -> FitCertificate {
    var options = RegressionOptions()
    options.folds = 0
    options.power = power
    let data = try table("Tests/References/families.csv").selecting(["age", "income", "region", "loss"])
    return try Regression(.tweedie, roles: ColumnRoles(target: "loss"), options: options).train(data).model.certificate
  }

  /// Sums of 400 logarithms of 15 digits each.
  @Test func densities() throws {
    for expected in try reference("tweedie", as: References.self).given {
      let certificate = try train(power: expected.power)
      #expect(relative(certificate.dispersion, expected.dispersion) < 1e-9, "\(expected.power)")
      #expect(relative(certificate.logLikelihood, expected.logLikelihood) < 1e-9, "\(expected.power)")
    }
  }

  /// Both find the power to 10⁻⁴ or so.
  @Test func estimatedPower() throws {
    let expected = try reference("tweedie", as: References.self).estimatedPower
    let power = try #require(try train(power: nil).parameters.first { $0.name == "power" }?.estimate)
    #expect(abs(power - expected) < 5e-4, "\(power) for \(expected)")
  }
}
