import ClienteleScoring
import Tables

/// What is different in B's model, and which columns moved the average score.
struct ModelChange: Encodable {
  /// A term of one model or of both.
  struct Term: Encodable {
    let term: String
    let a, b: Nullable<Double>
    let difference: Nullable<Double>
  }

  /// A column's part in the change of the mean link.
  struct Part: Encodable {
    let column: String
    let a, b, difference: Double
  }

  /// The terms whose estimate is not the same, the largest change first in the order of either model.
  let terms: [Term]
  /// Columns that only one of the models has.
  let added, dropped: [String]
  /// Columns that both have and read in another way, and how.
  let encoders: [String: String]
  /// The mean link of A and of B over the rows compared: log-odds, or the amount itself; null where the models explain
  /// different numbers, as those of several classes do, whose log-odds are of the class predicted.
  let meanLinkA, meanLinkB: Nullable<Double>
  /// What the change of the mean link is made of: `(baseline)`, the columns, `(offset and rounding)` or `(order of quantiles)`, and
  /// `(calibration)` where a model is calibrated, whose link then is the calibrated log-odds.
  let parts: [Part]

  typealias Side = (model: ScoringModel, table: Table, scores: SideScores)

  init(_ a: Side, _ b: Side, weights: [Double], rowWeights: [Double]?, threads: Int) throws {
    let (first, second) = (a.model.model, b.model.model)
    let columns = (first.encoder.features.map(\.column), second.encoder.features.map(\.column))
    added = columns.1.filter { !columns.0.contains($0) }
    dropped = columns.0.filter { !columns.1.contains($0) }
    encoders = Self.encoders(first.encoder, second.encoder)
    terms = Self.terms(first, second)

    guard let link = first.explainedLink, link == second.explainedLink else {
      parts = []
      (meanLinkA, meanLinkB) = (.init(nil), .init(nil))
      return
    }
    let contributions = try (
      a.model.meanContributions(a.table, weights: weights, threads: threads),
      b.model.meanContributions(b.table, weights: weights, threads: threads)
    )
    func mean(_ links: [Double]) -> Double {
      guard let rowWeights else { return links.reduce(0, +) / Double(links.count) }
      return zip(links, rowWeights).reduce(0) { $0 + $1.0 * $1.1 } / rowWeights.reduce(0, +)
    }
    var links = (mean(a.scores.links ?? []), mean(b.scores.links ?? []))
    var parts = [
      Part(
        column: "(baseline)", a: a.model.baseline, b: b.model.baseline,
        difference: b.model.baseline - a.model.baseline)
    ]
    for column in columns.0 + added {
      let own = columns.0.firstIndex(of: column).map { contributions.0[$0] } ?? 0
      let other = columns.1.firstIndex(of: column).map { contributions.1[$0] } ?? 0
      parts.append(Part(column: column, a: own, b: other, difference: other - own))
    }
    let sums = parts.reduce((0.0, 0.0)) { ($0.0 + $1.a, $0.1 + $1.b) }
    let rest = (links.0 - sums.0, links.1 - sums.1)
    // Quantiles that cross change places, and so the predictor that a row's contributions are of.
    let isOrdered = [first, second].contains { $0.kind == .quantile && $0.predictors.count > 1 }
    let name = isOrdered ? "(order of quantiles)" : "(offset and rounding)"
    parts.append(Part(column: name, a: rest.0, b: rest.1, difference: rest.1 - rest.0))
    if a.scores.calibration != nil || b.scores.calibration != nil {
      let added = (a.scores.calibration.map(mean) ?? 0, b.scores.calibration.map(mean) ?? 0)
      parts.append(Part(column: "(calibration)", a: added.0, b: added.1, difference: added.1 - added.0))
      links = (links.0 + added.0, links.1 + added.1)
    }
    self.parts = parts
    (meanLinkA, meanLinkB) = (.init(links.0), .init(links.1))
  }

  private static func terms(_ a: FittedModel, _ b: FittedModel) -> [Term] {
    func estimates(_ model: FittedModel) -> [String: Double] {
      var result: [String: Double] = [:]
      for (predictor, names) in zip(model.predictors, termNames(of: model)) {
        for (name, estimate) in zip(names, [predictor.intercept] + predictor.estimates) { result[name] = estimate }
      }
      if case .orderedClasses(_, let thresholds) = model.function {
        for (name, threshold) in zip(thresholdNames(of: model), thresholds) { result[name] = threshold }
      }
      return result
    }
    let (first, second) = (estimates(a), estimates(b))
    func own(_ model: FittedModel) -> [String] { termNames(of: model).flatMap(\.self) + thresholdNames(of: model) }
    let names = own(a) + own(b).filter { first[$0] == nil }
    return names.compactMap { name in
      let (own, other) = (first[name], second[name])
      if own == other { return nil }
      return Term(
        term: name, a: .init(own), b: .init(other), difference: .init(own.flatMap { own in other.map { $0 - own } }))
    }
  }

  /// The names of intercept and terms, a predictor each; with that of the predictor where there are several.
  private static func termNames(of model: FittedModel) -> [[String]] {
    let names = ["(intercept)"] + model.encoder.termNames
    return model.function.predictorNames.map { part in part.map { part in names.map { "\(part): \($0)" } } ?? names }
  }

  /// The names of what lies between classes in order; none of others.
  private static func thresholdNames(of model: FittedModel) -> [String] {
    guard case .orderedClasses(let names, _) = model.function else { return [] }
    return zip(names, names.dropFirst()).map { "(\($0)|\($1))" }
  }

  /// What changed in how a column of both is read: its type, its levels.
  private static func encoders(_ a: Encoder, _ b: Encoder) -> [String: String] {
    var changes: [String: String] = [:]
    for feature in b.features {
      guard let before = a.features.first(where: { $0.column == feature.column }) else { continue }
      switch (before, feature) {
      case (.numeric(let old), .numeric(let new)):
        if old.hasMissingTerm != new.hasMissingTerm {
          changes[feature.column] = "has \(new.hasMissingTerm ? "a" : "no") term for missing values now"
        }
      case (.categorical(let old), .categorical(let new)):
        let come = new.levels.filter { !old.levels.contains($0) }.count
        let gone = old.levels.filter { !new.levels.contains($0) }.count
        if come + gone > 0 {
          changes[feature.column] = "\(NumberText.count(come, "level")) added, \(NumberText.count(gone)) gone"
        }
      default: changes[feature.column] = "is read as another type"
      }
    }
    return changes
  }
}
