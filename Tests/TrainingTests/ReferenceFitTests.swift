import ClienteleScoring
import Tables
import Testing
import Training

/// Fits against R's lm, glm and sandwich (Tests/References). Both sides solve to rounding, so that what is left is the
/// condition number times 10⁻¹⁶: 10⁻⁸ relative leaves room for it and for nothing else.
@Suite struct ReferenceFitTests {
  static let small = [
    "tenure", "monthly_charges", "contract", "internet_service", "payment_method", "senior_citizen",
    "paperless_billing",
  ]

  private func check(
    _ model: FittedModel, _ expected: ReferenceFit, errors: KeyPath<ReferenceFit.Term, Double?>,
    tolerance: Double = 1e-8
  ) {
    let certificate = model.certificate
    #expect(certificate.convergence.converged)
    #expect(relative(certificate.deviance, expected.deviance) < tolerance)
    if let value = expected.logLikelihood { #expect(relative(certificate.logLikelihood, value) < tolerance) }
    if let value = expected.nullDeviance { #expect(relative(certificate.nullDeviance, value) < tolerance) }
    if let value = expected.dispersion { #expect(relative(certificate.dispersion, value) < tolerance) }
    if let value = expected.aic { #expect(relative(certificate.aic ?? .nan, value) < tolerance) }
    if let value = expected.bic { #expect(relative(certificate.bic ?? .nan, value) < tolerance) }
    #expect(certificate.convergence.aliased.sorted() == (expected.aliased ?? []).sorted())
    #expect(certificate.terms.map(\.term).sorted() == expected.terms.map(\.term).sorted())
    let rows = Dictionary(uniqueKeysWithValues: certificate.terms.map { ($0.term, $0) })
    for value in expected.terms {
      guard let row = rows[value.term] else { continue }
      guard let estimate = value.estimate else {
        #expect(row.estimate == nil, "\(row.term)")
        continue
      }
      #expect(abs((row.estimate ?? .nan) - estimate) < tolerance * size(value), "\(row.term): estimate")
      if let error = value[keyPath: errors] {
        #expect(relative(row.standardError ?? .nan, error) < tolerance, "\(row.term): standard error")
      }
      if errors == \.standardError, let pValue = value.pValue, pValue > 1e-280 {
        // A p-value in the far tail magnifies the error of its statistic.
        #expect(relative(row.pValue ?? .nan, pValue) < 1e-6, "\(row.term): p")
        #expect(abs((row.lower ?? .nan) - (value.lower ?? .nan)) < 10 * tolerance * size(value), "\(row.term): lower")
      }
    }
  }

  /// An estimate that is about 0 is known to a share of its standard error.
  private func size(_ term: ReferenceFit.Term) -> Double { max(abs(term.estimate ?? 1), term.standardError ?? 0) }

  private func train(
    _ table: Table, _ kind: ModelKind, target: String, weights: String? = nil, offset: String? = nil,
    cluster: String? = nil, errors: StandardErrors = .classical, penalty: Penalty = .none, dropped: [String] = []
  ) throws -> FittedModel {
    var options = RegressionOptions()
    options.folds = 0
    options.standardErrors = errors
    options.penalty = penalty
    let roles = ColumnRoles(
      target: target, weights: weights, offset: offset, cluster: cluster, dropped: dropped)
    return try Regression(kind, roles: roles, options: options).train(table).model
  }

  @Test func telcoTrainingRows() throws {
    let expected = try reference("telco", as: ReferenceFile.self)
    let whole = try table("datasets/telco-churn/customers.csv")
    let rows = (0..<whole.rowCount).filter { ($0 + 1) % 5 != 0 }
    var training = try whole.rows(rows)
    guard case .double(let charges) = training["total_charges"]?.values else {
      Issue.record("total_charges is not a number")
      return
    }
    training = try training.with("total_charges", .double(charges.map { $0.isNaN ? 0 : $0 }))
    let order = whole.columnNames.filter { $0 != "customer_id" }
    let model = try train(try training.selecting(order), .logistic, target: "churn")
    let fit = try #require(expected.fits["full_zero"])
    check(model, fit, errors: \.standardError)
    #expect(abs(model.certificate.deviance - 4621.002317) < 1e-6)
    #expect(model.certificate.convergence.aliased.count == 7)
  }

  @Test func telcoSmall() throws {
    let expected = try reference("telco", as: ReferenceFile.self)
    let data = try table("datasets/telco-churn/customers.csv")
    let columns = try data.selecting(Self.small + ["churn"])
    check(
      try train(columns, .logistic, target: "churn"), try #require(expected.fits["small"]), errors: \.standardError)
    check(
      try train(columns, .logistic, target: "churn", errors: .heteroskedastic),
      try #require(expected.fits["small"]), errors: \.hc1)
    let clustered = try columns.with("cluster", .integer((0..<data.rowCount).map { Int64($0 / 10) }))
    check(
      try train(
        clustered, .logistic, target: "churn", cluster: "cluster", errors: .clustered(column: "cluster")),
      try #require(expected.fits["small"]), errors: \.cluster)
    let weighted = try clustered.with("w", .integer((0..<data.rowCount).map { Int64(1 + ($0 + 1) % 3) }))
    check(
      try train(
        weighted, .logistic, target: "churn", weights: "w", cluster: "cluster", errors: .clustered(column: "cluster")),
      try #require(expected.fits["small_weights"]), errors: \.cluster)
  }

  @Test(arguments: [ModelKind.linear, .logistic])
  func mixed(kind: ModelKind) throws {
    let expected = try reference("mixed", as: ReferenceFile.self)
    let data = try table("Tests/References/mixed.csv")
    let features = try reference("mixed", as: Features.self).features
    let target = kind == .linear ? "spend" : "churned"
    let others = ["copies", "weight", "base", "household"]
    let columns = try data.selecting(features + [target] + others)
    let cases: [(String, String?, String?)] = [
      ("plain", nil, nil), ("copies", "copies", nil), ("weights", "weight", nil), ("offset", nil, "base"),
    ]
    for (name, weights, offset) in cases {
      let fit = try #require(expected.fits["\(kind.rawValue)_\(name)"])
      let dropped = others.filter { $0 != weights && $0 != offset }
      check(
        try train(columns, kind, target: target, weights: weights, offset: offset, dropped: dropped), fit,
        errors: \.standardError)
      check(
        try train(
          columns, kind, target: target, weights: weights, offset: offset, errors: .heteroskedastic, dropped: dropped),
        fit, errors: \.hc1)
      check(
        try train(
          columns, kind, target: target, weights: weights, offset: offset, cluster: "household",
          errors: .clustered(column: "household"), dropped: dropped.filter { $0 != "household" }),
        fit, errors: \.cluster)
    }
  }

  struct Features: Decodable { let features: [String] }

  @Test func spend() throws {
    let expected = try reference("cdnow", as: ReferenceFile.self)
    let data = try table("datasets/cdnow/customers.csv")
    let model = try train(data, .linear, target: "spend_40_78", dropped: ["customer_id"])
    check(model, try #require(expected.fits["everyone"]), errors: \.standardError)
  }

  @Test func ridge() throws {
    let file = try reference("ridge", as: [String: ReferenceFile].self)
    let data = try table("Tests/References/mixed.csv")
    let features = try reference("mixed", as: Features.self).features
    let fits = try #require(file["mixed"]).fits
    #expect(fits.count >= 8)
    for (name, fit) in fits {
      let kind: ModelKind = name.hasPrefix("linear") ? .linear : .logistic
      let target = kind == .linear ? "spend" : "churned"
      let weights = name.contains("copies") ? "copies" : name.contains("weights") ? "weight" : nil
      let offset = name.contains("offset") ? "base" : nil
      let columns = try data.selecting(features + [target] + [weights, offset].compactMap { $0 })
      let model = try train(
        columns, kind, target: target, weights: weights, offset: offset, penalty: .ridge(try #require(fit.lambda)))
      check(model, fit, errors: \.standardError)
      let freedom = try #require(fit.effectiveDegreesOfFreedom)
      let n = model.certificate.residualDegreesOfFreedom + freedom
      #expect(relative(model.certificate.residualDegreesOfFreedom, n - freedom) < 1e-8)
      #expect(model.certificate.isApproximate && model.certificate.aic == nil)
    }
  }
}
