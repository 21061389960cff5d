/// A sample of the customers on the first two principal components.
package struct SegmentMap: Sendable, Codable, Equatable {
  /// A customer, or the centre of a segment.
  package struct Point: Sendable, Codable, Equatable {
    /// The first component.
    package var x: Double
    /// The second one.
    package var y: Double
    /// The place of its segment among those of the report, from 0.
    package var segment: Int

    /// Joins its parts.
    package init(x: Double, y: Double, segment: Int) {
      self.x = x
      self.y = y
      self.segment = segment
    }
  }

  /// The customers: at most about 2,000.
  package var points: [Point]
  /// The centres of the segments; they bear the numbers.
  package var centers: [Point]
  /// The shares of the variance that the two components hold.
  package var shares: [Double]
  /// How many customers the sample was drawn from; nil where all are shown.
  package var sampledFrom: Int?

  /// Joins its parts.
  package init(points: [Point], centers: [Point] = [], shares: [Double] = [], sampledFrom: Int? = nil) {
    self.points = points
    self.centers = centers
    self.shares = shares
    self.sampledFrom = sampledFrom
  }
}
