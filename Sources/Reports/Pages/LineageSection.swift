/// Where models come from.
struct LineageSection {
  /// The models: a name where there are several.
  let lineages: [(name: String?, lineage: Lineage)]

  /// Writes it.
  func write(on page: inout PageWriter) {
    page.section("Where it comes from", id: "lineage") { page in
      if lineages.count > 1 { page.raw("<div class=\"pair\">") }
      for item in lineages {
        if lineages.count > 1 { page.raw("<div><h3>\((item.name ?? "").isolated)</h3>") }
        let hash = item.lineage.hash.map { Fact(name: "Model hash", text: $0) }
        page.facts([hash].compactMap { $0 } + item.lineage.facts, codes: ["Model hash", "Data fingerprint", "Parent"])
        if lineages.count > 1 { page.raw("</div>") }
      }
      if lineages.count > 1 { page.raw("</div>") }
    }
  }
}
