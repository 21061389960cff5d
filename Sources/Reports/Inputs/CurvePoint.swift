/// A point of a curve.
package struct CurvePoint: Sendable, Codable, Equatable {
  /// Across.
  package var x: Double
  /// Up.
  package var y: Double
  /// The lower end of an interval of y.
  package var lower: Double?
  /// The upper end.
  package var upper: Double?

  /// Joins its parts; what is left out stays out of the page.
  package init(x: Double, y: Double, lower: Double? = nil, upper: Double? = nil) {
    self.x = x
    self.y = y
    self.lower = lower
    self.upper = upper
  }
}

/// The profit of acting on the customers with the highest scores.
package struct ProfitCurve: Sendable, Codable, Equatable {
  /// How profit is written.
  package var style: NumberStyle
  /// Profit by the share of customers acted on.
  package var points: [CurvePoint]
  /// The share that the cut in use selects.
  package var chosen: Double?

  /// Joins its parts; what is left out stays out of the page.
  package init(style: NumberStyle, points: [CurvePoint], chosen: Double? = nil) {
    self.style = style
    self.points = points
    self.chosen = chosen
  }
}
