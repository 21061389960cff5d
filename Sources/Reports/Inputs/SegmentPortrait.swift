/// A segment of customers.
package struct SegmentPortrait: Sendable, Codable, Equatable {
  /// Its number, as scoring writes it.
  package var number: Int
  /// Its name, out of its strongest traits.
  package var name: String
  /// How many customers.
  package var rows: Int
  /// Their share.
  package var share: Ranged?
  /// Their share of the value.
  package var valueShare: Ranged?
  /// What one of them is worth.
  package var value: Ranged?
  /// How alike it is when found again in bootstrap samples (Jaccard).
  package var stability: Ranged?
  /// The mean silhouette of its customers.
  package var silhouette: Ranged?
  /// What sets it apart, strongest first.
  package var traits: [TraitRow]
  /// Levels that are more or less frequent than overall, in the order to be shown.
  package var lifts: [LiftRow]
  /// A typical member: column and value.
  package var typical: [Fact]
  /// Who that is; only where asked for.
  package var typicalIdentifier: String?
  /// Remarks, one sentence each.
  package var notes: [String]

  /// Joins its parts; what is left out stays out of the page.
  package init(
    number: Int, name: String, rows: Int, share: Ranged? = nil, valueShare: Ranged? = nil, value: Ranged? = nil,
    stability: Ranged? = nil, silhouette: Ranged? = nil, traits: [TraitRow] = [], lifts: [LiftRow] = [],
    typical: [Fact] = [], typicalIdentifier: String? = nil, notes: [String] = []
  ) {
    self.number = number
    self.name = name
    self.rows = rows
    self.share = share
    self.valueShare = valueShare
    self.value = value
    self.stability = stability
    self.silhouette = silhouette
    self.traits = traits
    self.lifts = lifts
    self.typical = typical
    self.typicalIdentifier = typicalIdentifier
    self.notes = notes
  }
}

/// Something that sets a segment apart.
package struct TraitRow: Sendable, Codable, Equatable {
  /// A column, or a column and its level: `tenure`, `contract = Two year`, `income: missing`.
  package var name: String
  /// The mean, or the share, in the segment.
  package var here: Double
  /// That of everyone else.
  package var elsewhere: Double
  /// How both are written.
  package var style: NumberStyle
  /// The standardised difference.
  package var difference: Ranged
  /// Whether the column helped to form the segments.
  package var isUsed: Bool
  /// Levels of other columns that exactly the same customers have.
  package var alike: [String]

  /// Joins its parts.
  package init(
    name: String, here: Double, elsewhere: Double, style: NumberStyle = .number, difference: Ranged,
    isUsed: Bool = true, alike: [String] = []
  ) {
    self.name = name
    self.here = here
    self.elsewhere = elsewhere
    self.style = style
    self.difference = difference
    self.isUsed = isUsed
    self.alike = alike
  }
}

/// How often a level is in a segment.
package struct LiftRow: Sendable, Codable, Equatable {
  /// A column and its level: `contract = Two year`.
  package var name: String
  /// Its share in the segment.
  package var share: Ranged
  /// Its share among all customers.
  package var overall: Double
  /// The one over the other.
  package var lift: Ranged
  /// Whether the column helped to form the segments.
  package var isUsed: Bool

  /// Joins its parts.
  package init(name: String, share: Ranged, overall: Double, lift: Ranged, isUsed: Bool = true) {
    self.name = name
    self.share = share
    self.overall = overall
    self.lift = lift
    self.isUsed = isUsed
  }
}
