/// Text of unknown origin made safe for HTML and SVG, in elements and in double-quoted attributes.
enum Escaping {
  /// How many characters of a text are shown.
  static let limit = 160

  /// The text with the five marks of HTML as entities, cut after `limit` characters.
  ///
  /// Control characters, and those that override the direction of the text around them, become U+FFFD: they would
  /// make an invalid page, or show a name other than the one it is. Letters of right-to-left scripts stay.
  static func text(_ text: String, limit: Int = limit) -> String {
    var result = ""
    let scalars = text.unicodeScalars
    let isLong = scalars.count > limit
    for scalar in isLong ? scalars.prefix(max(0, limit - 1)) : scalars.prefix(limit) { append(scalar, to: &result) }
    return isLong ? result + "…" : result
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\t", "\n", "\r": result += " "
    default: result.unicodeScalars.append(isHarmful(scalar) ? "\u{FFFD}" : scalar)
    }
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F: true  // controls
    case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: true  // direction marks, embeddings, isolates
    case 0x2028, 0x2029, 0xFEFF: true  // line and paragraph separators, byte order mark
    case 0xFDD0...0xFDEF: true  // not characters
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}

extension String {
  /// With a capital letter in front.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// The text made safe for a page.
  var escaped: String { Escaping.text(self) }
  /// The text made safe, and kept from turning the direction of what stands beside it.
  var isolated: String { "<bdi>\(escaped)</bdi>" }
  /// A sentence made safe, which may be longer than a name.
  var sentence: String { Escaping.text(self, limit: 1_000) }

  /// The text in at most `count` characters, for a place in a drawing.
  func shortened(to count: Int) -> String {
    self.count > count ? String(prefix(max(1, count - 1))) + "…" : self
  }
}
