import ClienteleScoring
import Tables

/// The coefficients of a fit, as people read them.
struct CoefficientText {
  /// The terms that are listed; the others are in the JSON twin.
  private static let listed = 200

  let lines: [String]

  init(_ certificate: FitCertificate, kind: String) {
    let listed = certificate.terms.prefix(Self.listed)
    var lines: [String] = []
    for part in Self.parts(of: listed) {
      if let name = part.first?.part { lines += (lines.isEmpty ? [] : [""]) + [Self.heading(name, kind)] }
      lines += Self.table(part, statistic: Self.statistic(kind, part: part.first?.part)).lines
    }
    let more = certificate.terms.count - Self.listed
    self.lines =
      lines + (more > 0 ? ["… and \(NumberText.count(more)) more terms: see --json"] : [])
      + (certificate.isApproximate
        ? ["Errors and intervals are approximate: the penalty pulls the estimates towards zero."] : [])
      + (certificate.intervals == nil ? [] : ["Intervals: profile likelihood."])
      + (certificate.standardErrors == "classical" ? [] : ["Standard errors: \(certificate.standardErrors)."])
  }

  /// The terms of one predictor after the other.
  private static func parts(of terms: ArraySlice<TermEstimate>) -> [ArraySlice<TermEstimate>] {
    var parts: [ArraySlice<TermEstimate>] = []
    var start = terms.startIndex
    for position in terms.indices where position == terms.endIndex - 1 || terms[position + 1].part != terms[start].part
    {
      parts.append(terms[start...position])
      start = position + 1
    }
    return parts
  }

  /// What the terms of a part are about.
  private static func heading(_ part: String, _ kind: String) -> String {
    if kind != ModelKind.twoPart.rawValue { return Words.name(part) }
    switch part {
    case "any": return "any: log-odds of an amount other than 0"
    case "gain_if_any": return "gain_if_any: log-odds of an amount above 0, given one other than 0"
    case "amount", "gain", "loss": return "\(part): on the log scale"
    default: return Words.name(part)
    }
  }

  /// The letter of the statistic.
  private static func statistic(_ kind: String, part: String?) -> String {
    if ["quantile", "huber", "tukey"].contains(kind) { return "t" }
    if kind == ModelKind.twoPart.rawValue { return ["amount", "gain", "loss"].contains(part) ? "t" : "z" }
    return ["linear", "gamma", "inverse-gaussian", "tweedie"].contains(kind) ? "t" : "z"
  }

  /// An end of an interval; those of a profile likelihood may be infinite.
  private static func end(_ value: Double) -> String {
    value.isFinite ? NumberText.significant(value, 4) : value < 0 ? "−∞" : "∞"
  }

  private static func table(_ terms: ArraySlice<TermEstimate>, statistic: String) -> TextTable {
    var table = TextTable(header: ["term", "estimate", "std. error", statistic, "p", "95 % interval", ""])
    for row in terms {
      guard let estimate = row.estimate else {
        table.rows.append([Words.name(row.term), "–", "–", "–", "–", row.note ?? "", ""])
        continue
      }
      table.rows.append([
        Words.name(row.term), NumberText.significant(estimate),
        row.standardError.map { NumberText.significant($0, 4) } ?? "–",
        row.statistic.map { NumberText.fixed($0, 2) } ?? "–", row.pValue.map(NumberText.probability) ?? "–",
        row.lower.map(end) ?? (row.note ?? "–"), row.upper.map { "to " + end($0) } ?? "",
      ])
    }
    return table
  }
}
