/// The metrics of a model.
package struct MetricTable: Sendable, Codable, Equatable {
  /// The metrics.
  package var rows: [MetricRow]
  /// On which rows, as a sentence.
  package var judgedOn: String?

  /// Joins its parts; what is left out stays out of the page.
  package init(rows: [MetricRow], judgedOn: String? = nil) {
    self.rows = rows
    self.judgedOn = judgedOn
  }
}

/// A metric.
package struct MetricRow: Sendable, Codable, Equatable {
  /// Its name, as in the JSON output: `pr_auc`.
  package var name: String
  /// Its value.
  package var value: Ranged?
  /// What the same prediction for every row would reach.
  package var allAlike: Double?
  /// How it is written.
  package var style: NumberStyle
  /// Why it has no value.
  package var undefined: String?

  /// Joins its parts; what is left out stays out of the page.
  package init(
    name: String, value: Ranged? = nil, allAlike: Double? = nil, style: NumberStyle = .number,
    undefined: String? = nil
  ) {
    self.name = name
    self.value = value
    self.allAlike = allAlike
    self.style = style
    self.undefined = undefined
  }
}
