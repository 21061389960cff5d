import ClienteleScoring
import Tables
import Testing
import Training

/// Counts and amounts far beyond their family, against references in mpmath.
@Suite struct HeavyTailTests {
  struct References: Decodable {
    struct Counts: Decodable {
      let coefficients: [Double]
      let theta, standardError, logLikelihood: Double
    }
    struct Amounts: Decodable {
      let mixing, strength: Double
      let coefficients: [Double]
    }
    let counts: [String: Counts]
    let amounts: [Amounts]
  }

  private func columns(_ target: String) throws -> Table {
    try table("Tests/References/heavy_tails.csv").selecting(["x1", "x2", "x3", target])
  }

  private func fit(_ kind: ModelKind, _ target: String, _ penalty: Penalty = .none) throws -> FitCertificate {
    var options = RegressionOptions()
    options.folds = 0
    options.penalty = penalty
    return try Regression(kind, roles: ColumnRoles(target: target), options: options).fitOnly(columns(target))
      .certificate
  }

  /// θ settles to 10⁻⁹, and a coefficient's gradient to 10⁻¹⁰ of a row.
  @Test(arguments: ["pareto", "outlier"])
  func counts(_ target: String) throws {
    let expected = try #require(try reference("heavy_tails", as: References.self).counts[target])
    let certificate = try fit(.negativeBinomial, target)
    #expect(certificate.convergence.converged, "\(certificate.convergence.stopReason)")
    let theta = try #require(certificate.parameters.first)
    #expect(relative(theta.estimate, expected.theta) < 1e-8)
    let error = try #require(theta.standardError)
    #expect(relative(error, expected.standardError) < 1e-6)
    #expect(relative(certificate.logLikelihood, expected.logLikelihood) < 1e-8)
    let size = expected.coefficients.map(abs).max() ?? 1
    for (term, reference) in zip(certificate.terms, expected.coefficients) {
      let estimate = try #require(term.estimate)
      #expect(abs(estimate - reference) < 1e-7 * size, "\(term.term)")
    }
  }

  /// What is left of the gradient is 10⁻¹⁰ of its largest. The observed curvature gets there in few passes.
  @Test func penalisedAmounts() throws {
    for expected in try reference("heavy_tails", as: References.self).amounts {
      let penalty = ElasticNet(mixing: expected.mixing, strength: expected.strength)
      let certificate = try fit(.gamma, "amount", .fixed(penalty))
      #expect(certificate.convergence.converged && certificate.convergence.iterations < 30, "\(penalty.name)")
      let size = expected.coefficients.map(abs).max() ?? 1
      for (term, reference) in zip(certificate.terms, expected.coefficients) {
        let estimate = try #require(term.estimate)
        #expect(abs(estimate - reference) < 1e-8 * size, "\(penalty.name): \(term.term)")
      }
    }
  }
}
