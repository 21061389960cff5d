/// Names and numbers in sentences for people.
package enum Words {
  /// The longest name that is shown whole.
  private static let longest = 80

  /// A name out of a file, fit for a terminal: control characters are escaped, a long name is cut, and one with blanks
  /// at its ends, or with none but blanks, is in quotes.
  package static func name(_ text: String) -> String {
    var shown = ""
    for (position, scalar) in text.unicodeScalars.enumerated() {
      if position == longest {
        shown += "…"
        break
      }
      if isControl(scalar) {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return text.isEmpty || text.first == " " || text.last == " " ? "“\(shown)”" : shown
  }

  /// Names in a list, the first dozen of them.
  package static func list(_ names: [String]) -> String {
    names.prefix(12).map(name).joined(separator: ", ") + (names.count > 12 ? ", … (\(names.count))" : "")
  }

  /// A number of things: `1 row`, `12 rows`.
  package static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(number == 1 ? thing : plural(thing))"
  }

  private static func plural(_ thing: String) -> String { thing + (thing.hasSuffix("s") ? "es" : "s") }

  /// Controls of the terminal, and those that turn the direction of text.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension Words {
  /// The one of `names` that `name` was meant to be: the nearest, at most two letters away, or with other case.
  package static func nearest(to name: String, in names: [String]) -> String? {
    let sought = Array(name.lowercased().unicodeScalars.prefix(200))
    guard sought.count > 2 else { return names.first { $0.lowercased() == name.lowercased() } }
    var best: (name: String, distance: Int)?
    for candidate in names.prefix(1_000) {
      let letters = Array(candidate.lowercased().unicodeScalars.prefix(200))
      guard abs(letters.count - sought.count) <= 2 else { continue }
      let distance = distance(sought, letters)
      if distance <= 2, distance < best?.distance ?? 3 { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The number of letters to insert, remove or change (Levenshtein).
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let change = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, diagonal + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}
