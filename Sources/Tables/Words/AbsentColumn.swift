/// What to say beside “there is no column …”: the name that was meant, or what is odd about the header.
package enum AbsentColumn {
  /// A part of a sentence that begins with its own punctuation.
  package static func hint(_ name: String, available: [String]) -> String {
    if available.contains(where: looksLikeValue) {
      return "; the first line holds values: the file seems to have no header line, which must name the columns"
    }
    if available.count == 1, let only = available.first, only.contains(where: { ";:\t|, ".contains($0) }) {
      return "; the only column is \(Words.name(only)): set --delimiter to what stands between the columns"
    }
    let meant = Words.nearest(to: name, in: available).map { "; did you mean \(Words.name($0))?" } ?? ";"
    return "\(meant) the columns are \(Words.list(available))"
  }

  /// Whether a header's cell is a number, a date or a truth value, as cells below it are: then it may be a customer's.
  package static func looksLikeValue(_ name: String) -> Bool {
    let text = name.drop { $0 == " " }
    if Double(text) != nil || ["true", "false"].contains(text.lowercased()) { return true }
    let parts = text.split(whereSeparator: { "-/.:T ".contains($0) })
    return parts.count >= 3 && parts.allSatisfy { Int($0) != nil }
  }
}
