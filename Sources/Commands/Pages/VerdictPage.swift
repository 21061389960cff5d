import ClienteleScoring
import Evaluation
import Reports

/// A comparison as a page.
struct VerdictPage {
  private let run: ComparisonRun
  private let table: String
  private var result: PairedComparison { run.result }
  private var isBinary: Bool { run.kind.outcome == .binary }

  init(_ run: ComparisonRun, table: String) {
    self.run = run
    self.table = table
  }

  /// What stands on the page.
  var content: VerdictReport {
    let pictures = isBinary ? (pictures(run.rows.a), pictures(run.rows.b)) : (nil, nil)
    return VerdictReport(
      title: "May \(names.b) replace \(names.a)?",
      verdict: Reports.Verdict(rawValue: result.verdict.verdict.rawValue) ?? .notShown, headline: headline,
      a: model(run.a, named: names.a), b: model(run.b, named: names.b), judgedOn: judgedOn,
      reasons: result.verdict.reasons.map { .init(standing: $0.isMet ? .good : .bad, text: $0.description) }
        + run.remarks.map { .init(standing: .unsure, text: $0) },
      highlights: highlights, differences: differences, segments: segments, swap: swap,
      roc: .init(pictures.0?.roc, pictures.1?.roc),
      calibration: .init(pictures.0?.calibration, pictures.1?.calibration), scoreShift: shift, fairness: fairness,
      money: money, explanation: explanation)
  }

  private func pictures(_ scores: SideScores) -> ScorePictures? {
    try? ScorePictures(scores, outcomes: run.rows.outcomes, weights: run.rows.weights)
  }

  private var headline: String {
    switch result.verdict.verdict {
    case .better: "B is better and may replace A."
    case .notShown: "It is not shown that B is better: keep A."
    case .worse: "B is worse: keep A."
    }
  }

  /// The models without their folders, where that tells them apart.
  private var names: (a: String, b: String) {
    let short = (a: run.a.shortLabel, b: run.b.shortLabel)
    return short.a == short.b ? (run.a.label, run.b.label) : short
  }

  private func model(_ place: ComparedPlace, named name: String) -> Reports.ComparedModel {
    guard let model = place.model else { return .init(name: name, detail: "\(place.label): scores made elsewhere") }
    return .init(
      name: name, detail: "\(place.label): \(model.model.kind.rawValue) regression", lineage: .init(model))
  }

  private var judgedOn: String {
    "\(NumberText.count(run.counts.compared, "row")) of \(table), predicting \(run.response.words)"
  }

  private var highlights: [Highlight] {
    guard case .primary(let name, let difference, _)? = result.verdict.reasons.first else { return [] }
    var result = [
      Highlight(label: "Change of \(name.rawValue.replacing("_", with: " "))", value: .init(difference), isSigned: true)
    ]
    if let profit = self.result.profit {
      result.append(Highlight(label: "Change of profit", value: .init(profit.total), isSigned: true))
    }
    result.append(
      Highlight(label: "Selected rows that stay", value: .init(value: self.result.swap.kept), style: .percent))
    return result
  }

  private var differences: [Difference] {
    let primary: MetricName? =
      switch result.verdict.reasons.first {
      case .primary(let name, _, _): name
      case .primaryUndefined(let name, _): name
      default: nil
      }
    return result.differences.map { named in
      let direction = named.name.higherIsBetter.map { $0 ? Direction.higher : .lower } ?? .neither
      switch named.value {
      case .success(let value):
        return Difference(
          name: named.name.rawValue, a: value.a, b: value.b, difference: value.difference, lower: value.lower,
          upper: value.upper, pValue: value.pValue, test: value.test.rawValue, better: direction,
          isPrimary: named.name == primary)
      case .failure(let gap):
        return Difference(
          name: named.name.rawValue, better: direction, isPrimary: named.name == primary,
          undefined: gap.description)
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
      let isShown = (segment.qValue ?? 1) <= 0.05
      return SegmentRow(
        name: segment.name, rows: segment.rows, a: value.a, b: value.b, difference: value.difference,
        lower: value.lower, upper: value.upper, pValue: value.pValue, qValue: segment.qValue,
        standing: segment.isWorse ? .bad : isShown && favours ? .good : .unsure)
    }
    return SegmentTable(metric: result.segmentMetric.rawValue, better: higher ? .higher : .lower, rows: rows)
  }

  private var swap: Reports.SwapSet {
    let swap = result.swap
    func row(_ name: String, _ group: Evaluation.SwapSet.Group) -> SwapRow {
      SwapRow(
        group: name, rows: group.rows, rate: group.outcome.map(Ranged.init), value: group.value.map(Ranged.init))
    }
    return Reports.SwapSet(
      share: swap.kept,
      rows: [row("enter", swap.entering), row("leave", swap.leaving), row("stay", swap.staying)])
  }

  private var shift: Reports.ScoreShift {
    let (a, b) = (run.rows.a.predictions, run.rows.b.predictions)
    let range = ScoreHistogram.range([a, b], isProbability: isBinary)
    let counts = (
      ScoreHistogram.counts(a, run.rows.weights, over: range), ScoreHistogram.counts(b, run.rows.weights, over: range)
    )
    let bins = (0..<ScoreHistogram.bins).map { k in
      let ends = ScoreHistogram.ends(k, over: range)
      return ShiftBin(from: ends.0, to: ends.1, a: counts.0[k], b: counts.1[k])
    }
    var facts = [
      Highlight(label: "Population stability index", value: .init(value: result.shift.populationStability)),
      Highlight(label: "Kolmogorov–Smirnov distance", value: .init(value: result.shift.kolmogorovSmirnov)),
      Highlight(label: "Change of the mean score", value: .init(result.shift.mean), isSigned: true),
    ]
    if let spearman = result.churn.spearman {
      facts.append(Highlight(label: "Rank correlation (Spearman)", value: .init(value: spearman)))
    }
    return Reports.ScoreShift(bins: bins, facts: facts)
  }

  private var fairness: FairnessTable? {
    if result.fairness.isEmpty { return nil }
    func pair(_ a: Estimate?, _ b: Estimate?) -> Paired<Ranged>? { .init(a.map(Ranged.init), b.map(Ranged.init)) }
    return FairnessTable(
      rows: result.fairness.map { group in
        FairnessRow(
          attribute: group.condition.column, group: group.condition.level, rows: group.rows,
          selected: pair(group.a.selectionRate, group.b.selectionRate),
          found: pair(group.a.truePositiveRate, group.b.truePositiveRate),
          calibration: pair(group.a.calibration, group.b.calibration))
      })
  }

  private var money: MoneyDifference? {
    result.profit.map { profit in
      MoneyDifference(
        style: .number, a: .init(value: profit.total.a), b: .init(value: profit.total.b),
        difference: .init(profit.total))
    }
  }

  private var explanation: Explanation? {
    guard let change = run.explanation else { return nil }
    let terms = change.terms.map { term in
      let kind = term.a.value == nil ? "added" : term.b.value == nil ? "dropped" : "moved"
      return TermChange(term: term.term, change: kind, a: term.a.value, b: term.b.value)
    }
    let what = isBinary ? "the mean log-odds" : "the mean prediction"
    return Explanation(
      scale: isBinary ? "log-odds" : nil, terms: terms,
      averageScore: ScoreSplit(
        what: what, start: change.meanLinkA,
        steps: change.parts.map { SplitStep(label: $0.column, change: $0.difference) }, end: change.meanLinkB))
  }
}
