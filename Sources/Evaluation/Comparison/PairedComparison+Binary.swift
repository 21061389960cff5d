extension PairedComparison {
  /// Compares probabilities of a binary outcome.
  ///
  /// - Parameters:
  ///   - pair: the rows.
  ///   - settings: what is asked; its columns have one entry for every row that `pair` was given.
  /// - Complexity: O(*n* log *n* + *n* · replications).
  package init(_ pair: PairedBinary, settings: Settings) throws(ComparisonError) {
    let rows = pair.rows
    try settings.validate(rows: rows.given)
    let primary = try settings.rule.primary(among: [.auc, .prAUC, .logLoss, .brier, .topDecileLift])
    let orders = Concurrently.both { pair.order($0) }
    let draws = settings.draws.map { rows.keep($0) }
    let selections = (
      a: try Selection(settings.cut, rows, order: orders.a, scores: pair.a.probabilities, draws: draws, model: .a),
      b: try Selection(settings.cut, rows, order: orders.b, scores: pair.b.probabilities, draws: draws, model: .b)
    )
    let gains = settings.economics.map { economics in
      let values = economics.values.map { rows.keep($0) }
      return pair.outcomes.indices.map { pair.outcomes[$0] == 1 ? values?[$0] ?? economics.value : 0 }
    }
    let money = ContactMoney(
      rows, orders: orders, gains: gains, cost: settings.economics?.cost ?? 0, selections: selections)
    let lift = Result { () throws(UndefinedMetric) in try money.topDecileLift(positives: pair.positiveWeight) }
    let linear = [try? lift.get(), money.total]
    let replicates = settings.bootstrap.map { bootstrap in
      PairedBootstrap(rows, orders: orders, linear: linear.compactMap { $0 }, settings: bootstrap)
    }
    func resampled(_ item: InfluencedDifference, number: Int) -> MetricDifference {
      replicates?.replaced(item, number: number, rows) ?? item.difference
    }
    let calibration = CalibrationShift(pair)
    let logLosses = Concurrently.both { model in
      Result { () throws(UndefinedMetric) in try pair.logLosses(model) }
    }
    let brierLosses = (a: pair.brierLosses(.a), b: pair.brierLosses(.b))
    let logLoss = NamedDifference(.logLoss) { () throws(UndefinedMetric) in
      try PairedLosses.compare(rows, logLosses.a.get(), logLosses.b.get())
    }
    differences = [
      NamedDifference(.auc) { PairedArea.compare(pair, orders, resampled: replicates?.difference(\.area)) },
      NamedDifference(.prAUC) {
        PairedPrecision.compare(pair, orders, resampled: replicates?.difference(\.averagePrecision))
      },
      logLoss,
      NamedDifference(.brier) { PairedLosses.compare(rows, brierLosses.a, brierLosses.b) },
      NamedDifference(.topDecileLift) { () throws(UndefinedMetric) in
        resampled(try lift.get(), number: 0)
      },
      NamedDifference(.calibrationSlope) { () throws(UndefinedMetric) in try calibration.slope.get() },
      NamedDifference(.calibrationIntercept) { () throws(UndefinedMetric) in try calibration.intercept.get() },
      NamedDifference(.deviance) { () throws(UndefinedMetric) in try logLoss.value.get().scaled(by: 2) },
    ]

    // Ranking metrics need both classes in a segment, and are judged there by the area.
    let measure: SegmentMeasure
    switch (primary, logLosses.a, logLosses.b) {
    case (.brier, _, _):
      segmentMetric = .brier
      measure = .losses(a: brierLosses.a, b: brierLosses.b, outcomes: pair.outcomes, form: .mean)
    case (.logLoss, .success(let a), .success(let b)):
      segmentMetric = .logLoss
      measure = .losses(a: a, b: b, outcomes: pair.outcomes, form: .mean)
    default:
      segmentMetric = .auc
      measure = .area(outcomes: pair.outcomes, orders: orders)
    }
    let margin = settings.rule.segmentMargin
    segmentMargin = margin
    segments = SegmentComparison.compare(rows, settings.segments, measure, rule: settings.rule, margin: margin)
    verdict = ReasonedVerdict(
      rule: settings.rule, primary: Self.find(primary, differences), segments: segments, segmentMargin: margin,
      checks: calibration.checks(settings.rule, interceptScale: 1))

    self.rows = rows.count
    totalWeight = rows.totalWeight
    clusters = rows.clusters == nil ? nil : rows.clusterCount
    self.calibration = calibration
    decisions = McNemar(pair, a: selections.a.isSelected, b: selections.b.isSelected)
    classes = nil
    shift = ScoreShift(rows, a: pair.a.probabilities, b: pair.b.probabilities, orders: orders)
    churn = RankChurn(rows, orders)
    swap = SwapSet(
      rows, outcomes: pair.outcomes, isBinary: true, values: settings.economics?.values.map { rows.keep($0) },
      scores: (pair.a.probabilities, pair.b.probabilities), a: selections.a, b: selections.b)
    fairness = FairnessGroup.table(
      rows, settings.segments, outcomes: pair.outcomes, isBinary: true,
      predictions: (pair.a.probabilities, pair.b.probabilities), selections: selections)
    profit = money.profit(money.total.map { resampled($0, number: linear[0] == nil ? 0 : 1) })
  }

  static func find(_ name: MetricName, _ differences: [NamedDifference]) -> NamedDifference {
    differences.first { $0.name == name } ?? NamedDifference(name) { () throws(UndefinedMetric) in throw .singleClass }
  }
}
