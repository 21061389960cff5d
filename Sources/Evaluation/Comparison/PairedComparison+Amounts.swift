extension PairedComparison {
  /// Compares predicted amounts.
  ///
  /// - Parameters:
  ///   - pair: the rows.
  ///   - settings: what is asked; its columns have one entry for every row that `pair` was given. Without values, a
  ///     selected row brings its outcome.
  /// - Complexity: O(*n* log *n* + *n* · replications).
  package init(_ pair: PairedAmounts, settings: Settings) throws(ComparisonError) {
    let rows = pair.rows
    try settings.validate(rows: rows.given)
    let primary = try settings.rule.primary(among: [.rmse, .mae, .rSquared, .deviance])
    let orders = Concurrently.both { ScoreOrder($0 == .a ? pair.a : pair.b) }
    let selections = (
      a: try Selection(settings.cut, rows, order: orders.a, scores: pair.a, model: .a),
      b: try Selection(settings.cut, rows, order: orders.b, scores: pair.b, model: .b)
    )
    let values = settings.economics?.values.map { rows.keep($0) }
    let gains = settings.economics == nil ? nil : values ?? pair.outcomes
    let replicates = settings.bootstrap.map { bootstrap in
      PairedBootstrap(
        rows, isBinary: false, withRanks: false, orders: orders, gains: gains, cost: settings.economics?.cost ?? 0,
        cuts: (selections.a.bootstrapCut(settings.cut), selections.b.bootstrapCut(settings.cut)), settings: bootstrap)
    }
    let money = ContactMoney(
      rows, orders: orders, gains: gains,
      cost: settings.economics?.cost ?? 0, selections: selections, replicates: replicates)
    let calibration = CalibrationShift(pair)
    let squares = (a: pair.squares(.a), b: pair.squares(.b))
    let absolutes = (a: pair.absolutes(.a), b: pair.absolutes(.b))
    let errors = PairedLosses.compareRoots(rows, squares.a, squares.b)
    differences = [
      NamedDifference(.rSquared) { () throws(UndefinedMetric) in
        try PairedLosses.compareExplained(rows, pair.outcomes, squares.a, squares.b)
      },
      NamedDifference(.rmse) { errors },
      NamedDifference(.mae) { PairedLosses.compare(rows, absolutes.a, absolutes.b) },
      NamedDifference(.deviance) { PairedLosses.compare(rows, squares.a, squares.b) },
      NamedDifference(.calibrationSlope) { () throws(UndefinedMetric) in try calibration.slope.get() },
      NamedDifference(.calibrationIntercept) { () throws(UndefinedMetric) in try calibration.intercept.get() },
    ]

    let losses = primary == .mae ? absolutes : squares
    segmentMetric = primary == .mae ? .mae : .rmse
    let measure = SegmentMeasure.losses(a: losses.a, b: losses.b, outcomes: nil, isRoot: primary != .mae)
    let whole = primary == .mae ? rows.mean { absolutes.a[$0] } : errors.a
    let margin = settings.rule.segmentMargin * whole
    segments = SegmentComparison.compare(rows, settings.segments, measure, rule: settings.rule, margin: margin)
    let mean = rows.mean { pair.outcomes[$0] }
    let variance = rows.mean { (pair.outcomes[$0] - mean) * (pair.outcomes[$0] - mean) }
    verdict = ReasonedVerdict(
      rule: settings.rule, primary: Self.find(primary, differences), segments: segments, segmentMargin: margin,
      calibration: calibration, interceptScale: variance.squareRoot())

    self.rows = rows.count
    totalWeight = rows.totalWeight
    clusters = rows.clusters == nil ? nil : rows.clusterCount
    self.calibration = calibration
    decisions = nil
    shift = ScoreShift(rows, a: pair.a, b: pair.b, orders: orders)
    churn = RankChurn(rows, orders)
    swap = SwapSet(
      rows, outcomes: pair.outcomes, isBinary: false, values: values, scores: (pair.a, pair.b), a: selections.a,
      b: selections.b)
    fairness = FairnessGroup.table(
      rows, settings.segments, outcomes: pair.outcomes, isBinary: false, predictions: (pair.a, pair.b),
      selections: selections)
    profit = money.profit
  }
}
