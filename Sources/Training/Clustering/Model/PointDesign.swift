import ClienteleScoring

/// How columns become coordinates of points.
package struct PointDesign: Sendable {
  /// What a coordinate is measured in.
  package enum Scale: String, Sendable, CaseIterable {
    /// Standard deviations from the mean.
    case standard
    /// Interquartile ranges, over those of a standard normal, from the median: outliers move neither.
    case robust
    /// The column's own unit, from the mean.
    case none
  }

  package var scale = Scale.standard
  /// Columns that are bent by a logarithm, and to ranks, before they are scaled.
  package var logarithms: [String] = []
  package var ranks: [String] = []
  /// What the square of a coordinate's distance counts, by column; 1 where it is not there.
  package var columnWeights: [String: Double] = [:]
  package var policies = Policies()
  /// A level with less weight than this shares the group `other`.
  package var minimumLevelWeight = 0.0
  /// The instant from which dates are counted back, in microseconds since 1970; the end of the latest day if nil.
  package var reference: Int64?

  package init() {}

  /// Checks that every column named is a predictor, and plays one part.
  func check(_ predictors: [String]) throws(TrainingError) {
    let weighted = columnWeights.keys.sorted()
    for (flag, columns) in [("--log", logarithms), ("--rank", ranks), ("--column-weights", weighted)] {
      for column in columns where !predictors.contains(column) {
        throw .missingColumn(column, role: flag, available: predictors)
      }
    }
    if let column = logarithms.first(where: ranks.contains) {
      throw .roleClash(column: column, roles: ["--log", "--rank"])
    }
    for column in weighted {
      guard let weight = columnWeights[column], weight > 0, weight.isFinite else {
        throw .invalidOption("--column-weights \(column): give a number above 0; --drop leaves a column out")
      }
    }
  }
}
