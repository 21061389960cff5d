/// Why the scores differ.
package struct Explanation: Sendable, Codable, Equatable {
  /// What coefficients are measured in.
  package var scale: String?
  /// The terms that moved, largest first.
  package var terms: [TermChange]
  /// The change of the average score, split over its causes.
  package var averageScore: ScoreSplit?

  /// Joins its parts; what is left out stays out of the page.
  package init(scale: String? = nil, terms: [TermChange] = [], averageScore: ScoreSplit? = nil) {
    self.scale = scale
    self.terms = terms
    self.averageScore = averageScore
  }
}

/// A term of two models.
package struct TermChange: Sendable, Codable, Equatable {
  /// Its name.
  package var term: String
  /// What happened: moved, added, dropped, other levels.
  package var change: String
  /// That of the champion.
  package var a: Double?
  /// That of the challenger.
  package var b: Double?
  /// A few words.
  package var note: String?

  /// Joins its parts; what is left out stays out of the page.
  package init(term: String, change: String, a: Double? = nil, b: Double? = nil, note: String? = nil) {
    self.term = term
    self.change = change
    self.a = a
    self.b = b
    self.note = note
  }
}

/// A number that goes from one value to another in steps that add up exactly.
package struct ScoreSplit: Sendable, Codable, Equatable {
  /// The number: average score.
  package var what: String
  /// How it is written.
  package var style: NumberStyle
  /// Where it starts.
  package var start: Double
  /// The steps, in the order to be shown.
  package var steps: [SplitStep]
  /// Where it ends.
  package var end: Double

  /// Joins its parts; what is left out stays out of the page.
  package init(what: String, style: NumberStyle = .number, start: Double, steps: [SplitStep], end: Double) {
    self.what = what
    self.style = style
    self.start = start
    self.steps = steps
    self.end = end
  }
}

/// A step.
package struct SplitStep: Sendable, Codable, Equatable {
  /// Its cause.
  package var label: String
  /// What it adds.
  package var change: Double

  /// Joins its parts.
  package init(label: String, change: Double) {
    self.label = label
    self.change = change
  }
}
