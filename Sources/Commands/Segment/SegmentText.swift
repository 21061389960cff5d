import ClienteleScoring
import Training

/// What a search for segments found, as people read it.
struct SegmentText {
  let report: SegmentationReport
  let found: SegmentDescription
  /// The starts that were asked for.
  let startsAsked: Int

  private var result: SegmentResult { found.result }

  var text: String {
    ([heading, ""] + choice + segments + fit + doubtful + written).joined(separator: "\n")
  }

  private var heading: String {
    let left = report.data.rows - report.data.used
    let unused = left > 0 ? " (\(NumberText.count(left)) left out: weight 0)" : ""
    return "\(NumberText.count(report.segments.count, "segment")) by \(report.model.kind) on "
      + "\(NumberText.count(report.data.columns, "column")), \(NumberText.count(report.data.used, "row"))\(unused)"
  }

  private var choice: [String] {
    guard let choice = result.choice else { return [] }
    var table = TextTable(header: ["  k", result.objectiveWords, "BIC", "gap", "silhouette", "least stable"])
    for candidate in choice.candidates {
      func number(_ value: Double?, _ digits: Int) -> String {
        value.map { NumberText.significant($0, digits) } ?? "–"
      }
      table.rows.append([
        (candidate.count == choice.chosen ? "> " : "  ") + "\(candidate.count)",
        number(result.model.kind == .gaussianMixture ? candidate.deviance / -2 : candidate.deviance, 5),
        number(candidate.bic, 6), number(candidate.gap?.value, 3), number(candidate.silhouette?.estimate, 3),
        number(candidate.stability.min(), 3),
      ])
    }
    let sampled =
      choice.rows < report.data.used ? ", on \(NumberText.count(choice.rows)) rows drawn of these" : ""
    return ["How many    \(choice.words)\(sampled)"] + table.lines.map { "          " + $0 } + [""]
  }

  private var segments: [String] {
    let hasValue = report.segments.contains { $0.valueShare.value != nil }
    var table = TextTable(
      header: ["   ", "", "rows", "share"] + (hasValue ? ["of value"] : []) + ["outliers"])
    for segment in report.segments {
      table.rows.append(
        ["  \(segment.number)", segment.name, NumberText.count(segment.rows), percent(segment.share)]
          + (hasValue ? [segment.valueShare.value.map(percent) ?? "–"] : []) + [NumberText.count(segment.outliers)])
    }
    return ["Segments    named after what sets them apart most"] + table.lines.map { "          " + $0 } + [""]
  }

  private func percent(_ share: Double) -> String { "\(NumberText.fixed(100 * share, 1)) %" }

  private var fit: [String] {
    let convergence = report.fit.convergence
    let state =
      result.model.kind == .ward
      ? "a tree of \(NumberText.count(convergence.iterations, "join"))"
      : convergence.converged ? "converged in \(NumberText.count(convergence.iterations, "round"))" : "DID NOT CONVERGE"
    var lines = ["Fit         \(state)"]
    let parameters = report.fit.parameters.filter { $0.key != "k" }.sorted { $0.key < $1.key }
    lines += parameters.map { "            \($0.key) \(NumberText.significant($0.value, 8))" }
    if result.starts.count > 1 {
      let objectives = result.starts.map(\.objective)
      let isMixture = result.model.kind == .gaussianMixture
      let best = isMixture ? objectives.max() : objectives.min()
      let worst = isMixture ? objectives.min() : objectives.max()
      let reached = objectives.count { abs($0 - (best ?? 0)) <= 1e-6 * abs(best ?? 0) }
      lines.append(
        "            \(result.starts.count) starts: \(reached) reached the best \(result.objectiveWords), "
          + "\(NumberText.significant(best ?? .nan, 8)); the worst \(NumberText.significant(worst ?? .nan, 8))")
    }
    return lines
  }

  private var doubtful: [String] {
    var lines: [String] = []
    if !report.fit.convergence.converged { lines.append("the best start did not converge: its segments still move") }
    let unfinished = result.starts.count { !$0.converged }
    if unfinished > 0 { lines.append("\(unfinished) of \(result.starts.count) starts did not converge") }
    for segment in report.segments where segment.rows == 1 {
      lines.append(
        "segment \(segment.number) is one row, whose values are its center in the model file: ask for fewer segments, "
          + "or bend the column that sets it apart with --rank")
    }
    if result.model.kind == .gaussianMixture, result.starts.count < startsAsked {
      lines.append(
        "\(startsAsked - result.starts.count) of \(startsAsked) starts ended in a component on too few rows, and do not count"
      )
    }
    if result.choice?.isDoubtful ?? false { lines.append("the segments are a division, not groups that are there") }
    return lines.enumerated().map { ($0.offset == 0 ? "Doubtful    " : "            ") + $0.element }
  }

  private var written: [String] {
    var lines = report.model.version.value.map { ["Registered  \($0)"] } ?? []
    if !report.model.path.isEmpty {
      lines.append(
        "Wrote       \(report.model.path) (hash \(report.model.hash.prefix(12))…) in "
          + "\(NumberText.significant(report.seconds.total, 3)) s")
    }
    if let page = report.report.value { lines.append("            \(page)") }
    return lines
  }
}
