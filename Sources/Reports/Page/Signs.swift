/// The signs beside colours, drawn once a page and used by name.
enum Signs {
  /// The definitions.
  static let definitions = """
    <svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs>\
    <symbol id="sign-good" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10"/><path d="M7.5 12.5l3 3 6-7"/></symbol>\
    <symbol id="sign-unsure" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10"/><path d="M7.5 12h9"/></symbol>\
    <symbol id="sign-bad" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10"/><path d="M8.5 8.5l7 7m0-7l-7 7"/></symbol>\
    <symbol id="key-a" viewBox="0 0 32 12"><path class="la" d="M0 6h32"/><path class="da" d="M12 2h8v8h-8z"/></symbol>\
    <symbol id="key-b" viewBox="0 0 32 12"><path class="lb" d="M0 6h32"/><circle class="db" cx="16" cy="6" r="4"/>\
    </symbol></defs></svg>
    """

  /// A sign, silent to screen readers: the word beside it speaks.
  static func icon(_ id: String) -> String { "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#\(id)\"/></svg>" }

  /// A sign with its word.
  static func mark(_ standing: Standing, _ word: String) -> String {
    "<span class=\"mark \(standing.rawValue)\">\(icon("sign-\(standing.rawValue)")) \(word.escaped)</span>"
  }

  /// A sign with its word and a sentence, for a list of what is in order and what is not.
  static func item(_ standing: Standing, _ word: String, _ text: String) -> String {
    "<li>\(mark(standing, word))<span>\(text.sentence)</span></li>"
  }
}
