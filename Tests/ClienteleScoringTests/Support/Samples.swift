import ClienteleScoring

/// A sample model of one numeric and one text column, and rows for it, for tests of a single rule.
enum Samples {
  static let shares = [0.5, 0.3, 0.2]

  /// `size` (5 in the mean, 0…10) and `plan` (basic, gold, pro).
  static func model(
    policies: Policies = Policies(), missingShare: Double = 0, missingGroup: Bool = false, pooled: [String] = [],
    kind: ModelKind = .linear, offset: String? = nil
  ) -> FittedModel {
    var groups = ["basic", "gold", "pro"].count
    if !pooled.isEmpty { groups += 1 }
    if missingGroup { groups += 1 }
    let own = groups == 3 ? shares : Array(repeating: 1 / Double(groups), count: groups)
    return MadeUpModels.fitted(
      [
        .numeric(
          NumericFeature(
            column: "size", source: .number, center: 5, scale: 2, lowest: 0, highest: 10, missingShare: missingShare)),
        .categorical(
          CategoricalFeature(
            column: "plan", isBoolean: false, levels: ["basic", "gold", "pro"], pooled: pooled, shares: own,
            hasMissingGroup: missingGroup)),
      ],
      estimates: [0.5] + (missingShare > 0 ? [0.75] : []) + [1.0, 2.0, 4.0, 8.0].prefix(groups - 1), intercept: 10,
      kind: kind, policies: policies, offset: offset)
  }

  static func scoring(_ model: FittedModel) throws -> ScoringModel { try ScoringModel(model) }
}

/// Whether two doubles are the same bits; unlike `==` it tells zeros apart and holds for NaN.
func sameBits(_ left: [Double], _ right: [Double]) -> Bool {
  left.map(\.bitPattern) == right.map(\.bitPattern)
}
