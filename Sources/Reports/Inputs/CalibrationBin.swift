/// Rows of like scores.
package struct CalibrationBin: Sendable, Codable, Equatable {
  /// Their mean score.
  package var predicted: Double
  /// Their share of events.
  package var observed: Double
  /// The lower end of the interval of `observed`.
  package var lower: Double?
  /// The upper end.
  package var upper: Double?
  /// How many they are.
  package var rows: Double?

  /// Joins its parts; what is left out stays out of the page.
  package init(predicted: Double, observed: Double, lower: Double? = nil, upper: Double? = nil, rows: Double? = nil) {
    self.predicted = predicted
    self.observed = observed
    self.lower = lower
    self.upper = upper
    self.rows = rows
  }
}

/// A bar of a histogram.
package struct HistogramBin: Sendable, Codable, Equatable {
  /// Its lower end.
  package var from: Double
  /// Its upper end.
  package var to: Double
  /// How many rows fall in.
  package var rows: Double

  /// Joins its parts.
  package init(from: Double, to: Double, rows: Double) {
    self.from = from
    self.to = to
    self.rows = rows
  }
}
