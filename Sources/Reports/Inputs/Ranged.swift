/// A number with the ends of its interval.
package struct Ranged: Sendable, Codable, Equatable {
  /// The number.
  package var value: Double
  /// The lower end; nil where there is no interval.
  package var lower: Double?
  /// The upper end; nil where there is no interval.
  package var upper: Double?

  /// Joins its parts; what is left out stays out of the page.
  package init(value: Double, lower: Double? = nil, upper: Double? = nil) {
    self.value = value
    self.lower = lower
    self.upper = upper
  }
}
