import ClienteleScoring

extension MadeUpModels {
  /// Features of which those of ``model(kind:policies:offset:listsPool:)`` are some: with curves, and without texts where
  /// the kind takes none.
  static func segmented(kind: ModelKind, _ features: [Feature], policies: Policies) -> FittedModel {
    let curves: [NumericFeature.Curve] = [.ranks([0, 3, 12, 12, 48, 72]), .logarithm, .straight]
    var numeric: [Feature] = []
    var categorical: [CategoricalFeature] = []
    for feature in features {
      switch feature {
      case .numeric(let own): numeric.append(.numeric(own.bent(curves[numeric.count])))
      case .categorical(let own): categorical.append(own)
      }
    }
    if kind != .kPrototypes { categorical = [] }
    let rule: Segments.Rule =
      kind == .gaussianMixture
      ? .mixture(
        Mixture(
          weights: [0.5, 0.375, 0.125], means: [[0.5, -0.25, 1], [-1, 0.75, 0], [2, 2, -1.5]],
          precisionFactors: [
            [1.1, 0.2, 0.9, -0.3, 0.1, 1.4], [0.8, 0, 1.2, 0, 0, 1], [2, -0.5, 1.5, 0.25, 0.5, 0.75],
          ]))
      : .prototypes(
        Prototypes(
          centers: [[0.5, -0.25, 1], [-1, 0.75, 0], [2, 2, -1.5]],
          modes: [[0, 1, 0], [2, 0, 1], [1, 3, 1]].map { Array($0.prefix(categorical.count)) }, mismatchCost: 0.6875))
    return fitted(
      numeric + categorical.map(Feature.categorical), kind: kind, policies: policies,
      segments: Segments(
        names: ["at home", "on the way", "gone"], shares: [0.5, 0.375, 0.125], fences: [3, 2.5, 1e-3],
        multipliers: [2.5, 0.75, 0.0125], rule: rule))
  }

  /// A model of segments around features.
  static func fitted(
    _ features: [Feature], kind: ModelKind, policies: Policies = Policies(), segments: Segments
  ) -> FittedModel {
    let plain = fitted([], estimates: [], intercept: 0, kind: .linear)
    var certificate = plain.certificate
    certificate.terms = []
    certificate.parameters = [ParameterEstimate(name: "k", estimate: Double(segments.count))]
    var tellsProbabilities = false
    if case .mixture = segments.rule { tellsProbabilities = true }
    return FittedModel(
      kind: kind, response: Response(column: "segment"), encoder: Encoder(features: features, policies: policies),
      predictors: [], function: .segments(count: segments.count, probabilities: tellsProbabilities),
      certificate: certificate, lineage: plain.lineage, segments: segments)
  }

  /// Two components of numbers, made as ``fitted(_:estimates:intercept:kind:policies:offset:)`` makes its predictor.
  static func components(_ features: [Feature], estimates: [Double], policies: Policies) -> FittedModel {
    let plain = fitted(features, estimates: estimates, intercept: -0.75, policies: policies)
    var certificate = plain.certificate
    certificate.terms = []
    return FittedModel(
      kind: .principalComponents, response: Response(column: "component"), encoder: plain.encoder,
      predictors: [plain.predictor, LinearPredictor(intercept: 1, estimates: estimates.map { 0.5 - $0 })],
      function: .components(2), certificate: certificate, lineage: plain.lineage)
  }
}

extension NumericFeature {
  /// The same feature with a curve; its center becomes one of bent numbers.
  fileprivate func bent(_ curve: Curve) -> NumericFeature {
    NumericFeature(
      column: column, source: source, center: curve.value(at: center), scale: scale, lowest: lowest, highest: highest,
      missingShare: missingShare, curve: curve)
  }
}
