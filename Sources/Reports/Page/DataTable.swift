/// A table of a page, in a container of its own that scrolls where the page is narrow.
struct DataTable {
  /// How a column is set.
  enum Kind {
    /// Names the row.
    case name
    /// Running text.
    case text
    /// Numbers, under each other at the point.
    case number
  }

  /// A cell.
  struct Cell {
    /// Its text.
    let text: String
    /// A sign in front of the text.
    var standing: Standing?

    init(_ text: String, standing: Standing? = nil) {
      self.text = text
      self.standing = standing
    }
  }

  /// How many rows a table shows; the others are counted.
  static let rowLimit = 300

  /// Titles and kinds of the columns.
  let columns: [(title: String, kind: Kind)]
  /// The rows, as wide as `columns`.
  private(set) var rows: [(cells: [Cell], isKey: Bool)] = []

  init(_ columns: [(title: String, kind: Kind)]) { self.columns = columns }

  /// Adds a row; a key row is set in bold.
  mutating func add(_ cells: [Cell], isKey: Bool = false) { rows.append((cells, isKey)) }

  /// Adds a row of texts.
  mutating func add(_ texts: [String]) { add(texts.map { Cell($0) }) }

  /// The table without the columns in which no row has anything.
  func withoutEmptyColumns() -> DataTable {
    let kept = columns.indices.filter { column in
      column == 0 || rows.contains { $0.cells[column].text != "" && $0.cells[column].text != NumberText.none }
    }
    var table = DataTable(kept.map { columns[$0] })
    for row in rows { table.add(kept.map { row.cells[$0] }, isKey: row.isKey) }
    return table
  }

  /// The table, called `label` for those who do not see it.
  func html(label: String) -> String {
    let digits = columns.indices.map { columns[$0].kind == .number ? digitsBehindPoint(in: $0) : 0 }
    var html = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(label.escaped)\"><table>"
    html += "<caption>\(label.escaped)</caption><thead><tr>"
    for column in columns {
      html += "<th scope=\"col\"\(column.kind == .number ? " class=\"n\"" : "")>\(column.title.escaped)</th>"
    }
    html += "</tr></thead><tbody>\n"
    for row in rows.prefix(Self.rowLimit) {
      html += row.isKey ? "<tr class=\"key\">" : "<tr>"
      for (index, cell) in row.cells.enumerated() {
        html += self.html(cell, columns[index].kind, digits: digits[index])
      }
      html += "</tr>\n"
    }
    html += "</tbody></table></div>"
    let left = rows.count - Self.rowLimit
    if left > 0 { html += "<p class=\"note\">\(NumberText.count(left, "more row")) left out of this page.</p>" }
    return html
  }

  private func html(_ cell: Cell, _ kind: Kind, digits: Int) -> String {
    switch kind {
    case .name:
      // A level goes to the next line rather than the letters of its column.
      return "<th scope=\"row\">\(cell.text.isolated.replacing("[", with: "<wbr>["))</th>"
    case .number: return "<td class=\"n\">\(Self.padded(cell.text.escaped, to: digits))</td>"
    case .text:
      if let standing = cell.standing { return "<td>\(Signs.mark(standing, cell.text))</td>" }
      let size = cell.text.count
      return "<td\(size == 0 ? "" : size > 28 ? " class=\"w\"" : " class=\"s\"")>\(cell.text.sentence)</td>"
    }
  }

  /// The most digits behind a point, of cells that are one number.
  private func digitsBehindPoint(in column: Int) -> Int {
    rows.prefix(Self.rowLimit).map { Self.fraction($0.cells[column].text) ?? 0 }.max() ?? 0
  }

  /// How many digits `text` has behind the point, if it is a plain number.
  private static func fraction(_ text: String) -> Int? {
    guard text.last?.isWholeNumber == true, !text.contains(" "), !text.contains("e") else { return nil }
    return text.lastIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
  }

  /// The text with blanks as wide as the digits that it has fewer than others.
  private static func padded(_ text: String, to digits: Int) -> String {
    guard digits > 0, let own = fraction(text), own < digits else { return text }
    let blanks = (own == 0 ? "\u{2008}" : "") + String(repeating: "\u{2007}", count: digits - own)
    return text + blanks
  }
}
