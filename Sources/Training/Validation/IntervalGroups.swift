import ClienteleScoring
import Tables

extension TrainingTable {
  /// The levels of a column that intervals are to hold in one by one, and the level of every row; nil without a column.
  ///
  /// The column is a text or truth value that the model reads, so that scoring knows its levels as they are.
  func intervalGroups(
    _ column: String?, _ encoder: Encoder
  ) throws(TrainingError) -> (column: String, levels: [String], codes: [Int?])? {
    guard let column else { return nil }
    let feature = encoder.features.first { $0.column == column }
    guard case .categorical(let categorical)? = feature, let values = table[column]?.values else {
      if table[column] == nil {
        throw .missingColumn(column, role: "--interval-by", available: table.columnNames)
      }
      let isNumber = feature != nil
      throw .invalidOption(
        "--interval-by \(Words.name(column)): "
          + (isNumber
            ? "a column of numbers; read it as text with --types \(column)=text" : "not a predictor of the model"))
    }
    let place = Dictionary(
      zip(categorical.levels, categorical.levels.indices), uniquingKeysWith: { first, _ in first })
    return (
      column, categorical.levels, (0..<table.rowCount).map { row in values.cellText(row).flatMap { place[$0] } }
    )
  }
}
