/// The cells of a file that are no value of the type that a model needs in their column. The table has them as missing;
/// their rows are refused.
struct UnreadableCells: Sendable {
  /// The rows, counted from 0, ascending.
  private(set) var rows: [Int] = []
  /// The number of cells, by column.
  private(set) var counts: [String: Int] = [:]
  /// The error for the first row; nil where there is none.
  private(set) var first: ScoringError?
  /// The first column of the model that is to blame, by row.
  private var columns: [Int: String] = [:]

  /// None.
  init() {}

  /// Those of `file` in the columns of `inputs`.
  init(_ file: CSVTable, _ inputs: [ModelInput]) {
    for input in inputs {
      guard let misfits = file.misfits(in: input.column) else { continue }
      counts[input.column] = misfits.rows.count
      for row in misfits.rows where columns[row - 1] == nil { columns[row - 1] = input.column }
    }
    rows = columns.keys.sorted()
    if let row = rows.first, let column = columns[row], let input = inputs.first(where: { $0.column == column }) {
      first = .unreadable(column: column, expected: input.type, row: row + 1, count: counts[column] ?? 1)
    }
  }

  /// Why a row (counted from 0) is refused, if it has such a cell.
  func refusal(row: Int) -> Refusal? { columns[row].map { Refusal($0, .wrongType) } }

  /// Marks those among `block`, and returns whether there are any.
  func mark(_ block: Range<Int>, _ isMarked: UnsafeMutablePointer<Bool>) -> Bool {
    if rows.isEmpty { return false }
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < block.lowerBound { low = middle + 1 } else { high = middle }
    }
    let found = rows[low...].prefix { $0 < block.upperBound }
    for row in found { isMarked[row - block.lowerBound] = true }
    return !found.isEmpty
  }
}
