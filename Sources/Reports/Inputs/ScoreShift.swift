/// How the scores of two models lie.
package struct ScoreShift: Sendable, Codable, Equatable {
  /// The histogram of both.
  package var bins: [ShiftBin]
  /// Population stability index, change of ranks and the like.
  package var facts: [Highlight]
  /// How scores are written.
  package var style: NumberStyle

  /// Joins its parts; what is left out stays out of the page.
  package init(bins: [ShiftBin], facts: [Highlight] = [], style: NumberStyle = .percent) {
    self.bins = bins
    self.facts = facts
    self.style = style
  }
}

/// A bar of two histograms.
package struct ShiftBin: Sendable, Codable, Equatable {
  /// Its lower end.
  package var from: Double
  /// Its upper end.
  package var to: Double
  /// The share of rows that the champion puts there.
  package var a: Double
  /// The share that the challenger puts there.
  package var b: Double

  /// Joins its parts.
  package init(from: Double, to: Double, a: Double, b: Double) {
    self.from = from
    self.to = to
    self.a = a
    self.b = b
  }
}
