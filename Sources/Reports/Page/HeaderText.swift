/// The head of a page.
enum HeaderText {
  /// Kicker, title, line below, verdict, sentences. All texts are made safe here.
  static func html(
    kicker: String, title: String, subtitle: String?, verdict: (standing: Standing, word: String?, text: String)?,
    summary: [String]
  ) -> String {
    var html = "<p class=\"kicker\">\(kicker.escaped)</p>\n<h1>\(title.isolated)</h1>\n"
    if let subtitle { html += "<p class=\"sub\">\(subtitle.sentence)</p>\n" }
    if let verdict {
      let id = verdict.standing.rawValue
      html += "<div class=\"verdict is-\(id)\">\(Signs.icon("sign-\(id)"))<div>"
      if let word = verdict.word {
        html += "<strong>\(word.escaped)</strong><p>\(verdict.text.sentence)</p>"
      } else {
        html += "<strong>\(verdict.text.sentence)</strong>"
      }
      html += "</div></div>\n"
    }
    for (index, sentence) in summary.prefix(20).enumerated() {
      html += "<p\(index == 0 ? " class=\"lead\"" : "")>\(sentence.sentence)</p>\n"
    }
    return html
  }
}
