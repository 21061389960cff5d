/// Whether the challenger may replace the champion.
package enum Verdict: String, Sendable, Codable, Equatable, CaseIterable {
  /// It is better.
  case better
  /// A difference is not shown.
  case notShown = "not_shown"
  /// It is worse.
  case worse
}

/// One of two models.
package struct ComparedModel: Sendable, Codable, Equatable {
  /// What it is called: `churn@3`.
  package var name: String
  /// Its kind and size, in a few words.
  package var detail: String?
  /// Where it comes from.
  package var lineage: Lineage?

  /// Joins its parts; what is left out stays out of the page.
  package init(name: String, detail: String? = nil, lineage: Lineage? = nil) {
    self.name = name
    self.detail = detail
    self.lineage = lineage
  }
}
