import ClienteleScoring
import Evaluation
import Reports

extension Reports.Ranged {
  init(_ estimate: Estimate) {
    self.init(value: estimate.estimate, lower: estimate.lower, upper: estimate.upper)
  }

  /// A difference B − A.
  init(_ difference: MetricDifference) {
    self.init(value: difference.difference, lower: difference.lower, upper: difference.upper)
  }
}

extension Reports.Paired {
  /// Both or neither.
  init?(_ a: Value?, _ b: Value?) {
    guard let a, let b else { return nil }
    self.init(a: a, b: b)
  }
}

/// Pictures of scores: what pages of one model and of two have in common.
struct ScorePictures {
  let diagnostics: BinaryDiagnostics

  init(
    _ scores: SideScores, outcomes: [Double], weights: [Double]?, campaign: RetentionCampaign = .published
  ) throws {
    diagnostics = BinaryDiagnostics(
      try BinaryPredictions(
        outcomes: outcomes, probabilities: scores.predictions, links: scores.logOdds, weights: weights),
      campaign: campaign)
  }

  private var ranking: RankingDiagnostics? { try? diagnostics.ranking.get() }

  var roc: [Reports.CurvePoint] {
    (ranking?.operatingPoints ?? []).map { .init(x: $0.falsePositiveRate, y: $0.truePositiveRate) }
  }

  var precisionRecall: [Reports.CurvePoint] {
    (ranking?.operatingPoints ?? []).compactMap { point in
      point.precision.map { .init(x: point.truePositiveRate, y: $0) }
    }
  }

  /// At every hundredth of the probability cost.
  var costs: [Reports.CurvePoint] {
    guard let costs = ranking?.costs else { return [] }
    return (0...100).map { step in
      let place = Double(step) / 100
      let cost = costs.estimate(at: place)
      return .init(x: place, y: cost.estimate, lower: cost.lower, upper: cost.upper)
    }
  }

  var calibration: [Reports.CalibrationBin] {
    diagnostics.calibration.bins.map {
      .init(predicted: $0.meanPredicted, observed: $0.observed, lower: $0.lower, upper: $0.upper, rows: $0.weight)
    }
  }

  /// Of the campaign that `emp` tells of, a customer.
  var profit: Reports.ProfitCurve? {
    ranking.map { ranking in
      .init(
        style: .number, points: ranking.profit.points.map { .init($0) },
        chosen: ranking.profit.best.contacted)
    }
  }

  var tenths: [Reports.TenthRow] {
    (ranking?.gains.parts ?? []).enumerated().map { rank, part in
      .init(
        rank: rank + 1, rows: part.weight, observed: part.rate, lift: .init(part.lift),
        captured: .init(part.cumulativeGain))
    }
  }
}

extension Reports.CurvePoint {
  init(_ point: Evaluation.ProfitCurve.Point) {
    self.init(
      x: point.contacted, y: point.profit.estimate, lower: point.profit.lower, upper: point.profit.upper)
  }
}

/// A histogram of scores in equal bins.
enum ScoreHistogram {
  static let bins = 20

  /// Weights by bin, over `range`.
  static func counts(_ scores: [Double], _ weights: [Double]?, over range: ClosedRange<Double>) -> [Double] {
    var counts = [Double](repeating: 0, count: bins)
    let width = range.upperBound - range.lowerBound
    for (row, score) in scores.enumerated() {
      let place = width > 0 ? (score - range.lowerBound) / width * Double(bins) : 0
      counts[max(0, min(bins - 1, place.isFinite ? Int(place) : 0))] += weights?[row] ?? 1
    }
    return counts
  }

  /// The same as shares of all rows.
  static func shares(_ scores: [Double], _ weights: [Double]?, over range: ClosedRange<Double>) -> [Double] {
    let counts = counts(scores, weights, over: range)
    let total = counts.reduce(0, +)
    return counts.map { total > 0 ? $0 / total : 0 }
  }

  /// The ends of bin `k`.
  static func ends(_ k: Int, over range: ClosedRange<Double>) -> (Double, Double) {
    let width = (range.upperBound - range.lowerBound) / Double(bins)
    return (range.lowerBound + Double(k) * width, range.lowerBound + Double(k + 1) * width)
  }

  /// 0 to 1 for probabilities, else from the lowest to the highest score.
  static func range(_ scores: [[Double]], isProbability: Bool) -> ClosedRange<Double> {
    if isProbability { return 0...1 }
    let lowest = scores.compactMap { $0.min() }.min() ?? 0
    let highest = scores.compactMap { $0.max() }.max() ?? 1
    return lowest...max(lowest, highest)
  }
}

extension Reports.Lineage {
  /// Where a model comes from.
  init(_ model: ScoringModel) {
    let lineage = model.model.lineage
    var facts = [
      Fact(name: "Rows", text: "\(NumberText.count(lineage.rowsUsed)) of \(NumberText.count(lineage.rows))"),
      Fact(name: "Penalty", text: lineage.penalty), Fact(name: "Seed", text: "\(lineage.seed)"),
      Fact(name: "Tool", text: "clientele \(lineage.toolVersion)"),
      Fact(name: "Data fingerprint", text: lineage.dataFingerprint),
    ]
    if let parent = lineage.parent { facts.append(Fact(name: "Parent", text: parent)) }
    self.init(hash: model.hash, facts: facts)
  }
}
