import ClienteleScoring
import Registry
import Training

/// What a search for principal components found, as scripts read it.
struct ComponentReport: Encodable {
  struct Component: Encodable {
    let name: String
    /// Its variance, its share of that of all coordinates, and the share of it and those before.
    let variance, share, cumulativeShare: Double
    /// What a deviation in each column counts.
    let loadings: [String: Double]
    /// The columns in the order of the size of their loadings, for the text.
    let strongest: [String]
  }

  let seed: UInt64
  let dropped, warnings: [String]
  var model: TrainingReport.Model
  let data: TrainingReport.Data
  let components: [Component]
  let totalVariance: Double
  let seconds: TrainingReport.Seconds

  init(
    _ result: ComponentResult, hash: String, dropped: [String], warnings: [String], _ seconds: TrainingReport.Seconds
  ) {
    let fitted = result.model
    seed = fitted.lineage.seed
    self.dropped = dropped
    self.warnings = warnings
    model = .init(kind: fitted.kind.rawValue, hash: hash)
    data = .init(rows: fitted.lineage.rows, used: fitted.lineage.rowsUsed, columns: fitted.encoder.features.count)
    totalVariance = result.totalVariance
    var sum = 0.0
    components = fitted.function.outputNames.enumerated().map { place, name in
      let terms = fitted.certificate.terms.filter { $0.part == name }
      sum += result.variances[place]
      return Component(
        name: name, variance: result.variances[place], share: result.variances[place] / result.totalVariance,
        cumulativeShare: sum / result.totalVariance,
        loadings: Dictionary(terms.map { ($0.term, $0.estimate ?? 0) }, uniquingKeysWith: { first, _ in first }),
        strongest: terms.sorted { abs($0.estimate ?? 0) > abs($1.estimate ?? 0) }.map(\.term))
    }
    self.seconds = seconds
  }

  /// What a registry tells of this search.
  func record(of name: ModelName, _ model: FittedModel) -> VersionRecord {
    .ofTargetless(
      name, model, hash: self.model.hash,
      metrics: ["variance_share": .init(estimate: components.last?.cumulativeShare ?? 0, lower: nil, upper: nil)])
  }

  var text: String {
    var table = TextTable(header: ["component", "variance", "share", "so far", "strongest columns"])
    for component in components {
      let strongest = component.strongest.prefix(3).map { column in
        "\(Words.name(column)) \(NumberText.significant(component.loadings[column] ?? 0, 2))"
      }
      table.rows.append([
        component.name, NumberText.significant(component.variance, 4), NumberText.significant(component.share, 3),
        NumberText.significant(component.cumulativeShare, 3), strongest.joined(separator: ", "),
      ])
    }
    let heading =
      "\(Words.count(components.count, "component")) of \(Words.count(data.columns, "column")), "
      + NumberText.count(data.used, "row")
    let written = model.path.isEmpty ? [] : ["", "Wrote       \(model.path) (hash \(model.hash.prefix(12))…)"]
    return ([heading, ""] + table.lines + written).joined(separator: "\n")
  }
}
