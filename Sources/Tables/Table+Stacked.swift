extension Table {
  /// The rows, and then the same rows again.
  package func stacked() throws(TableError) -> Table { try Table(columns.map { $0.stacked() }) }
}

extension Column {
  /// The values, and then the same values again.
  package func stacked() -> Column {
    switch values {
    case .double(let values): Column(name, .double(values + values))
    case .integer(let values): Column(name, .integer(values + values))
    case .boolean(let values): Column(name, .boolean(values + values))
    case .date(let values): Column(name, .date(values + values))
    case .dateTime(let values): Column(name, .dateTime(values + values))
    case .text(let text): Column(name, .text(TextValues(codes: text.codes + text.codes, levels: text.levels)))
    }
  }
}
