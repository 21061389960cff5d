/// Rows of texts in columns of equal width: the first to the left, the others to the right.
///
/// A column without a header goes on from the one before it: to the left, one blank apart.
struct TextTable {
  var header: [String]
  var rows: [[String]] = []

  /// The table as lines.
  var lines: [String] {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      var line = ""
      for (column, text) in row.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - text.count)
        let goesOn = column > 0 && header[column].isEmpty
        line += (column == 0 ? "" : goesOn ? " " : "  ") + (column == 0 || goesOn ? text + blanks : blanks + text)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
