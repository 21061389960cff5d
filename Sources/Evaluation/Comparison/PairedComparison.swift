/// Everything that is told about two models on the same rows.
package struct PairedComparison: Sendable {
  /// What is asked beside the metrics.
  package struct Settings: Sendable {
    /// Which rows a model selects.
    package var cut: ContactCut
    /// What a selected row brings and costs; nil: money is not compared.
    package var economics: ContactEconomics?
    /// What the order of rows tied at the cut is drawn by, so that the order of the file does not count; nil for the number of
    /// the row.
    package var draws: [RowDraw]?
    /// The columns whose levels and crossings are compared.
    package var segments: [SegmentColumn]
    /// What B must show.
    package var rule: VerdictRule
    /// The bootstrap of areas, precision, lift and profit; nil: the delta method.
    package var bootstrap: PairedBootstrap.Settings?

    package init(
      cut: ContactCut = .standard, economics: ContactEconomics? = nil, draws: [RowDraw]? = nil,
      segments: [SegmentColumn] = [],
      rule: VerdictRule = .standard, bootstrap: PairedBootstrap.Settings? = nil
    ) {
      self.cut = cut
      self.economics = economics
      self.draws = draws
      self.segments = segments
      self.rule = rule
      self.bootstrap = bootstrap
    }

    func validate(rows: Int) throws(ComparisonError) {
      try cut.validate()
      try rule.validate()
      for column in segments { try column.validate(rows: rows) }
      if let draws, draws.count != rows {
        throw .unequalLengths(what: "draws", count: draws.count, expected: rows)
      }
      if let values = economics?.values, values.count != rows {
        throw .unequalLengths(what: "values", count: values.count, expected: rows)
      }
    }
  }

  /// The rows compared, those of weight 0 left out.
  package let rows: Int
  package let totalWeight: Double
  /// The customers they belong to; nil where no customer has two rows.
  package let clusters: Int?
  /// Every metric's difference, in the order of the summary; calibration slope and intercept among them.
  package let differences: [NamedDifference]
  /// The calibration lines; nil for quantiles, and for classes where there is none.
  package let calibration: CalibrationShift?
  /// The decisions at the cut, or the classes predicted; nil for amounts.
  package let decisions: McNemar?
  /// What is told of classes; nil for others.
  package let classes: ClassComparison?
  /// Nil for classes, as are ranks and who is selected.
  package let shift: ScoreShift?
  package let churn: RankChurn?
  package let swap: SwapSet?
  /// The metric that segments are compared in.
  package let segmentMetric: MetricName
  package let segments: [SegmentComparison]
  /// How much worse B may be in one of them, in the unit of the metric.
  package let segmentMargin: Double
  package let fairness: [FairnessGroup]
  /// Nil without economics.
  package let profit: ContactProfit?
  package let verdict: ReasonedVerdict

  /// The difference called `name`, if it was compared.
  package subscript(name: MetricName) -> NamedDifference? { differences.first { $0.name == name } }
}
