import ClienteleScoring
import Tables

/// The coefficients of a fit, as people read them.
struct CoefficientText {
  /// The terms that are listed; the others are in the JSON twin.
  private static let listed = 200

  let lines: [String]

  init(_ certificate: FitCertificate, kind: String) {
    let name = ["linear", "gamma", "inverse-gaussian", "tweedie"].contains(kind) ? "t" : "z"
    var table = TextTable(header: ["term", "estimate", "std. error", name, "p", "95 % interval", ""])
    for row in certificate.terms.prefix(Self.listed) {
      guard let estimate = row.estimate else {
        table.rows.append([Words.name(row.term), "–", "–", "–", "–", row.note ?? "", ""])
        continue
      }
      table.rows.append([
        Words.name(row.term), NumberText.significant(estimate),
        row.standardError.map { NumberText.significant($0, 4) } ?? "–",
        row.statistic.map { NumberText.fixed($0, 2) } ?? "–", row.pValue.map(NumberText.probability) ?? "–",
        row.lower.map { NumberText.significant($0, 4) } ?? (row.note ?? "–"),
        row.upper.map { "to " + NumberText.significant($0, 4) } ?? "",
      ])
    }
    let more = certificate.terms.count - Self.listed
    lines =
      table.lines + (more > 0 ? ["… and \(NumberText.count(more)) more terms: see --json"] : [])
      + (certificate.isApproximate
        ? ["Errors and intervals are approximate: the penalty pulls the estimates towards zero."] : [])
      + (certificate.standardErrors == "classical" ? [] : ["Standard errors: \(certificate.standardErrors)."])
  }
}
