/// A tenth of the customers in the order of their scores, highest first.
package struct TenthRow: Sendable, Codable, Equatable {
  /// 1 for the highest scores.
  package var rank: Int
  /// How many they are.
  package var rows: Double?
  /// Their mean score.
  package var predicted: Double?
  /// Their share of events.
  package var observed: Double?
  /// `observed` over that of all rows.
  package var lift: Ranged?
  /// The share of all events found so far.
  package var captured: Ranged?

  /// Joins its parts; what is left out stays out of the page.
  package init(
    rank: Int, rows: Double? = nil, predicted: Double? = nil, observed: Double? = nil, lift: Ranged? = nil,
    captured: Ranged? = nil
  ) {
    self.rank = rank
    self.rows = rows
    self.predicted = predicted
    self.observed = observed
    self.lift = lift
    self.captured = captured
  }
}

/// A tenth of the rows in the order of their predicted amounts, lowest first.
package struct AmountTenth: Sendable, Codable, Equatable {
  /// 1 for the lowest predictions.
  package var rank: Int
  /// The mean prediction.
  package var predicted: Double
  /// The mean outcome.
  package var observed: Double
  /// The lower end of the interval of `observed`.
  package var lower: Double?
  /// The upper end.
  package var upper: Double?
  /// How many they are.
  package var rows: Double?

  /// Joins its parts; what is left out stays out of the page.
  package init(
    rank: Int, predicted: Double, observed: Double, lower: Double? = nil, upper: Double? = nil, rows: Double? = nil
  ) {
    self.rank = rank
    self.predicted = predicted
    self.observed = observed
    self.lower = lower
    self.upper = upper
    self.rows = rows
  }
}

/// A quantile of observed minus predicted.
package struct ResidualQuantile: Sendable, Codable, Equatable {
  /// Which one, 0 to 1.
  package var probability: Double
  /// The residual.
  package var value: Double
  /// What a normal distribution of the same deviation has there.
  package var reference: Double?

  /// Joins its parts; what is left out stays out of the page.
  package init(probability: Double, value: Double, reference: Double? = nil) {
    self.probability = probability
    self.value = value
    self.reference = reference
  }
}
