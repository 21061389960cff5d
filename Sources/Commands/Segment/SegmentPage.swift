import ClienteleScoring
import Evaluation
import LinearAlgebra
import Reports
import Tables
import Training

/// The page about segments: what was found, in the terms of ``Reports``.
struct SegmentPage {
  let found: SegmentDescription
  let data: String
  /// The id of every row; nil unless typical customers are to be named.
  let ids: Column?
  /// How the columns were scaled, where this training did it.
  let design: PointDesign?

  /// The most customers on the map.
  private static let mapped = 2_000

  private var result: SegmentResult { found.result }
  private var model: FittedModel { result.model }

  func content() throws -> Reports.SegmentReport {
    Reports.SegmentReport(
      title: "\(NumberText.count(found.profiles.count, "segment")) of \(data.split(separator: "/").last ?? "")",
      subtitle: "\(model.kind.rawValue) on \(NumberText.count(model.encoder.features.count, "column")), "
        + "\(NumberText.count(model.lineage.rowsUsed, "row"))",
      headline: result.choice.map { .init(standing: $0.isDoubtful ? .unsure : .good, text: $0.words) },
      choice: result.choice.map(choice), map: try map(), segments: portraits,
      sideBySide: SideBySideRow.rows(found.profiles, columns: found.columns), starts: starts, columns: columns,
      facts: facts, lineage: lineage)
  }

  private func choice(_ choice: Training.SegmentChoice) -> Reports.SegmentChoice {
    func curve(
      _ criterion: ChoiceCurve.Criterion, preferred: Int?,
      _ value: (Training.SegmentChoice.Candidate) -> (Double, Double?)?
    ) -> ChoiceCurve? {
      let points = choice.candidates.compactMap { candidate -> CurvePoint? in
        guard let (y, error) = value(candidate), y.isFinite else { return nil }
        return CurvePoint(
          x: Double(candidate.count), y: y, lower: error.map { y - $0 }, upper: error.map { y + $0 })
      }
      return points.isEmpty ? nil : ChoiceCurve(criterion: criterion, points: points, preferred: preferred)
    }
    let least = choice.candidates.filter { $0.bic != nil }.min { ($0.bic ?? 0) < ($1.bic ?? 0) }
    let clearest = choice.candidates.filter { $0.silhouette != nil }
      .max { ($0.silhouette?.estimate ?? 0) < ($1.silhouette?.estimate ?? 0) }
    return Reports.SegmentChoice(
      chosen: choice.chosen, reason: choice.words,
      curves: [
        model.kind == .gaussianMixture ? nil : curve(.within, preferred: nil) { ($0.deviance, nil) },
        curve(.gap, preferred: choice.gapChoice) { $0.gap.map { ($0.value, $0.standardError) } },
        curve(.silhouette, preferred: clearest?.count) {
          $0.silhouette.map { ($0.estimate, $0.standardError) }
        },
        curve(.bic, preferred: least?.count) { $0.bic.map { ($0, nil) } },
        curve(.stability, preferred: nil) { candidate in
          candidate.stability.isEmpty
            ? nil : (candidate.stability.reduce(0, +) / Double(candidate.stability.count), nil)
        },
      ].compactMap(\.self))
  }

  /// The first two principal components of the numeric coordinates.
  private func map() throws -> SegmentMap? {
    let points = result.points
    guard points.dimension >= 2, points.rows >= 2 else { return nil }
    let fit = try PrincipalComponents(components: 2).fit(points)
    func place(_ coordinates: [Double]) -> (x: Double, y: Double) {
      let scores = fit.scores(coordinates)
      return (scores[0], scores[1])
    }
    // Rounded, lest a page of two columns tell every customer's values.
    let steps = fit.variances.map { $0.squareRoot() / 50 }
    func rounded(_ place: (x: Double, y: Double)) -> (x: Double, y: Double) {
      (x: (place.x / steps[0]).rounded() * steps[0], y: steps[1] > 0 ? (place.y / steps[1]).rounded() * steps[1] : 0)
    }
    let rows = (0..<points.rows).filter { points.counts($0) && result.assignments[$0] >= 0 }
    let step = Double(rows.count) / Double(min(rows.count, Self.mapped))
    let shown = (0..<min(rows.count, Self.mapped)).map { rows[Int(Double($0) * step)] }
    return SegmentMap(
      points: shown.map { row in
        let (x, y) = rounded(place(points.coordinates(ofRow: row)))
        return .init(x: x, y: y, segment: Int(result.assignments[row]))
      },
      centers: (model.segments?.rule.centers ?? []).enumerated().map { segment, center in
        let (x, y) = place(center)
        return .init(x: x, y: y, segment: segment)
      }, shares: fit.shares,
      sampledFrom: shown.count < rows.count ? rows.count : nil)
  }

  private var portraits: [SegmentPortrait] {
    found.profiles.map { profile in
      let medoid = found.medoids[profile.segment]
      var portrait = Reports.SegmentPortrait(
        profile, medoid: medoid, columns: found.medoidColumns,
        identifier: medoid.flatMap { typical in ids.flatMap { $0.values.cellText(typical.row) } })
      portrait.number = profile.segment + 1
      portrait.name = model.segments?.names[profile.segment] ?? profile.name
      portrait.stability = result.choice?.stability[profile.segment].map { Ranged(value: $0) }
      let outliers = found.outliers[profile.segment]
      if outliers > 0 {
        portrait.notes.append("\(NumberText.count(outliers, "customer")) far outside.")
      }
      return portrait
    }
  }

  private var starts: SegmentStarts? {
    if result.starts.isEmpty { return nil }
    return SegmentStarts(
      objective: result.objectiveWords,
      starts: result.starts.map { .init(objective: $0.objective, iterations: $0.iterations, converged: $0.converged) })
  }

  private var columns: [ClusteredColumn] {
    var multipliers = (model.segments?.multipliers ?? [])[...]
    let used = model.encoder.features.map { feature -> ClusteredColumn in
      switch feature {
      case .numeric(let numeric):
        let multiplier = multipliers.removeFirst()
        let weight = design?.columnWeights[numeric.column]
        let bend: String? =
          switch numeric.curve {
          case .straight: nil
          case .logarithm: "log"
          case .ranks: "rank"
          }
        return ClusteredColumn(
          name: numeric.column, type: numeric.source == .number ? "number" : "date",
          scale: [bend, design?.scale.rawValue].compactMap(\.self).joined(separator: ", "), center: numeric.center,
          spread: multiplier > 0 ? (weight ?? 1).squareRoot() / multiplier : nil, weight: weight,
          note: numeric.hasMissingTerm ? "missing: the average" : nil)
      case .categorical(let categorical):
        return ClusteredColumn(
          name: categorical.column, type: categorical.isBoolean ? "true or false" : "text", scale: "level",
          note: categorical.hasMissingGroup ? "missing is a level" : nil)
      }
    }
    let describing = found.columns.filter { !$0.isUsed }.map { column -> ClusteredColumn in
      if case .numbers = column.values { return ClusteredColumn(name: column.name, type: "number") }
      return ClusteredColumn(name: column.name, type: "text")
    }
    return used + describing
  }

  private var facts: [Fact] {
    model.certificate.parameters.map { Fact(name: $0.name, text: NumberText.significant($0.estimate, 8)) }
  }

  private var lineage: Reports.Lineage {
    Reports.Lineage(facts: [
      Fact(name: "Data fingerprint", text: model.lineage.dataFingerprint),
      Fact(name: "Seed", text: "\(model.lineage.seed)"), Fact(name: "Tool", text: model.lineage.toolVersion),
    ])
  }
}
