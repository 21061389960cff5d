/// The comparison within parts of the customers.
package struct SegmentTable: Sendable, Codable, Equatable {
  /// The metric compared.
  package var metric: String
  /// Which way is the better one.
  package var better: Direction
  /// The segments, in any order.
  package var rows: [SegmentRow]
  /// How much worse a segment may be, as a positive number.
  package var margin: Double?
  /// The bound that q-values are held against.
  package var falseDiscoveryRate: Double?
  /// How the metric is written.
  package var style: NumberStyle

  /// Joins its parts; what is left out stays out of the page.
  package init(
    metric: String, better: Direction = .higher, rows: [SegmentRow], margin: Double? = nil,
    falseDiscoveryRate: Double? = nil, style: NumberStyle = .number
  ) {
    self.metric = metric
    self.better = better
    self.rows = rows
    self.margin = margin
    self.falseDiscoveryRate = falseDiscoveryRate
    self.style = style
  }
}

/// One segment.
package struct SegmentRow: Sendable, Codable, Equatable {
  /// Its levels: `region = north, contract = one year`.
  package var name: String
  /// How many customers.
  package var rows: Int?
  /// The metric of the champion.
  package var a: Double?
  /// That of the challenger.
  package var b: Double?
  /// b − a.
  package var difference: Double?
  /// The lower end of its interval.
  package var lower: Double?
  /// The upper end.
  package var upper: Double?
  /// The p-value by itself.
  package var pValue: Double?
  /// The p-value with respect to all segments.
  package var qValue: Double?
  /// What the rule says of it.
  package var standing: Standing
  /// Why it was not compared: too few events.
  package var refusal: String?

  /// Joins its parts; what is left out stays out of the page.
  package init(
    name: String, rows: Int? = nil, a: Double? = nil, b: Double? = nil, difference: Double? = nil,
    lower: Double? = nil, upper: Double? = nil, pValue: Double? = nil, qValue: Double? = nil,
    standing: Standing = .unsure, refusal: String? = nil
  ) {
    self.name = name
    self.rows = rows
    self.a = a
    self.b = b
    self.difference = difference
    self.lower = lower
    self.upper = upper
    self.pValue = pValue
    self.qValue = qValue
    self.standing = standing
    self.refusal = refusal
  }
}
