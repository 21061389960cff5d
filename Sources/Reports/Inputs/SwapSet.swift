/// Who enters and who leaves the customers with the highest scores.
package struct SwapSet: Sendable, Codable, Equatable {
  /// Who is selected, as a sentence.
  package var cut: String?
  /// The groups.
  package var rows: [SwapRow]
  /// How the outcome of a group is written: the share of events, or an amount.
  package var rateStyle: NumberStyle
  /// How value is written.
  package var valueStyle: NumberStyle
  /// Remarks, one sentence each.
  package var notes: [String]

  /// Joins its parts; what is left out stays out of the page.
  package init(
    cut: String? = nil, rows: [SwapRow], rateStyle: NumberStyle = .percent, valueStyle: NumberStyle = .number,
    notes: [String] = []
  ) {
    self.cut = cut
    self.rows = rows
    self.rateStyle = rateStyle
    self.valueStyle = valueStyle
    self.notes = notes
  }
}

/// A group of the swap set.
package struct SwapRow: Sendable, Codable, Equatable {
  /// What it is called: `enter`, `leave`, `stay`.
  package var group: String
  /// How many customers.
  package var rows: Int
  /// How many of them had the event.
  package var events: Int?
  /// Their share of events.
  package var rate: Ranged?
  /// What they were worth, a customer.
  package var value: Ranged?

  /// Joins its parts; what is left out stays out of the page.
  package init(group: String, rows: Int, events: Int? = nil, rate: Ranged? = nil, value: Ranged? = nil) {
    self.group = group
    self.rows = rows
    self.events = events
    self.rate = rate
    self.value = value
  }
}
