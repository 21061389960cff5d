import ClienteleScoring
import Foundation
import Tables
import Testing
import Training

/// Ends of profile-likelihood intervals against ends solved for with R's glm.fit (Tests/References/profile.R), which are
/// checked against `MASS::confint` to the four digits that it has. A root of a deviance of 14 digits is known to 10⁻⁷ of the
/// interval's width or better.
@Suite struct ProfileTests {
  struct Term: Decodable {
    let term: String
    let lower, upper: Double?
  }
  struct Fit: Decodable {
    let terms: [Term]
    let theta: Double?
  }
  struct Rare: Decodable {
    let group: [String]
    let x, events: [Double]
    let terms: [Term]
  }
  struct References: Decodable {
    let logistic, logisticProbit, poisson, gamma, inverseGaussian, tweedie, negativeBinomial: Fit
    let rare: Rare
  }

  private func train(
    _ kind: ModelKind, _ table: Table, target: String, link: Link? = nil, offset: String? = nil, theta: Double? = nil,
    threads: Int = 2
  ) throws -> FitCertificate {
    var options = RegressionOptions()
    options.folds = 0
    options.link = link
    options.theta = theta
    options.power = kind == .tweedie ? 1.5 : nil
    options.intervals = .profile
    options.threads = threads
    return try Regression(kind, roles: ColumnRoles(target: target, offset: offset), options: options).train(table)
      .model.certificate
  }

  private func expectSame(_ certificate: FitCertificate, _ expected: [Term]) {
    #expect(certificate.convergence.converged && certificate.intervals == "profile")
    #expect(certificate.terms.map(\.term) == expected.map(\.term))
    for (row, other) in zip(certificate.terms, expected) {
      let width = (other.upper ?? .nan) - (other.lower ?? .nan)
      #expect(abs((row.lower ?? .nan) - (other.lower ?? .nan)) < 1e-6 * width, "\(row.term): lower")
      #expect(abs((row.upper ?? .nan) - (other.upper ?? .nan)) < 1e-6 * width, "\(row.term): upper")
    }
  }

  @Test(
    arguments: [
      (ModelKind.logistic, "left", \References.logistic), (.poisson, "claims", \.poisson), (.gamma, "spend", \.gamma),
      (.inverseGaussian, "delay", \.inverseGaussian), (.tweedie, "loss", \.tweedie),
      (.negativeBinomial, "contacts", \.negativeBinomial),
    ] as [(ModelKind, String, KeyPath<References, Fit> & Sendable)])
  func againstR(kind: ModelKind, target: String, fit: KeyPath<References, Fit> & Sendable) throws {
    let expected = try reference("profile", as: References.self)[keyPath: fit]
    let offset = kind == .poisson ? "log_exposure" : nil
    let data = try table("Tests/References/families.csv")
      .selecting(["age", "income", "region", target] + [offset].compactMap(\.self))
    expectSame(
      try train(kind, data, target: target, offset: offset, theta: expected.theta), expected.terms)
  }

  @Test func probit() throws {
    let expected = try reference("profile", as: References.self).logisticProbit
    let data = try table("Tests/References/families.csv").selecting(["age", "income", "region", "left"])
    expectSame(try train(.logistic, data, target: "left", link: .probit), expected.terms)
  }

  private func rare() throws -> (table: Table, expected: Rare) {
    let expected = try reference("profile", as: References.self).rare
    let table = try Table([
      Column("group", .text(TextValues(expected.group))), Column("x", .double(expected.x)),
      Column("events", .double(expected.events)),
    ])
    return (table, expected)
  }

  /// A group without events: its end above is known, and below it has none.
  @Test func infiniteEnd() throws {
    let (table, expected) = try rare()
    let certificate = try train(.poisson, table, target: "events")
    #expect(certificate.convergence.separated == ["group[b]"] && !certificate.convergence.converged)
    for (row, other) in zip(certificate.terms, expected.terms) {
      #expect(row.term == other.term)
      #expect(abs((row.upper ?? .nan) - (other.upper ?? .nan)) < 1e-6, "\(row.term): upper")
      if let lower = other.lower {
        #expect(abs((row.lower ?? .nan) - lower) < 1e-6, "\(row.term): lower")
      } else {
        #expect(row.lower == -.infinity && row.standardError == nil && row.note == "separated")
      }
    }
  }

  /// Rows at 0, 1, … 19, the upper ten events: about their middle the profile of the slope is
  /// −2 Σ log(1 + exp(−slope (k + ½))), which rises for ever.
  @Test func completeSeparation() throws {
    let x = (0..<20).map(Double.init)
    let table = try Table([Column("x", .double(x)), Column("y", .double(x.map { $0 < 9.5 ? 0 : 1 }))])
    let certificate = try train(.logistic, table, target: "y")
    let slope = try #require(certificate.terms.last)
    func profile(_ slope: Double) -> Double {
      (0..<10).reduce(0) { $0 - 2 * log(1 + exp(-slope * (Double($1) + 0.5))) }
    }
    var (low, high) = (0.0, 10.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if profile(middle) < -1.959963984540054 * 1.959963984540054 / 2 { low = middle } else { high = middle }
    }
    #expect(slope.upper == .infinity && abs((slope.lower ?? .nan) - low) < 1e-7, "\(slope.lower ?? .nan) for \(low)")
  }

  /// Least squares have a parabola: Wald's intervals.
  @Test func leastSquares() throws {
    let data = try table("Tests/References/families.csv").selecting(["age", "income", "region", "spend"])
    var options = RegressionOptions()
    options.folds = 0
    let wald = try Regression(.linear, roles: ColumnRoles(target: "spend"), options: options).train(data).model
      .certificate
    for (own, other) in zip(try train(.linear, data, target: "spend").terms, wald.terms) {
      #expect(abs((own.lower ?? .nan) - (other.lower ?? .nan)) < 1e-8 * abs(other.standardError ?? .nan), "\(own.term)")
      #expect(abs((own.upper ?? .nan) - (other.upper ?? .nan)) < 1e-8 * abs(other.standardError ?? .nan), "\(own.term)")
    }
  }

  @Test func sameForAnyThreads() throws {
    let (table, _) = try rare()
    let one = try train(.poisson, table, target: "events", threads: 1)
    #expect(try [2, 7].allSatisfy { try train(.poisson, table, target: "events", threads: $0) == one })
  }

  /// What the model file keeps, infinite ends among it.
  @Test func inTheModelFile() throws {
    let (table, _) = try rare()
    var options = RegressionOptions()
    options.folds = 0
    options.intervals = .profile
    let model = try Regression(.poisson, roles: ColumnRoles(target: "events"), options: options).train(table).model
    let read = try ScoringModel(bytes: ModelFile.bytes(of: model)).model
    #expect(read.certificate.intervals == "profile" && read.certificate.terms == model.certificate.terms)
  }

  @Test func optionsThatDoNotGoTogether() throws {
    func refused(_ kind: ModelKind, _ change: (inout RegressionOptions) -> Void) {
      var options = RegressionOptions()
      options.intervals = .profile
      change(&options)
      #expect(throws: TrainingError.self) { try Regression(kind, roles: ColumnRoles(target: "y"), options: options) }
    }
    for kind in [ModelKind.quantile, .huber, .tukey, .multinomial, .ordinal] { refused(kind) { _ in } }
    refused(.poisson) { $0.penalty = .ridge(0.1) }
    refused(.poisson) { $0.constraints = [Constraint("x", lower: 0)] }
    refused(.poisson) { $0.standardErrors = .heteroskedastic }
  }
}
