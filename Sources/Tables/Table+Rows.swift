extension Table {
  /// The rows at `positions`, in that order.
  ///
  /// - Complexity: O(positions · columns).
  package func selecting(rows positions: [Int]) throws(TableError) -> Table {
    try Table(columns.map { $0.selecting(rows: positions) })
  }
}

extension Column {
  /// The values at `positions`, in that order.
  package func selecting(rows positions: [Int]) -> Column {
    switch values {
    case .double(let values): Column(name, .double(positions.map { values[$0] }))
    case .integer(let values): Column(name, .integer(positions.map { values[$0] }))
    case .boolean(let values): Column(name, .boolean(positions.map { values[$0] }))
    case .date(let values): Column(name, .date(positions.map { values[$0] }))
    case .dateTime(let values): Column(name, .dateTime(positions.map { values[$0] }))
    case .text(let text):
      Column(name, .text(TextValues(codes: positions.map { text.codes[$0] }, levels: text.levels)))
    }
  }
}
