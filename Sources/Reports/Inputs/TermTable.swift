/// The coefficients of a model.
package struct TermTable: Sendable, Codable, Equatable {
  /// What estimates are measured in: log-odds.
  package var scale: String
  /// The terms, in the order of the model.
  package var rows: [TermRow]
  /// What `effect` is measured in; nil where the plot shows the estimates.
  package var effectScale: String?
  /// Whether intervals are approximate, as under a penalty.
  package var isApproximate: Bool

  /// Joins its parts; what is left out stays out of the page.
  package init(scale: String, rows: [TermRow], effectScale: String? = nil, isApproximate: Bool = false) {
    self.scale = scale
    self.rows = rows
    self.effectScale = effectScale
    self.isApproximate = isApproximate
  }
}

/// A coefficient.
package struct TermRow: Sendable, Codable, Equatable {
  /// Its name.
  package var term: String
  /// The estimate.
  package var estimate: Double?
  /// Its standard error.
  package var standardError: Double?
  /// Estimate over standard error.
  package var statistic: Double?
  /// The two-sided p-value.
  package var pValue: Double?
  /// The lower end of the 95 % interval.
  package var lower: Double?
  /// The upper end.
  package var upper: Double?
  /// Why there is no number: aliased, separated.
  package var note: String?
  /// The estimate on a scale on which terms compare, as per standard deviation: for the plot.
  package var effect: Ranged?

  /// Joins its parts; what is left out stays out of the page.
  package init(
    term: String, estimate: Double? = nil, standardError: Double? = nil, statistic: Double? = nil,
    pValue: Double? = nil, lower: Double? = nil, upper: Double? = nil, note: String? = nil, effect: Ranged? = nil
  ) {
    self.term = term
    self.estimate = estimate
    self.standardError = standardError
    self.statistic = statistic
    self.pValue = pValue
    self.lower = lower
    self.upper = upper
    self.note = note
    self.effect = effect
  }
}
