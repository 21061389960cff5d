import ClienteleScoring

/// Small models whose numbers are made up, for tests that need no training.
enum MadeUpModels {
  /// Two numbers (one with a missing indicator), a date, texts with a pool and a missing group, a truth value. The pool
  /// lists its levels, as version 1 of the format does, or takes in whatever is not a level, as version 2 does.
  static func model(
    kind: ModelKind = .logistic, policies: Policies = Policies(), offset: String? = nil, listsPool: Bool = true
  ) -> FittedModel {
    let features: [Feature] = [
      .numeric(
        NumericFeature(
          column: "tenure", source: .number, center: 32.4, scale: 24.5, lowest: 0, highest: 72, missingShare: 0)),
      .numeric(
        NumericFeature(
          column: "charges", source: .number, center: 64.76, scale: 30.09, lowest: 18, highest: 120,
          missingShare: 0.0125)),
      .numeric(
        NumericFeature(
          column: "joined", source: .daysBefore(reference: 1_704_067_200_000_000), center: 812.25, scale: 300.5,
          lowest: 0, highest: 2200, missingShare: 0)),
      .categorical(
        CategoricalFeature(
          column: "contract", isBoolean: false, levels: ["Month-to-month", "One year", "Two year"], pooled: [],
          shares: [0.55, 0.2, 0.25], hasMissingGroup: false)),
      .categorical(
        CategoricalFeature(
          column: "city", isBoolean: false, levels: ["Łódź", "Zürich"], hasPool: true,
          pooled: listsPool ? ["Caf\u{E9}town", "Elsewhere"] : [], shares: [0.5, 0.3, 0.15, 0.05], hasMissingGroup: true
        ).sorted),
      .categorical(
        CategoricalFeature(
          column: "partner", isBoolean: true, levels: ["false", "true"], pooled: [], shares: [0.52, 0.48],
          hasMissingGroup: false)),
    ]
    if kind.outcome == .segments { return segmented(kind: kind, features, policies: policies) }
    let estimates = [-0.0327, 0.0123, 0.25, -0.0004, -0.71, -1.39, 0.33, -0.2, 0.4, -0.125]
    if kind.outcome == .components { return components(features, estimates: estimates, policies: policies) }
    return fitted(
      features, estimates: estimates, intercept: -0.75, kind: kind, policies: policies, offset: offset)
  }

  /// A model with plausible certificate and lineage around features and estimates.
  static func fitted(
    _ features: [Feature], estimates: [Double], intercept: Double, kind: ModelKind = .linear,
    policies: Policies = Policies(), offset: String? = nil
  ) -> FittedModel {
    let encoder = Encoder(features: features, policies: policies)
    let terms = zip(["(intercept)"] + encoder.termNames, [intercept] + estimates).map { term, estimate in
      TermEstimate(
        term: term, estimate: estimate, standardError: 0.1, statistic: estimate / 0.1, pValue: 0.031,
        lower: estimate - 0.196, upper: estimate + 0.196)
    }
    return FittedModel(
      kind: kind,
      response: kind == .logistic
        ? Response(column: "churn", event: "Yes", nonEvent: "No", offset: offset)
        : Response(column: "spend", offset: offset),
      encoder: encoder, predictor: LinearPredictor(intercept: intercept, estimates: estimates),
      certificate: FitCertificate(
        convergence: Convergence(
          converged: true, iterations: 6, gradientNorm: 1.5e-12, stopReason: "gradient", route: "gram",
          reciprocalCondition: 0.003, aliased: [], separated: []),
        terms: terms, logLikelihood: -2310.5, deviance: 4621, nullDeviance: 6500.25, aic: 4643, bic: 4710.5,
        dispersion: 1, residualDegreesOfFreedom: 5600, standardErrors: "classical", isApproximate: false),
      lineage: Lineage(
        dataFingerprint: String(repeating: "ab", count: 32), rows: 5634, rowsUsed: 5634, seed: .max,
        toolVersion: "0.1.0", penalty: "none"))
  }
}

extension CategoricalFeature {
  /// The same feature with its levels in order.
  fileprivate var sorted: CategoricalFeature {
    CategoricalFeature(
      column: column, isBoolean: isBoolean, levels: levels.sorted { Self.precedes($0, $1) }, hasPool: hasPool,
      pooled: pooled.sorted { Self.precedes($0, $1) }, shares: shares, hasMissingGroup: hasMissingGroup)
  }
}
