/// A metric of two models on the same rows.
package struct Difference: Sendable, Codable, Equatable {
  /// Its name, as in the JSON output.
  package var name: String
  /// That of the champion.
  package var a: Double?
  /// That of the challenger.
  package var b: Double?
  /// b − a.
  package var difference: Double?
  /// The lower end of its interval.
  package var lower: Double?
  /// The upper end.
  package var upper: Double?
  /// The p-value of no difference.
  package var pValue: Double?
  /// Which test or resampling.
  package var test: String?
  /// Which way is the better one.
  package var better: Direction
  /// Whether the verdict rests on it.
  package var isPrimary: Bool
  /// How it is written.
  package var style: NumberStyle
  /// Why it has no value.
  package var undefined: String?

  /// Joins its parts; what is left out stays out of the page.
  package init(
    name: String, a: Double? = nil, b: Double? = nil, difference: Double? = nil, lower: Double? = nil,
    upper: Double? = nil, pValue: Double? = nil, test: String? = nil, better: Direction = .higher,
    isPrimary: Bool = false, style: NumberStyle = .number, undefined: String? = nil
  ) {
    self.name = name
    self.a = a
    self.b = b
    self.difference = difference
    self.lower = lower
    self.upper = upper
    self.pValue = pValue
    self.test = test
    self.better = better
    self.isPrimary = isPrimary
    self.style = style
    self.undefined = undefined
  }
}
