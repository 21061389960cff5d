import Foundation

/// A table of sixty customers that trains, to be broken in one place at a time.
struct SmallTable {
  var header = ["id", "left", "age", "spend", "plan", "copies"]
  var rows: [[String]]

  init() {
    // Multiples of the golden ratio, modulo 1: as good as random here, and the same for ever.
    func draw(_ row: Int, _ column: Int) -> Double {
      (Double(row * 7 + column) * 0.618_033_988_749_895 + Double(row * row) * 0.414).truncatingRemainder(dividingBy: 1)
    }
    rows = (0..<60).map { row in
      let age = 20 + Int(50 * draw(row, 1))
      let spend = (1_000 * draw(row, 2)).rounded() / 10 + 0.05
      let plan = ["basic", "family", "gold"][Int(3 * draw(row, 3))]
      let left = draw(row, 4) < 0.3 + 0.006 * (spend - 50) ? "yes" : "no"
      return ["s3cret-\(row)", left, "\(age)", String(format: "%.2f", spend), plan, "\(row % 3)"]
    }
  }

  /// The file.
  var text: String { ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined() }

  /// With one cell changed; rows count from 1.
  func with(_ row: Int, _ column: String, _ cell: String) -> SmallTable {
    var result = self
    if let position = header.firstIndex(of: column) { result.rows[row - 1][position] = cell }
    return result
  }

  /// With a column whose cells `cell` makes from the row's number, counted from 1.
  func with(_ column: String, _ cell: (Int) -> String) -> SmallTable {
    var result = self
    if let position = header.firstIndex(of: column) {
      for row in rows.indices { result.rows[row][position] = cell(row + 1) }
    } else {
      result.header.append(column)
      for row in rows.indices { result.rows[row].append(cell(row + 1)) }
    }
    return result
  }

  /// The first `count` rows.
  func prefix(_ count: Int) -> SmallTable {
    var result = self
    result.rows = Array(rows.prefix(count))
    return result
  }
}
