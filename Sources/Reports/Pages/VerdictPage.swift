extension VerdictReport {
  /// One self-contained page: the same report gives the same bytes.
  package func html() -> String {
    let names = Paired(a: a.name, b: b.name)
    var page = PageWriter()
    ReasonSection(report: self).write(on: &page)
    if !differences.isEmpty { DifferenceSection(differences: differences, names: names).write(on: &page) }
    if let money { MoneySection(money: money, names: names).write(on: &page) }
    if let segments, !segments.rows.isEmpty { SegmentSection(segments: segments, names: names).write(on: &page) }
    if let classes, !classes.rows.isEmpty { ClassDifferenceSection(classes: classes, names: names).write(on: &page) }
    if let swap, !swap.rows.isEmpty { SwapSection(swap: swap).write(on: &page) }
    CurvesSection(report: self, names: names).write(on: &page)
    if let fairness, !fairness.rows.isEmpty { FairnessSection(fairness: fairness, names: names).write(on: &page) }
    if let explanation { ExplanationSection(explanation: explanation, names: names).write(on: &page) }
    let lineages = [a, b].compactMap { model in model.lineage.map { (name: model.name as String?, lineage: $0) } }
    if !lineages.isEmpty { LineageSection(lineages: lineages).write(on: &page) }
    let header = HeaderText.html(
      kicker: "Comparison of two models", title: title, subtitle: judgedOn,
      verdict: (verdict.standing, verdict.words, headline), summary: [])
    return page.page(title: title, header: header)
  }
}

extension Verdict {
  /// The sign and colour that go with it.
  var standing: Standing {
    switch self {
    case .better: .good
    case .notShown: .unsure
    case .worse: .bad
    }
  }

  /// The verdict in words.
  var words: String {
    switch self {
    case .better: "Better: the challenger may replace the champion"
    case .notShown: "Not shown: keep the champion"
    case .worse: "Worse: keep the champion"
    }
  }
}
