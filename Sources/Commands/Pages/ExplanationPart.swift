import Reports

/// Why the scores of two models differ, as a part of a page.
struct ExplanationPart {
  private let run: ComparisonRun

  init(_ run: ComparisonRun) { self.run = run }

  /// Nil where one side is a table of scores.
  var explanation: Explanation? {
    guard let change = run.explanation else { return nil }
    let terms = change.terms.map { term in
      let kind = term.a.value == nil ? "added" : term.b.value == nil ? "dropped" : "moved"
      return TermChange(term: term.term, change: kind, a: term.a.value, b: term.b.value)
    }
    let columns =
      change.added.map { TermChange(term: $0, change: "column added") }
      + change.dropped.map { TermChange(term: $0, change: "column dropped") }
      + change.encoders.sorted { $0.key < $1.key }.map {
        TermChange(term: $0.key, change: "read otherwise", note: $0.value)
      }
    return Explanation(scale: run.scale, terms: columns + terms, averageScore: split(change))
  }

  private func split(_ change: ModelChange) -> ScoreSplit? {
    guard let start = change.meanLinkA.value, let end = change.meanLinkB.value else { return nil }
    return ScoreSplit(
      what: run.scale.map { "mean score (\($0))" } ?? "mean prediction", start: start,
      steps: change.parts.filter { $0.difference != 0 }.map { SplitStep(label: $0.column, change: $0.difference) },
      end: end)
  }
}
