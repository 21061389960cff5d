/// What two models do to groups of customers.
package struct FairnessTable: Sendable, Codable, Equatable {
  /// Who counts as selected, as a sentence.
  package var cut: String?
  /// The groups.
  package var rows: [FairnessRow]
  /// How observed minus predicted is written.
  package var calibrationStyle: NumberStyle

  /// Joins its parts; what is left out stays out of the page.
  package init(cut: String? = nil, rows: [FairnessRow], calibrationStyle: NumberStyle = .percent) {
    self.cut = cut
    self.rows = rows
    self.calibrationStyle = calibrationStyle
  }
}

/// A group of customers.
package struct FairnessRow: Sendable, Codable, Equatable {
  /// The column.
  package var attribute: String
  /// Its level.
  package var group: String
  /// How many customers.
  package var rows: Int?
  /// The share selected.
  package var selected: Paired<Ranged>?
  /// The share of events that is selected (true positive rate).
  package var found: Paired<Ranged>?
  /// The share of the others that is selected (false positive rate).
  package var falseAlarms: Paired<Ranged>?
  /// Observed minus predicted: the share of events, or the amount.
  package var calibration: Paired<Ranged>?
  /// Why it was not judged.
  package var refusal: String?

  /// Joins its parts; what is left out stays out of the page.
  package init(
    attribute: String, group: String, rows: Int? = nil, selected: Paired<Ranged>? = nil,
    found: Paired<Ranged>? = nil, falseAlarms: Paired<Ranged>? = nil, calibration: Paired<Ranged>? = nil,
    refusal: String? = nil
  ) {
    self.attribute = attribute
    self.group = group
    self.rows = rows
    self.selected = selected
    self.found = found
    self.falseAlarms = falseAlarms
    self.calibration = calibration
    self.refusal = refusal
  }
}
