/// How the number of segments was chosen: criteria by the number of segments, side by side.
package struct SegmentChoice: Sendable, Codable, Equatable {
  /// The number chosen.
  package var chosen: Int
  /// Why, in a sentence or two.
  package var reason: String?
  /// The criteria; each may be absent.
  package var curves: [ChoiceCurve]

  /// Joins its parts.
  package init(chosen: Int, reason: String? = nil, curves: [ChoiceCurve]) {
    self.chosen = chosen
    self.reason = reason
    self.curves = curves
  }
}

/// A criterion by the number of segments.
package struct ChoiceCurve: Sendable, Codable, Equatable {
  /// What is measured.
  package enum Criterion: String, Sendable, Codable, Equatable, CaseIterable {
    /// The sum of squared distances to the centres, or the cost of prototypes.
    case within
    /// The gap statistic, ± one standard error.
    case gap
    /// The mean silhouette, ± one standard error.
    case silhouette
    /// The Bayesian information criterion, lower is better.
    case bic
    /// The integrated completed likelihood, on the scale of BIC.
    case icl
    /// The mean Jaccard similarity of the segments to those of bootstrap samples.
    case stability
  }

  /// What is measured.
  package var criterion: Criterion
  /// Its value, with the ends of ± one standard error, by the number of segments (x).
  package var points: [CurvePoint]
  /// The number that it prefers; nil where it prefers none.
  package var preferred: Int?

  /// Joins its parts.
  package init(criterion: Criterion, points: [CurvePoint], preferred: Int? = nil) {
    self.criterion = criterion
    self.points = points
    self.preferred = preferred
  }
}

/// The starts of a search for segments.
package struct SegmentStarts: Sendable, Codable, Equatable {
  /// A start and where it ended.
  package struct Start: Sendable, Codable, Equatable {
    /// What was made small.
    package var objective: Double
    /// Rounds taken.
    package var iterations: Int
    /// Whether it converged.
    package var converged: Bool

    /// Joins its parts.
    package init(objective: Double, iterations: Int, converged: Bool) {
      self.objective = objective
      self.iterations = iterations
      self.converged = converged
    }
  }

  /// What was made small, in words: `within sum of squares`, `cost`, `−log-likelihood`.
  package var objective: String
  /// The starts, in their order.
  package var starts: [Start]

  /// Joins its parts.
  package init(objective: String, starts: [Start]) {
    self.objective = objective
    self.starts = starts
  }
}
