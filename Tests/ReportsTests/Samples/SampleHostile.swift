import Reports

/// Reports whose every text means harm, and whose every number is out of order.
enum SampleHostile {
  /// Marks of HTML, quotes, control characters, directions, nothing.
  static let texts = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)", "</style></svg></title><b>",
    "a\u{0}b\u{1}c\u{1B}[31m\u{7F}\u{85}", "\u{202E}gnp.exe\u{2066}", "שלום עולם", "مرحبا", "&lt;&#0;&", "",
    String(repeating: "long ", count: 400), "line\nbreak\ttab\r",
    String(decoding: [0xFFFE, 0xFDD0, 0x2028] as [UInt16], as: UTF16.self), "𝛽 🧑‍🤝‍🧑 naïve",
  ]

  /// Numbers that are none, or too large to draw.
  static let numbers = [
    Double.nan, .infinity, -.infinity, 1e308, -1e308, 5e-324, -0.0, 0, 1e15, 123_456_789.123, -1e-12,
  ]

  static let model: ModelReport = {
    let text = texts.joined()
    let ranged = numbers.map { Ranged(value: $0, lower: -$0, upper: $0 * 2) }
    let points = numbers.map { CurvePoint(x: $0, y: $0, lower: $0, upper: $0) }
    let bins = numbers.map { CalibrationBin(predicted: $0, observed: $0, lower: $0, upper: $0, rows: $0) }
    return ModelReport(
      title: text, subtitle: text, headline: Statement(standing: .bad, text: text), summary: texts,
      highlights: ranged.map { Highlight(label: text, value: $0, style: .money(texts[0]), note: text) },
      data: DataProfile(
        source: text, target: text, rows: -1, used: .max, predictors: .min,
        columns: texts.map {
          ColumnProfile(
            name: $0, type: $0, role: $0, missing: 3, values: .levels([LevelShare(level: $0, share: .nan)], more: 2))
        } + numbers.map { ColumnProfile(name: "n", type: "", values: .numbers(least: $0, mean: $0, greatest: $0)) },
        notes: texts),
      terms: TermTable(
        scale: text,
        rows: zip(texts + texts, ranged).map { text, value in
          TermRow(
            term: text, estimate: value.value, pValue: value.value, lower: value.lower, upper: value.upper, note: text)
        }),
      certificate: FitCertificate(
        converged: false, gradientNorm: .nan, stopReason: text, aliased: texts, separated: texts,
        facts: texts.map { Fact(name: $0, text: $0) }, measures: ranged.map { Highlight(label: text, value: $0) }),
      metrics: MetricTable(
        rows: zip(texts, ranged).map { MetricRow(name: $0, value: $1, allAlike: .nan, style: .percent, undefined: $0) },
        judgedOn: text),
      roc: points, precisionRecall: points, eventRate: .nan,
      calibration: bins,
      scores: numbers.map { HistogramBin(from: $0, to: $0, rows: $0) },
      tenths: numbers.map {
        TenthRow(
          rank: .max, rows: $0, predicted: $0, observed: $0, lift: Ranged(value: $0), captured: Ranged(value: $0))
      },
      profit: ProfitCurve(style: .money(text), points: points, chosen: .infinity), costs: points,
      classes: ClassTable(
        rows: zip(texts, ranged).map {
          ClassRow(name: $0, rows: $1.value, predicted: .nan, area: $1, recall: $1, precision: $1, calibration: bins)
        }, confusion: [numbers, numbers]),
      quantiles: bins,
      amountTenths: numbers.map { AmountTenth(rank: 0, predicted: $0, observed: $0, lower: $0, upper: $0) },
      residuals: numbers.map { ResidualQuantile(probability: $0, value: $0, reference: $0) },
      lineage: Lineage(hash: text, facts: texts.map { Fact(name: $0, text: $0) }))
  }()

  static let verdict: VerdictReport = {
    let text = texts.joined()
    let ranged = numbers.map { Ranged(value: $0, lower: -$0, upper: $0 * 2) }
    let points = numbers.map { CurvePoint(x: $0, y: $0, lower: $0, upper: $0) }
    let bins = numbers.map { CalibrationBin(predicted: $0, observed: $0, lower: $0, upper: $0, rows: $0) }
    let model = ComparedModel(name: text, detail: text, lineage: Lineage(hash: text))
    return VerdictReport(
      title: text, verdict: .worse, headline: text, a: model, b: model, judgedOn: text, rule: text,
      reasons: texts.map { Statement(standing: .unsure, text: $0) },
      differences: zip(texts, numbers).map {
        Difference(name: $0, a: $1, b: $1, difference: $1, lower: -$1, upper: $1, pValue: $1, test: $0, undefined: $0)
      },
      segments: SegmentTable(
        metric: text,
        rows: zip(texts, numbers).map { text, number in
          SegmentRow(
            name: text, rows: 1, a: number, b: number, difference: number, lower: number, upper: number, qValue: number,
            standing: .bad, refusal: number.isNaN ? text : nil)
        }, margin: .nan, falseDiscoveryRate: .nan),
      swap: SwapSet(
        cut: text, rows: zip(texts, ranged).map { SwapRow(group: $0, rows: -1, rate: $1, value: $1) },
        valueStyle: .money(text)),
      roc: Paired(a: points, b: points), calibration: Paired(a: bins, b: bins),
      costs: Paired(a: points, b: points),
      classes: ClassDifferences(
        rows: zip(texts, ranged).map {
          .init(
            name: $0, rows: .nan, predicted: Paired(a: $1.value, b: $1.value), areas: Paired(a: .nan, b: .infinity),
            difference: $1)
        }, moves: [numbers], moved: ranged[0]),
      scoreShift: ScoreShift(bins: numbers.map { ShiftBin(from: $0, to: $0, a: $0, b: $0) }),
      fairness: FairnessTable(
        rows: zip(texts, ranged).map {
          FairnessRow(attribute: $0, group: $0, selected: Paired(a: $1, b: $1), found: Paired(a: $1, b: $1))
        }),
      money: MoneyDifference(
        style: .money(text), a: ranged[0], b: ranged[1], difference: ranged[2], curves: Paired(a: points, b: points)),
      explanation: Explanation(
        scale: text, terms: texts.map { TermChange(term: $0, change: $0, a: .nan, b: 1e308, note: $0) },
        averageScore: ScoreSplit(
          what: text, start: .nan, steps: zip(texts, numbers).map { SplitStep(label: $0, change: $1) }, end: .infinity))
    )
  }()

  static let segments: SegmentReport = {
    let text = texts.joined()
    let ranged = numbers.map { Ranged(value: $0, lower: -$0, upper: $0 * 2) }
    let points = numbers.map { CurvePoint(x: $0, y: $0, lower: $0, upper: $0) }
    let places = numbers.enumerated().map { SegmentMap.Point(x: $0.element, y: -$0.element, segment: $0.offset - 3) }
    return SegmentReport(
      title: text, subtitle: text, headline: Statement(standing: .bad, text: text), summary: texts,
      highlights: ranged.map { Highlight(label: text, value: $0, note: text) },
      choice: SegmentChoice(
        chosen: .min, reason: text,
        curves: ChoiceCurve.Criterion.allCases.map { ChoiceCurve(criterion: $0, points: points, preferred: .max) }),
      map: SegmentMap(points: places, centers: places, shares: [.nan, 1e300], sampledFrom: .max),
      segments: zip(texts + texts, ranged + ranged).map { text, value in
        SegmentPortrait(
          number: .min, name: text, rows: .max, share: value, valueShare: value, value: value, stability: value,
          silhouette: value,
          traits: zip(texts, ranged).map {
            TraitRow(
              name: $0, here: $1.value, elsewhere: $1.value, style: .money(text), difference: $1, isUsed: false,
              alike: texts)
          },
          lifts: zip(texts, ranged).map { LiftRow(name: $0, share: $1, overall: $1.value, lift: $1, isUsed: false) },
          typical: texts.map { Fact(name: $0, text: $0) }, typicalIdentifier: text, notes: texts)
      },
      sideBySide: texts.map { text in
        SideBySideRow(name: text, style: .money(text), cells: numbers.map { .init(value: $0, isMore: true) })
      }, valueStyle: .money(text),
      starts: SegmentStarts(
        objective: text, starts: numbers.map { .init(objective: $0, iterations: .min, converged: false) }),
      columns: zip(texts, numbers).map {
        ClusteredColumn(name: $0, type: $0, scale: $0, center: $1, spread: $1, weight: $1, missing: .max, note: $0)
      }, facts: texts.map { Fact(name: $0, text: $0) }, lineage: Lineage(hash: text))
  }()
}
