/// The page of a clustering. Every part but the title may be missing, and is then left out of the page; nothing is
/// computed here.
package struct SegmentReport: Sendable, Codable, Equatable {
  /// The title.
  package var title: String
  /// What was clustered and how, in a line.
  package var subtitle: String?
  /// The verdict on the number of segments, in words.
  package var headline: Statement?
  /// What it says, one sentence each.
  package var summary: [String]
  /// The numbers to know.
  package var highlights: [Highlight]
  /// How the number of segments was chosen.
  package var choice: SegmentChoice?
  /// The customers on two axes.
  package var map: SegmentMap?
  /// The segments, in the order of their numbers.
  package var segments: [SegmentPortrait]
  /// Means and shares of all segments beside each other.
  package var sideBySide: [SideBySideRow]
  /// How what a customer is worth is written.
  package var valueStyle: NumberStyle
  /// The starts and how far they came.
  package var starts: SegmentStarts?
  /// The columns and how they were scaled.
  package var columns: [ClusteredColumn]
  /// More about the method: γ, scale, missing values.
  package var facts: [Fact]
  /// Where it comes from.
  package var lineage: Lineage?

  /// Joins its parts; what is left out stays out of the page.
  package init(
    title: String, subtitle: String? = nil, headline: Statement? = nil, summary: [String] = [],
    highlights: [Highlight] = [], choice: SegmentChoice? = nil, map: SegmentMap? = nil,
    segments: [SegmentPortrait] = [], sideBySide: [SideBySideRow] = [], valueStyle: NumberStyle = .number,
    starts: SegmentStarts? = nil,
    columns: [ClusteredColumn] = [], facts: [Fact] = [], lineage: Lineage? = nil
  ) {
    self.title = title
    self.subtitle = subtitle
    self.headline = headline
    self.summary = summary
    self.highlights = highlights
    self.choice = choice
    self.map = map
    self.segments = segments
    self.sideBySide = sideBySide
    self.valueStyle = valueStyle
    self.starts = starts
    self.columns = columns
    self.facts = facts
    self.lineage = lineage
  }
}

/// A column and what clustering made of it.
package struct ClusteredColumn: Sendable, Codable, Equatable {
  /// Its name.
  package var name: String
  /// Its type, as text.
  package var type: String
  /// How it was scaled, as text: `standard`, `log, standard`, `rank`; nil: it only describes.
  package var scale: String?
  /// What was taken off.
  package var center: Double?
  /// What it was divided by.
  package var spread: Double?
  /// How much it counts beside the others.
  package var weight: Double?
  /// Rows without a value.
  package var missing: Int?
  /// A few words: what stands for missing values, why it was left out.
  package var note: String?

  /// Joins its parts; what is left out stays out of the page.
  package init(
    name: String, type: String, scale: String? = nil, center: Double? = nil, spread: Double? = nil,
    weight: Double? = nil, missing: Int? = nil, note: String? = nil
  ) {
    self.name = name
    self.type = type
    self.scale = scale
    self.center = center
    self.spread = spread
    self.weight = weight
    self.missing = missing
    self.note = note
  }
}
