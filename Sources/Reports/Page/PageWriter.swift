/// Writes a page from top to bottom: sections, paragraphs, tables, figures.
struct PageWriter {
  private var body = ""
  private var contents: [(id: String, title: String)] = []
  private var drawings = 0

  /// A section; `id` is a word that no other section has.
  mutating func section(_ title: String, id: String, _ write: (inout PageWriter) -> Void) {
    contents.append((id, title))
    body += "<section id=\"\(id)\" aria-labelledby=\"\(id)-title\">\n<h2 id=\"\(id)-title\">\(title.escaped)</h2>\n"
    write(&self)
    body += "</section>\n"
  }

  /// HTML that is safe already.
  mutating func raw(_ html: String) { body += html + "\n" }

  /// A paragraph.
  mutating func paragraph(_ text: String, style: String? = nil) {
    body += "<p\(style.map { " class=\"\($0)\"" } ?? "")>\(text.sentence)</p>\n"
  }

  /// Sentences, one a paragraph; at most fifty.
  mutating func notes(_ texts: [String]) { for text in texts.prefix(50) { paragraph(text, style: "note") } }

  /// A heading within a section.
  mutating func heading(_ text: String) { body += "<h3 class=\"later\">\(text.escaped)</h3>\n" }

  /// A table without a chart.
  mutating func table(_ table: DataTable, title: String) { body += table.html(label: title) + "\n" }

  /// Numbers in tiles.
  mutating func tiles(_ highlights: [Highlight]) {
    guard !highlights.isEmpty else { return }
    body += "<dl class=\"tiles\">"
    for highlight in highlights.prefix(12) {
      body += "<div><dt>\(highlight.label.escaped)</dt>"
      body += "<dd>\(NumberText.text(highlight.value, highlight.style, isSigned: highlight.isSigned).escaped)</dd>"
      if let interval = NumberText.interval(
        highlight.value, highlight.style, isSigned: highlight.isSigned)
      {
        body += "<dd class=\"range\">\(interval.escaped)</dd>"
      }
      if let note = highlight.note { body += "<dd class=\"remark\">\(note.sentence)</dd>" }
      body += "</div>"
    }
    body += "</dl>\n"
  }

  /// Names and what stands behind them.
  mutating func facts(_ facts: [Fact], codes: Set<String> = []) {
    guard !facts.isEmpty else { return }
    body += "<dl class=\"facts\">"
    for fact in facts.prefix(60) {
      let text = codes.contains(fact.name) ? "<code>\(fact.text.escaped)</code>" : "<bdi>\(fact.text.sentence)</bdi>"
      body += "<dt>\(fact.name.escaped)</dt><dd>\(text)</dd>"
    }
    body += "</dl>\n"
  }

  /// Small charts, beside each other where there is room.
  mutating func charts(_ figures: [Figure?]) {
    let present = figures.compactMap { $0 }
    guard !present.isEmpty else { return }
    body += "<div class=\"charts\">\n"
    for figure in present { write(figure, style: nil) }
    body += "</div>\n"
  }

  /// A chart of rows with their names, over the whole width.
  mutating func rows(_ figure: Figure) { write(figure, style: "rows") }

  private mutating func write(_ figure: Figure, style: String?) {
    body += "<figure\(style.map { " class=\"\($0)\"" } ?? "")><figcaption><h3>\(figure.title.escaped)</h3>"
    body += "<p>\(figure.reading.sentence)</p></figcaption>\n"
    if !figure.keys.isEmpty {
      body += "<ul class=\"legend\">"
      for key in figure.keys { body += "<li>\(Signs.icon("key-\(key.sign)"))\(key.text.isolated)</li>" }
      body += "</ul>\n"
    }
    for drawing in figure.drawings { write(drawing, figure) }
    body += "<details\(figure.isOpen ? " open" : "")><summary>Table: \(figure.title.escaped)</summary>"
    body += figure.table.html(label: figure.title) + "</details></figure>\n"
  }

  private mutating func write(_ drawing: Drawing, _ figure: Figure) {
    drawings += 1
    let id = "chart-\(drawings)"
    body += "<svg class=\"chart\(drawing.pages.rawValue)\" role=\"img\" aria-labelledby=\"\(id)-title \(id)-desc\" "
    body += "viewBox=\"0 0 \(Sketch.number(drawing.width)) \(Sketch.number(drawing.height))\">"
    body += "<title id=\"\(id)-title\">\(figure.title.escaped)</title>"
    body += "<desc id=\"\(id)-desc\">\(figure.description.sentence)</desc>\n\(drawing.sketch.body)</svg>\n"
  }

  /// The whole page around what has been written. `header` is HTML.
  func page(title: String, header: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline';img-src data:">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="data:,">
    <title>\(title.escaped)</title>
    <style>
    \(StyleSheet.text)
    </style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to the content</a>
    \(Signs.definitions)
    <div class="frame">
    <header>
    \(header)
    </header>
    \(navigation)<main id="main" tabindex="-1">
    \(body)</main>
    <footer><p>Written by Clientele. This page is complete in itself: it loads nothing and runs nothing. \
    Intervals are at 95\u{A0}% unless a line says otherwise.</p></footer>
    </div>
    </body>
    </html>

    """
  }

  private var navigation: String {
    guard contents.count > 1 else { return "" }
    let links = contents.map { "<li><a href=\"#\($0.id)\">\($0.title.escaped)</a></li>" }.joined()
    return "<nav aria-label=\"Contents\"><ul>\(links)</ul></nav>\n"
  }
}
