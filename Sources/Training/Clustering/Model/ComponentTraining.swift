import ClienteleScoring
import LinearAlgebra
import Tables

/// A checked configuration that finds principal components in a table; only such a value can fit.
package struct ComponentTraining: Sendable {
  package let roles: ColumnRoles
  package let design: PointDesign
  /// How many components; nil for as many as hold ``enoughVariance``.
  package let count: Int?
  package let origin: ModelOrigin

  /// The share of the variance that components hold where no number was asked for.
  package static let enoughVariance = 0.9

  /// Checks the configuration.
  package init(
    roles: ColumnRoles, design: PointDesign, count: Int?, origin: ModelOrigin
  ) throws(TrainingError) {
    if let count, count < 1 { throw .invalidOption("--k \(count): give 1 component or more") }
    try roles.checkParts()
    self.roles = roles
    self.design = design
    self.count = count
    self.origin = origin
  }

  /// Finds components in a table.
  package func train(_ table: Table) throws(TrainingError) -> ComponentResult {
    let data = try ClusteredTable(table, roles: roles)
    let texts = data.predictors.filter { $0.values.type == .text || $0.values.type == .boolean }.map(\.name)
    if !texts.isEmpty { throw .categoricalColumns(texts, kind: ModelKind.principalComponents.rawValue) }
    let encoded = try PointEncoder(
      data.predictors, rows: table.rowCount, weights: data.weights, design: design, threads: origin.threads)
    let fit = try PrincipalComponents(components: count, seed: origin.seed, threads: origin.threads)
      .fit(encoded.points)
    let kept = count ?? Self.enough(fit.variances, of: fit.totalVariance)
    return ComponentResult(
      model: model(fit, kept, data, encoded), variances: fit.variances, totalVariance: fit.totalVariance)
  }

  /// The fewest components with ``enoughVariance`` of the total.
  private static func enough(_ variances: [Double], of total: Double) -> Int {
    var sum = 0.0
    for (place, variance) in variances.enumerated() {
      sum += variance
      if sum >= enoughVariance * total { return place + 1 }
    }
    return variances.count
  }

  private func model(
    _ fit: PrincipalComponentsFit, _ kept: Int, _ data: ClusteredTable, _ encoded: PointEncoder
  ) -> FittedModel {
    var terms: [TermEstimate] = []
    let predictors = fit.components.prefix(kept).enumerated().map { component, loadings -> LinearPredictor in
      var intercept = 0.0
      var estimates: [Double] = []
      for (j, feature) in encoded.encoder.features.enumerated() {
        guard case .numeric(let numeric) = feature else { continue }
        // loading · (z − mean), z = (x − center) · multiplier
        let slope = loadings[j] * encoded.multipliers[j]
        intercept -= slope * numeric.center + loadings[j] * fit.mean[j]
        estimates.append(slope)
        if numeric.hasMissingTerm { estimates.append(0) }
        terms.append(TermEstimate(term: numeric.column, estimate: loadings[j], part: "pc_\(component + 1)"))
      }
      return LinearPredictor(intercept: intercept, estimates: estimates)
    }
    let shares = fit.variances.prefix(kept).map { $0 / fit.totalVariance }
    var certificate = FitCertificate.ofSegments(
      fit.convergence.words,
      parameters: [ParameterEstimate(name: "k", estimate: Double(kept))]
        + shares.enumerated().map { ParameterEstimate(name: "variance_share_\($0 + 1)", estimate: $1) })
    certificate.terms = terms
    certificate.nullDeviance = fit.totalVariance
    certificate.deviance = fit.totalVariance - fit.variances.prefix(kept).reduce(0, +)
    return FittedModel(
      kind: .principalComponents, response: Response(column: "component", id: roles.id), encoder: encoded.encoder,
      predictors: predictors, function: .components(kept), certificate: certificate,
      lineage: data.lineage(roles, origin), missing: origin.missing)
  }
}

extension PrincipalComponentsFit.Convergence {
  fileprivate var words: Convergence {
    switch self {
    case .direct: .ofSegments(true, 1)
    case .iterated(let passes, _, let converged): .ofSegments(converged, passes)
    }
  }
}

/// What finding components leaves.
package struct ComponentResult: Sendable {
  package let model: FittedModel
  /// The variance along every component found, largest first, and that of all coordinates together.
  package let variances: [Double]
  package let totalVariance: Double
}
