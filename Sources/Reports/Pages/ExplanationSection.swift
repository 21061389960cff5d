/// Why the scores of two models differ.
struct ExplanationSection {
  /// The explanation.
  let explanation: Explanation
  /// The models.
  let names: Paired<String>

  /// Writes it, if there is anything.
  func write(on page: inout PageWriter) {
    guard explanation.averageScore != nil || !explanation.terms.isEmpty else { return }
    page.section("What changed inside", id: "explanation") { page in
      if let split = explanation.averageScore { page.rows(figure(split)) }
      guard !explanation.terms.isEmpty else { return }
      page.heading("Terms that changed")
      if let scale = explanation.scale { page.paragraph("In \(scale), largest first.", style: "note") }
      page.table(terms, title: "Terms that changed")
    }
  }

  private func figure(_ split: ScoreSplit) -> Figure {
    let chart = WaterfallChart(split: split, startName: names.a, endName: names.b)
    var table = DataTable([("Cause", .name), ("Change", .number), ("After it", .number)])
    var level = split.start
    table.add([names.a, "", NumberText.text(level, split.style)])
    for step in split.steps {
      level += step.change
      table.add([
        step.label, NumberText.text(step.change, split.style, isSigned: true), NumberText.text(level, split.style),
      ])
    }
    table.add([names.b, "", NumberText.text(split.end, split.style)])
    return Figure(
      title: "The change of the \(split.what)",
      reading:
        "From the champion to the challenger; the steps add up exactly. Full bars raise it, hollow ones lower it. "
        + "The axis does not begin at zero.",
      drawings: chart.drawings(), description: "The steps from one average to the other.", table: table)
  }

  private var terms: DataTable {
    var table = DataTable([
      ("Term", .name), ("What happened", .text), (names.a, .number), (names.b, .number), ("Change", .number),
      ("Remark", .text),
    ])
    for term in explanation.terms {
      let change = term.a.flatMap { a in term.b.map { $0 - a } }
      table.add([
        term.term, term.change, term.a.map { NumberText.text($0) } ?? NumberText.none,
        term.b.map { NumberText.text($0) } ?? NumberText.none,
        change.map { NumberText.text($0, isSigned: true) } ?? NumberText.none, term.note ?? "",
      ])
    }
    return table.withoutEmptyColumns()
  }
}
