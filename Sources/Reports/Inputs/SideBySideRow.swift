/// A column, or a level of one, in all segments.
package struct SideBySideRow: Sendable, Codable, Equatable {
  /// What a segment has of it.
  package struct Cell: Sendable, Codable, Equatable {
    /// The mean or the share; nil where it is not told.
    package var value: Double?
    /// Whether it sets the segment apart, and which way: more or less than everyone else; nil where it does not.
    package var isMore: Bool?

    /// Joins its parts.
    package init(value: Double?, isMore: Bool? = nil) {
      self.value = value
      self.isMore = isMore
    }
  }

  /// The column, or the column and its level.
  package var name: String
  /// How the numbers are written.
  package var style: NumberStyle
  /// By segment, in the order of the report.
  package var cells: [Cell]
  /// Whether the column helped to form the segments.
  package var isUsed: Bool

  /// Joins its parts.
  package init(name: String, style: NumberStyle = .number, cells: [Cell], isUsed: Bool = true) {
    self.name = name
    self.style = style
    self.cells = cells
    self.isUsed = isUsed
  }
}
