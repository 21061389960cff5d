extension PairedComparison {
  /// Compares predicted amounts.
  ///
  /// - Parameters:
  ///   - pair: the rows.
  ///   - family: what both models are judged as.
  ///   - settings: what is asked; its columns have one entry for every row that `pair` was given. Without values, a
  ///     selected row brings its outcome.
  /// - Complexity: O(*n* log *n* + *n* · replications).
  package init(
    _ pair: PairedAmounts, family: AmountFamily = .leastSquares, settings: Settings
  ) throws(ComparisonError) {
    try settings.validate(rows: pair.rows.given)
    try self.init(pair, AmountCriteria(pair, family: family, rule: settings.rule), settings)
  }

  /// Compares predicted quantiles. Rows are ranked and selected by the one that is nearest to the median.
  ///
  /// - Parameters:
  ///   - pair: the rows.
  ///   - settings: as of amounts.
  /// - Complexity: O(*n* log *n* + *n* · (replications + levels)).
  package init(_ pair: PairedQuantiles, settings: Settings) throws(ComparisonError) {
    try settings.validate(rows: pair.amounts.rows.given)
    try self.init(pair.amounts, AmountCriteria(pair, rule: settings.rule), settings)
  }

  private init(_ pair: PairedAmounts, _ criteria: AmountCriteria, _ settings: Settings) throws(ComparisonError) {
    let rows = pair.rows
    let orders = Concurrently.both { ScoreOrder($0 == .a ? pair.a : pair.b) }
    let draws = settings.draws.map { rows.keep($0) }
    let selections = (
      a: try Selection(settings.cut, rows, order: orders.a, scores: pair.a, draws: draws, model: .a),
      b: try Selection(settings.cut, rows, order: orders.b, scores: pair.b, draws: draws, model: .b)
    )
    let values = settings.economics?.values.map { rows.keep($0) }
    let gains = settings.economics == nil ? nil : values ?? pair.outcomes
    let money = ContactMoney(
      rows, orders: orders, gains: gains, cost: settings.economics?.cost ?? 0, selections: selections)
    let total = money.total.map { total in
      settings.bootstrap.map { bootstrap in
        PairedBootstrap(rows, orders: nil, linear: [total], settings: bootstrap).replaced(total, number: 0, rows)
      } ?? total.difference
    }
    differences = criteria.differences
    segmentMetric = criteria.segmentMetric
    segmentMargin = criteria.margin
    segments = SegmentComparison.compare(
      rows, settings.segments, criteria.measure, rule: settings.rule, margin: criteria.margin)
    verdict = ReasonedVerdict(
      rule: settings.rule, primary: Self.find(criteria.primary, differences), segments: segments,
      segmentMargin: criteria.margin, checks: criteria.checks)

    self.rows = rows.count
    totalWeight = rows.totalWeight
    clusters = rows.clusters == nil ? nil : rows.clusterCount
    calibration = criteria.calibration
    decisions = nil
    classes = nil
    shift = ScoreShift(rows, a: pair.a, b: pair.b, orders: orders)
    churn = RankChurn(rows, orders)
    swap = SwapSet(
      rows, outcomes: pair.outcomes, isBinary: false, values: values, scores: (pair.a, pair.b), a: selections.a,
      b: selections.b)
    fairness = FairnessGroup.table(
      rows, settings.segments, outcomes: pair.outcomes, isBinary: false, predictions: (pair.a, pair.b),
      selections: selections)
    profit = money.profit(total)
  }
}
