/// How far a fit can be trusted.
struct CertificateSection {
  /// The certificate.
  let certificate: FitCertificate

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("How the fit went", id: "fit") { page in
      page.raw("<ul class=\"says\">" + statements.map { Signs.item($0.standing, $0.word, $0.text) }.joined() + "</ul>")
      page.facts(facts)
    }
  }

  private var statements: [(standing: Standing, word: String, text: String)] {
    var statements: [(Standing, String, String)] = []
    var how: [String] = []
    if let steps = certificate.iterations { how.append("after \(NumberText.count(steps, "step"))") }
    if let gradient = certificate.gradientNorm { how.append("with a gradient of \(NumberText.text(gradient))") }
    let stop = certificate.stopReason.map { " (\($0))" } ?? ""
    statements.append(
      certificate.converged
        ? (
          .good, "Converged",
          "The fit stopped " + (how.isEmpty ? "at its goal" : how.joined(separator: ", ")) + "."
        )
        : (.bad, "Not converged", "Shown is where the fit stopped" + how.map { " " + $0 }.joined() + stop + "."))
    statements.append(
      certificate.aliased.isEmpty
        ? (.good, "None aliased", "No term is a combination of others.")
        : (.unsure, "Aliased", "Combinations of earlier terms, dropped: \(Self.list(certificate.aliased))."))
    statements.append(
      certificate.separated.isEmpty
        ? (.good, "None separated", "Every term has a finite estimate.")
        : (.bad, "Separated", "Terms without a finite estimate: \(Self.list(certificate.separated))."))
    return statements
  }

  private var facts: [Fact] {
    let condition = certificate.reciprocalCondition.map {
      Fact(name: "Reciprocal condition", text: NumberText.text($0) + " (near 0: columns hardly told apart)")
    }
    return [condition].compactMap { $0 } + certificate.facts
      + certificate.measures.map { Fact(name: $0.label, text: NumberText.text($0.value, $0.style)) }
  }

  /// Names, at most twelve of them.
  private static func list(_ names: [String]) -> String {
    let more = names.count - 12
    return names.prefix(12).map { $0.shortened(to: 60) }.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
