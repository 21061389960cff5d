import ClienteleScoring
import Evaluation
import LinearAlgebra
import Tables

extension SegmentTraining {
  /// Finds segments in a table, and numbers and certifies them.
  ///
  /// - Parameter progress: called with what is done and the share of it that is, from this thread.
  package func train(
    _ table: Table, progress: (SegmentStage, Double) -> Void = { _, _ in }
  ) throws(TrainingError) -> SegmentResult {
    let data = try ClusteredTable(table, roles: roles)
    try requireNumbers(data.predictors)
    let encoded = try PointEncoder(
      data.predictors, rows: table.rowCount, weights: data.weights, design: design, threads: origin.threads)
    var choice: SegmentChoice?
    if segments.count > 1 {
      choice = try chooseCount(encoded.points) { progress(.choosing, $0) }
    }
    let count = choice?.chosen ?? segments.lowerBound
    try requireOwnName(count)
    progress(.fitting, 0)
    let fit = try fit(encoded.points, count: count, search: search)
    progress(.fitting, 1)
    return try result(fit, data, encoded, choice)
  }

  /// Refuses an id that is called as what scores tell is.
  private func requireOwnName(_ count: Int) throws(TrainingError) {
    let function = ResponseFunction.segments(count: count, probabilities: kind == .gaussianMixture)
    guard let id = roles.id, (["segment", "segment_name"] + function.outputNames).contains(id) else { return }
    throw .invalidOption("--id \(id): scores have a column of that name: call the column otherwise")
  }

  /// Refuses texts where an algorithm takes numbers alone.
  private func requireNumbers(_ predictors: [Column]) throws(TrainingError) {
    if kind == .kPrototypes || kind == .ward { return }
    let texts = predictors.filter { $0.values.type == .text || $0.values.type == .boolean }.map(\.name)
    if !texts.isEmpty { throw .categoricalColumns(texts, kind: kind.rawValue) }
  }

  /// Numbers the segments by size, and finds out who lies outside.
  private func result(
    _ fit: SegmentFit, _ data: ClusteredTable, _ encoded: PointEncoder, _ choice: SegmentChoice?
  ) throws(TrainingError) -> SegmentResult {
    var rule = fit.rule
    let lineage = data.lineage(roles, origin)
    var assigned = try assign(rule, data, encoded, lineage)
    // Who is nearest decides sizes, and sizes the numbers: as rounding and trees would have it, not always as found.
    let order = SegmentOrder.order(sizes: assigned.sizes, centers: rule.centers)
    if order != Array(order.indices) {
      rule = rule.reordered(order)
      assigned = try assign(rule, data, encoded, lineage)
    }
    if let empty = assigned.sizes.firstIndex(of: 0) {
      throw .numerical("segment \(empty + 1) is nearest to no row: ask for fewer segments")
    }
    let fences = (0..<rule.centers.count).map { assigned.fence(of: $0, weights: data.weights) }
    let model = try model(rule, assigned.shares, fences, encoded, lineage, certificate: certificate(fit, encoded))
    return SegmentResult(
      model: model, assignments: assigned.segments, distances: assigned.distances,
      isOutlier: zip(assigned.segments, assigned.distances).map { $0 >= 0 && $1 > fences[Int($0)] },
      weights: data.weights, points: encoded.points, starts: fit.starts,
      choice: choice?.matched(to: assigned.segments, count: fences.count))
  }

  /// The segments of the rows by the rule that a model keeps.
  private func assign(
    _ rule: Segments.Rule, _ data: ClusteredTable, _ encoded: PointEncoder, _ lineage: Lineage
  ) throws(TrainingError) -> AssignedRows {
    let count = rule.centers.count
    let even = [Double](repeating: 1 / Double(count), count: count)
    let model = try model(
      rule, even, even, encoded, lineage, certificate: .ofSegments(Convergence.ofSegments(true, 0), parameters: []))
    do {
      let scores = try ScoringModel(model).score(data.table, onBad: .flag, threads: origin.threads)
      return AssignedRows(scores, count: count, weights: data.weights)
    } catch let error as ModelFileError { throw .numerical("\(error)") } catch { throw .numerical("\(error)") }
  }

  private func model(
    _ rule: Segments.Rule, _ shares: [Double], _ fences: [Double], _ encoded: PointEncoder, _ lineage: Lineage,
    certificate: FitCertificate
  ) throws(TrainingError) -> FittedModel {
    var tellsProbabilities = false
    if case .mixture = rule { tellsProbabilities = true }
    return FittedModel(
      kind: kind, response: Response(column: "segment", id: roles.id), encoder: encoded.encoder, predictors: [],
      function: .segments(count: shares.count, probabilities: tellsProbabilities), certificate: certificate,
      lineage: lineage, missing: origin.missing,
      segments: Segments(
        names: shares.indices.map { "segment \($0 + 1)" }, shares: shares, fences: fences,
        multipliers: encoded.multipliers, rule: rule))
  }

  private func certificate(_ fit: SegmentFit, _ encoded: PointEncoder) throws(TrainingError) -> FitCertificate {
    var certificate = FitCertificate.ofSegments(
      .ofSegments(fit.converged, fit.iterations),
      parameters: [ParameterEstimate(name: "k", estimate: Double(fit.rule.centers.count))] + fit.parameters)
    certificate.deviance = fit.deviance
    certificate.bic = fit.bic
    certificate.logLikelihood = fit.logLikelihood ?? .nan
    certificate.nullDeviance =
      TypicalPoints(
        encoded.points, [Int32](repeating: 0, count: encoded.points.rows), count: 1
      ).within
    return certificate
  }
}

/// What finding segments is doing just now.
package enum SegmentStage: String, Sendable {
  case choosing = "choosing the number of segments"
  case fitting = "finding segments"
}

extension Convergence {
  static func ofSegments(_ converged: Bool, _ iterations: Int) -> Convergence {
    Convergence(
      converged: converged, iterations: iterations, gradientNorm: .nan,
      stopReason: converged ? "converged" : "iterations", route: "", reciprocalCondition: .nan, aliased: [],
      separated: [])
  }
}

extension FitCertificate {
  static func ofSegments(_ convergence: Convergence, parameters: [ParameterEstimate]) -> FitCertificate {
    FitCertificate(
      convergence: convergence, terms: [], parameters: parameters, logLikelihood: .nan, deviance: .nan,
      nullDeviance: .nan, aic: nil, bic: nil, dispersion: .nan, residualDegreesOfFreedom: .nan,
      standardErrors: "none", isApproximate: false)
  }
}

/// Rows in their segments, as the rule of a model has it.
private struct AssignedRows {
  let segments: [Int32]
  let distances: [Double]
  let sizes: [Double]

  init(_ scores: Scores, count: Int, weights: [Double]?) {
    segments = scores.prediction.map { $0.isNaN ? -1 : Int32($0) }
    let place = scores.outputNames.firstIndex(of: "distance") ?? 0
    distances = scores.outputs[place]
    var sizes = [Double](repeating: 0, count: count)
    for (row, segment) in segments.enumerated() where segment >= 0 { sizes[Int(segment)] += weights?[row] ?? 1 }
    self.sizes = sizes
  }

  var shares: [Double] {
    let total = sizes.reduce(0, +)
    return sizes.map { $0 / total }
  }

  /// The third quartile of the distances in a segment and three times their interquartile range.
  func fence(of segment: Int, weights: [Double]?) -> Double {
    let rows = segments.indices.filter { segments[$0] == segment && weights?[$0] ?? 1 > 0 }
    let order = WeightedOrder(rows.map { distances[$0] }, weights: weights.map { own in rows.map { own[$0] } })
    let (lower, upper) = (order.quantile(0.25), order.quantile(0.75))
    return upper + 3 * (upper - lower)
  }
}

extension Segments.Rule {
  /// One row a segment.
  package var centers: [[Double]] {
    switch self {
    case .prototypes(let prototypes): prototypes.centers
    case .mixture(let mixture): mixture.means
    }
  }

  /// How far apart two points are, as silhouettes take it.
  package var pointDistance: PointDistance {
    guard case .prototypes(let own) = self, own.modes.contains(where: { !$0.isEmpty }) else { return .euclidean }
    return .prototypes(gamma: own.mismatchCost)
  }

  /// The segments in another order, given by their old numbers.
  func reordered(_ order: [Int]) -> Segments.Rule {
    switch self {
    case .prototypes(let own):
      .prototypes(
        Prototypes(
          centers: order.map { own.centers[$0] }, modes: order.map { own.modes[$0] }, mismatchCost: own.mismatchCost))
    case .mixture(let own):
      .mixture(
        Mixture(
          weights: order.map { own.weights[$0] }, means: order.map { own.means[$0] },
          precisionFactors: order.map { own.precisionFactors[$0] }))
    }
  }
}
