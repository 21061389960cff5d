extension PairedComparison {
  /// Compares probabilities of classes. There is no cut, and so no swap set, no groups treated and no money.
  ///
  /// - Parameters:
  ///   - pair: the rows.
  ///   - settings: the rule and the segments, with one entry for every row that `pair` was given.
  /// - Complexity: O(*n* K log *n*).
  package init(_ pair: PairedClasses, settings: Settings) throws(ComparisonError) {
    let rows = pair.rows
    try settings.validate(rows: rows.given)
    let primary = try settings.rule.primary(among: [.logLoss, .accuracy, .brier, .macroAUC])
    let predicted = Concurrently.both { pair.predicted($0) }
    let right = (
      a: pair.outcomes.indices.map { predicted.a[$0] == pair.outcomes[$0] ? 1.0 : 0 },
      b: pair.outcomes.indices.map { predicted.b[$0] == pair.outcomes[$0] ? 1.0 : 0 }
    )
    let logLosses = Concurrently.both { model in
      Result { () throws(UndefinedMetric) in try pair.logLosses(model) }
    }
    let brierLosses = (a: pair.brierLosses(.a), b: pair.brierLosses(.b))
    let slope = Result { () throws(UndefinedMetric) in try Self.calibration(pair) }
    differences = [
      NamedDifference(.logLoss) { () throws(UndefinedMetric) in
        try PairedLosses.compare(rows, logLosses.a.get(), logLosses.b.get())
      },
      NamedDifference(.accuracy) { PairedLosses.compare(rows, right.a, right.b) },
      NamedDifference(.brier) { PairedLosses.compare(rows, brierLosses.a, brierLosses.b) },
      NamedDifference(.macroAUC) { () throws(UndefinedMetric) in try Self.macroArea(pair) },
      NamedDifference(.calibrationSlope) { () throws(UndefinedMetric) in try slope.get().slope.get() },
    ]

    let measure: SegmentMeasure
    switch (primary, logLosses.a, logLosses.b) {
    case (.accuracy, _, _):
      segmentMetric = .accuracy
      measure = .losses(a: right.a, b: right.b, outcomes: nil, form: .gain)
    case (.brier, _, _):
      segmentMetric = .brier
      measure = .losses(a: brierLosses.a, b: brierLosses.b, outcomes: nil, form: .mean)
    case (_, .success(let a), .success(let b)):
      segmentMetric = .logLoss
      measure = .losses(a: a, b: b, outcomes: nil, form: .mean)
    default:
      segmentMetric = .brier
      measure = .losses(a: brierLosses.a, b: brierLosses.b, outcomes: nil, form: .mean)
    }
    let margin = settings.rule.segmentMargin
    segmentMargin = margin
    segments = SegmentComparison.compare(rows, settings.segments, measure, rule: settings.rule, margin: margin)
    verdict = ReasonedVerdict(
      rule: settings.rule, primary: Self.find(primary, differences), segments: segments, segmentMargin: margin,
      checks: [
        CalibrationCheck(
          name: .calibrationSlope,
          excess: Result { () throws(UndefinedMetric) in try slope.get().slopeExcess.get() },
          margin: settings.rule.calibrationSlopeMargin)
      ])

    self.rows = rows.count
    totalWeight = rows.totalWeight
    clusters = rows.clusters == nil ? nil : rows.clusterCount
    calibration = try? slope.get()
    decisions = McNemar(rows, right: right)
    classes = ClassComparison(pair, predicted: predicted)
    shift = nil
    churn = nil
    swap = nil
    fairness = []
    profit = nil
  }

  /// The calibration line through every class of every row. Its intercept is 0, for probabilities sum to 1.
  private static func calibration(_ pair: PairedClasses) throws(UndefinedMetric) -> CalibrationShift {
    guard let stacked = try? pair.stacked() else { throw .singleClass }
    return CalibrationShift(stacked)
  }

  private static func macroArea(_ pair: PairedClasses) throws(UndefinedMetric) -> MetricDifference {
    let areas = Concurrently.both { model in
      Result { () throws(UndefinedMetric) in try MacroArea(pair.probabilities(model), pair.outcomes, pair.rows) }
    }
    let (a, b) = (try areas.a.get(), try areas.b.get())
    let error = pair.rows.standardError { b.changes[$0] - a.changes[$0] }
    return MetricDifference(a: a.value, b: b.value, standardError: error, test: .delong)
  }
}
