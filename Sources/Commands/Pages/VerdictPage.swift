import ClienteleScoring
import Evaluation
import Reports

/// A comparison as a page.
struct VerdictPage {
  private let run: ComparisonRun
  private let table: String
  private var result: PairedComparison { run.result }

  init(_ run: ComparisonRun, table: String) {
    self.run = run
    self.table = table
  }

  /// What stands on the page.
  var content: VerdictReport {
    let pictures = run.kind.isEvent ? (pictures(run.rows.a), pictures(run.rows.b)) : (nil, nil)
    return VerdictReport(
      title: "May \(names.b) replace \(names.a)?",
      verdict: Reports.Verdict(rawValue: result.verdict.verdict.rawValue) ?? .notShown, headline: headline,
      a: model(run.a, named: names.a), b: model(run.b, named: names.b), judgedOn: judgedOn, rule: run.ruleWords,
      reasons: result.verdict.reasons.map { .init(standing: $0.isMet ? .good : .bad, text: $0.description) }
        + run.remarks.map { .init(standing: .unsure, text: $0) },
      highlights: highlights, differences: differences, segments: segments, swap: swap,
      roc: .init(pictures.0?.roc, pictures.1?.roc),
      calibration: .init(
        pictures.0?.calibration ?? amounts(run.rows.a), pictures.1?.calibration ?? amounts(run.rows.b)),
      costs: .init(pictures.0?.costs, pictures.1?.costs), classes: classes, scoreStyle: style, scoreShift: shift,
      fairness: fairness, money: money, explanation: ExplanationPart(run).explanation)
  }

  private var style: NumberStyle { run.kind.isEvent ? .percent : .number }

  private func pictures(_ scores: SideScores) -> ScorePictures? {
    try? ScorePictures(scores, outcomes: run.rows.outcomes, weights: run.rows.weights)
  }

  /// Observed by predicted amount.
  private func amounts(_ scores: SideScores) -> [CalibrationBin]? {
    guard case .amount = run.kind else { return nil }
    let predictions = try? AmountPredictions(
      outcomes: run.rows.outcomes, predictions: scores.predictions, weights: run.rows.weights)
    return predictions.map { predictions in
      AmountDiagnostics(predictions).bins.map {
        .init(
          predicted: $0.meanPredicted, observed: $0.observed.estimate, lower: $0.observed.lower,
          upper: $0.observed.upper, rows: $0.weight)
      }
    }
  }

  private var headline: String {
    switch result.verdict.verdict {
    case .better: "\(names.b) is better and may replace \(names.a)."
    case .notShown: "It is not shown that \(names.b) is better: keep \(names.a)."
    case .worse: "\(names.b) is worse: keep \(names.a)."
    }
  }

  /// The models without their folders, where that tells them apart.
  private var names: (a: String, b: String) {
    let short = (a: run.a.shortLabel, b: run.b.shortLabel)
    return short.a == short.b ? (run.a.label, run.b.label) : short
  }

  private func model(_ place: ComparedPlace, named name: String) -> Reports.ComparedModel {
    guard let model = place.model else {
      return .init(name: name, detail: (place.label == name ? "" : "\(place.label): ") + "scores made elsewhere")
    }
    return .init(
      name: name,
      detail: (place.label == name ? "" : "\(place.label): ") + "\(model.model.kind.rawValue) regression",
      lineage: .init(model))
  }

  private var judgedOn: String {
    "\(NumberText.count(run.counts.compared, "row")) of \(table), predicting \(run.response.words)"
  }

  private var highlights: [Highlight] {
    guard case .primary(let name, let difference, _)? = result.verdict.reasons.first else { return [] }
    var highlights = [
      Highlight(label: "Change of \(MetricWords.inSentence(name.rawValue))", value: .init(difference), isSigned: true)
    ]
    if let profit = result.profit {
      highlights.append(Highlight(label: "Change of profit", value: .init(profit.total), isSigned: true))
    }
    if let swap = result.swap {
      highlights.append(Highlight(label: "Selected rows that stay", value: .init(value: swap.kept), style: .percent))
    }
    return highlights
  }

  private var differences: [Difference] {
    result.differences.map { named in
      let direction = named.name.higherIsBetter.map { $0 ? Direction.higher : .lower } ?? .neither
      let isPrimary = named.name == run.primary
      switch named.value {
      case .success(let value):
        return Difference(
          name: named.name.rawValue, a: value.a, b: value.b, difference: value.difference, lower: value.lower,
          upper: value.upper, pValue: value.pValue, test: value.test.rawValue, better: direction, isPrimary: isPrimary)
      case .failure(let gap):
        return Difference(
          name: named.name.rawValue, better: direction, isPrimary: isPrimary, undefined: gap.description)
      }
    }
  }

  private var segments: SegmentTable? {
    if result.segments.isEmpty { return nil }
    let higher = result.segmentMetric.higherIsBetter ?? true
    let rows = result.segments.map { segment -> SegmentRow in
      guard let value = segment.difference else {
        var gap: String?
        if case .failure(let reason) = segment.result { gap = reason.description }
        return SegmentRow(name: segment.name, rows: segment.rows, refusal: gap)
      }
      let favours = (higher ? value.difference : -value.difference) > 0
      let isShown = (segment.qValue ?? 1) <= run.rule.falseDiscoveryRate
      return SegmentRow(
        name: segment.name, rows: segment.rows, a: value.a, b: value.b, difference: value.difference,
        lower: value.lower, upper: value.upper, pValue: value.pValue, qValue: segment.qValue,
        standing: segment.isWorse ? .bad : isShown && favours ? .good : .unsure)
    }
    return SegmentTable(
      metric: result.segmentMetric.rawValue, better: higher ? .higher : .lower, rows: rows,
      margin: result.segmentMargin, falseDiscoveryRate: run.rule.falseDiscoveryRate)
  }

  private var classes: ClassDifferences? {
    result.classes.map { classes in
      ClassDifferences(
        rows: classes.rows.map { row in
          .init(
            name: row.name, rows: row.observed, predicted: .init(a: row.predictedA, b: row.predictedB),
            areas: row.area.map { Paired(a: $0.a, b: $0.b) }, difference: row.area.map(Ranged.init))
        }, moves: classes.moves, moved: classes.moved.map(Ranged.init))
    }
  }

  private var swap: Reports.SwapSet? {
    func row(_ name: String, _ group: Evaluation.SwapSet.Group) -> SwapRow {
      SwapRow(
        group: name, rows: group.rows, rate: group.outcome.map(Ranged.init), value: group.value.map(Ranged.init))
    }
    return result.swap.map { swap in
      Reports.SwapSet(
        cut: run.cutWords + ":",
        rows: [row("enter", swap.entering), row("leave", swap.leaving), row("stay", swap.staying)],
        rateStyle: style)
    }
  }

  private var shift: Reports.ScoreShift? {
    guard let shift = result.shift else { return nil }
    let (a, b) = (run.rows.a.predictions, run.rows.b.predictions)
    let range = ScoreHistogram.range([a, b], isProbability: run.kind.isEvent)
    let shares = (
      ScoreHistogram.shares(a, run.rows.weights, over: range), ScoreHistogram.shares(b, run.rows.weights, over: range)
    )
    let bins = (0..<ScoreHistogram.bins).map { k in
      let ends = ScoreHistogram.ends(k, over: range)
      return ShiftBin(from: ends.0, to: ends.1, a: shares.0[k], b: shares.1[k])
    }
    var facts = [
      Highlight(label: "Population stability index", value: .init(value: shift.populationStability)),
      Highlight(label: "Kolmogorov–Smirnov distance", value: .init(value: shift.kolmogorovSmirnov)),
      Highlight(label: "Change of the mean score", value: .init(shift.mean), style: style, isSigned: true),
    ]
    if let spearman = result.churn?.spearman {
      facts.append(Highlight(label: "Rank correlation (Spearman)", value: .init(value: spearman)))
    }
    if let kendall = result.churn?.kendall {
      facts.append(Highlight(label: "Rank correlation (Kendall)", value: .init(value: kendall)))
    }
    return Reports.ScoreShift(bins: bins, facts: facts, style: style)
  }

  private var fairness: FairnessTable? {
    if result.fairness.isEmpty { return nil }
    func pair(_ a: Estimate?, _ b: Estimate?) -> Paired<Ranged>? { .init(a.map(Ranged.init), b.map(Ranged.init)) }
    return FairnessTable(
      cut: "Selected: \(run.cutWords.prefix(1).lowercased() + run.cutWords.dropFirst()).",
      rows: result.fairness.map { group in
        FairnessRow(
          attribute: group.condition.column, group: group.condition.level, rows: group.rows,
          selected: pair(group.a.selectionRate, group.b.selectionRate),
          found: pair(group.a.truePositiveRate, group.b.truePositiveRate),
          falseAlarms: pair(group.a.falsePositiveRate, group.b.falsePositiveRate),
          calibration: pair(group.a.calibration, group.b.calibration))
      }, calibrationStyle: style)
  }

  private var money: MoneyDifference? {
    result.profit.map { profit in
      func points(_ points: [ContactProfit.Point]) -> [Reports.CurvePoint] {
        points.map { .init(x: $0.contacted, y: $0.profit.estimate, lower: $0.profit.lower, upper: $0.profit.upper) }
      }
      var chosen: Double?
      if case .topShare(let share) = run.cut { chosen = share }
      return MoneyDifference(
        style: .number, cut: run.cutWords + " are contacted, at \(NumberText.significant(run.cost)) each.",
        a: .init(value: profit.total.a), b: .init(value: profit.total.b), difference: .init(profit.total),
        curves: .init(a: points(profit.curves.a), b: points(profit.curves.b)), chosen: chosen)
    }
  }
}
