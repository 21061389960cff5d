import Evaluation

/// What a comparison found, as people read it: the verdict and its reasons, then the numbers.
struct ComparisonText {
  private let run: ComparisonRun
  private let report: String?
  private var result: PairedComparison { run.result }

  init(_ run: ComparisonRun, report: String?) {
    self.run = run
    self.report = report
  }

  var text: String {
    let parts = [heading, reasons, metrics, classes, segments, swap, money, explanation, rows]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private var heading: [String] {
    let words =
      switch result.verdict.verdict {
      case .better: "BETTER: B may replace A"
      case .notShown: "NOT SHOWN: keep A"
      case .worse: "WORSE: keep A"
      }
    return [words, "  A  \(run.a.label)", "  B  \(run.b.label)"]
  }

  private var reasons: [String] {
    result.verdict.reasons.map { "  \($0.isMet ? "yes" : "NO ") \($0.description)" }
  }

  private var metrics: [String] {
    var table = TextTable(header: ["metric", "A", "B", "B − A", "95 % interval", "", "p", "test"])
    for difference in result.differences {
      guard let value = difference.difference else { continue }
      let name = difference.name.rawValue.replacing("_", with: " ")
      table.rows.append([name] + Self.cells(value) + [value.test.rawValue])
    }
    return table.lines
  }

  /// A, B, their difference, its interval in two cells, and p.
  private static func cells(_ value: MetricDifference) -> [String] {
    [
      NumberText.significant(value.a), NumberText.significant(value.b), NumberText.significant(value.difference, 3),
      value.lower.map { NumberText.significant($0, 3) } ?? "–",
      value.upper.map { "to " + NumberText.significant($0, 3) } ?? "",
      value.pValue.map(NumberText.probability) ?? "–",
    ]
  }

  /// The segments that stand out, the worst for B first.
  private var segments: [String] {
    if result.segments.isEmpty { return [] }
    let gain = result.segmentMetric.higherIsBetter ?? true ? 1.0 : -1.0
    let compared = result.segments.filter { $0.difference != nil }
      .sorted { gain * ($0.difference?.difference ?? 0) < gain * ($1.difference?.difference ?? 0) }
    let name = result.segmentMetric.rawValue.replacing("_", with: " ")
    var table = TextTable(header: ["segment", "rows", "A", "B", "B − A", "95 % interval", "", "p", "q"])
    for segment in compared.prefix(8) {
      guard let value = segment.difference else { continue }
      table.rows.append(
        [segment.name + (segment.isWorse ? " (WORSE)" : ""), NumberText.count(segment.rows)] + Self.cells(value)
          + [segment.qValue.map(NumberText.probability) ?? "–"])
    }
    let others = compared.count - min(8, compared.count)
    let small = result.segments.count - compared.count
    return ["Segments by \(name), the least favourable to B first"] + table.lines.map { "  " + $0 }
      + (others > 0 ? ["  … and \(others) more: see --json"] : [])
      + (small > 0 ? ["  \(NumberText.count(small, "segment")) with too few rows"] : [])
  }

  private var classes: [String] {
    guard let classes = result.classes else { return [] }
    var table = TextTable(header: ["class", "rows", "by A", "by B", "auc of A", "of B", "B − A", "95 % interval", ""])
    for row in classes.rows {
      let counts = [row.observed, row.predictedA, row.predictedB].map { NumberText.significant($0) }
      table.rows.append(
        [row.name] + counts + (row.area.map { Array(Self.cells($0).dropLast()) } ?? ["–", "–", "–", "–", ""]))
    }
    let moved = classes.moved.map {
      "B puts \(NumberText.significant(100 * $0.estimate, 3)) % of the rows in another class"
    }
    return [moved ?? "Classes"] + table.lines.map { "  " + $0 }
  }

  private var swap: [String] {
    guard let swap = result.swap else { return [] }
    var table = TextTable(header: ["selected rows", "rows", "mean outcome", "mean value"])
    for (name, group) in [("stay", swap.staying), ("leave", swap.leaving), ("enter", swap.entering)] {
      table.rows.append([
        name, NumberText.count(group.rows), group.outcome.map { NumberText.significant($0.estimate, 3) } ?? "–",
        group.value.map { NumberText.significant($0.estimate, 3) } ?? "–",
      ])
    }
    return ["Who is selected: B keeps \(NumberText.significant(100 * swap.kept, 3)) % of A's rows"]
      + table.lines.map { "  " + $0 }
  }

  private var money: [String] {
    guard let profit = result.profit else { return [] }
    let total = profit.total
    let interval = total.lower.flatMap { lower in
      total.upper.map { " (95 % from \(NumberText.significant(lower, 4)) to \(NumberText.significant($0, 4)))" }
    }
    return [
      "Money       \(NumberText.significant(total.a)) by A, \(NumberText.significant(total.b)) by B: a change of "
        + "\(NumberText.significant(total.difference, 4))\(interval ?? "")"
    ]
  }

  /// The largest parts of the change of the average score.
  private var explanation: [String] {
    guard let change = run.explanation, let linkA = change.meanLinkA.value, let linkB = change.meanLinkB.value else {
      return []
    }
    let moved = change.parts.filter { abs($0.difference) > 1e-12 }.sorted { abs($0.difference) > abs($1.difference) }
    var lines = [
      "Why         the mean score goes from \(NumberText.significant(linkA)) to "
        + "\(NumberText.significant(linkB))\(run.scale.map { " (\($0))" } ?? ""), by"
    ]
    lines += moved.prefix(5).map { "            \($0.column) \(NumberText.significant($0.difference, 3))" }
    if !change.added.isEmpty { lines.append("            columns added: \(change.added.joined(separator: ", "))") }
    if !change.dropped.isEmpty {
      lines.append("            columns dropped: \(change.dropped.joined(separator: ", "))")
    }
    return lines
  }

  private var rows: [String] {
    let counts = run.counts
    let left = [
      (counts.withoutTarget, "without a target"), (counts.zeroWeight, "of weight 0"),
      (counts.withoutA, "without a score of A"),
      (counts.withoutB, "without a score of B"), (counts.strangersA, "scores of A for unknown ids"),
      (counts.strangersB, "scores of B for unknown ids"),
    ].filter { $0.0 > 0 }.map { "\(NumberText.count($0.0)) \($0.1)" }
    let note = left.isEmpty ? "" : " (left out: \(left.joined(separator: ", ")))"
    let rule = "better where \(run.ruleWords)".split(separator: "; ")
    return zip(rule.indices, rule).map { $0 == 0 ? "Rule        \($1)" : "            \($1)" }
      + ["Compared    \(NumberText.count(counts.compared)) of \(NumberText.count(counts.rows, "row"))\(note)"]
      + (report.map { ["Wrote       \($0)"] } ?? [])
  }
}
