/// The two models, and what speaks for and against.
struct ReasonSection {
  /// The report.
  let report: VerdictReport

  /// Writes it; there are always two models.
  func write(on page: inout PageWriter) {
    page.tiles(report.highlights)
    page.section("Why", id: "why") { page in
      if !report.reasons.isEmpty {
        let items = report.reasons.prefix(30).map { reason in
          Signs.item(reason.standing, Self.word(reason.standing), reason.text)
        }
        page.raw("<ul class=\"says\">" + items.joined() + "</ul>")
      }
      if let rule = report.rule { page.paragraph("The rule: " + rule, style: "note") }
      page.raw(
        "<dl class=\"facts\">" + Self.model("Champion", "a", report.a) + Self.model("Challenger", "b", report.b)
          + "</dl>")
    }
  }

  private static func word(_ standing: Standing) -> String {
    switch standing {
    case .good: "For it"
    case .unsure: "Open"
    case .bad: "Against it"
    }
  }

  private static func model(_ role: String, _ sign: String, _ model: ComparedModel) -> String {
    let detail = model.detail.map { ", " + $0.sentence } ?? ""
    return "<dt>\(role)</dt><dd>\(model.name.isolated)\(detail)</dd>"
  }
}
