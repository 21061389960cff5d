/// What the change is worth.
package struct MoneyDifference: Sendable, Codable, Equatable {
  /// How money is written.
  package var style: NumberStyle
  /// At which cut, as a sentence.
  package var cut: String?
  /// The profit of the champion.
  package var a: Ranged?
  /// The profit of the challenger.
  package var b: Ranged?
  /// b − a.
  package var difference: Ranged?
  /// Profit by the share of customers acted on.
  package var curves: Paired<[CurvePoint]>?
  /// The share that the cut selects.
  package var chosen: Double?
  /// Remarks, one sentence each.
  package var notes: [String]

  /// Joins its parts; what is left out stays out of the page.
  package init(
    style: NumberStyle, cut: String? = nil, a: Ranged? = nil, b: Ranged? = nil, difference: Ranged? = nil,
    curves: Paired<[CurvePoint]>? = nil, chosen: Double? = nil, notes: [String] = []
  ) {
    self.style = style
    self.cut = cut
    self.a = a
    self.b = b
    self.difference = difference
    self.curves = curves
    self.chosen = chosen
    self.notes = notes
  }
}
