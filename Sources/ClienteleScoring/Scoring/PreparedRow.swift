/// Columns bound to a model once, so that many rows with the same columns are scored without looking up names.
///
///     let row = try model.prepare(columns: ["contract", "tenure", …])
///     let score = try row.score([.text("Two year"), 12, …])
public struct PreparedRow: Sendable {
  private let model: ScoringModel
  private let positions: [Int]
  private let columnCount: Int

  init(_ model: ScoringModel, columns: [String]) throws(ScoringError) {
    var places: [String: Int] = [:]
    for (place, column) in columns.enumerated() {
      guard places.updateValue(place, forKey: column) == nil else { throw .duplicateColumn(column) }
    }
    var positions: [Int] = []
    for input in model.plan.inputs {
      guard let place = places[input.column] else { throw .missingColumn(input.column) }
      positions.append(place)
    }
    self.model = model
    self.positions = positions
    columnCount = columns.count
  }

  /// Scores one row, its values in the order of the columns.
  ///
  /// - Throws: ``ScoringError`` when the number of values is not that of the columns, a value has the wrong type, or the
  ///   model refuses it.
  public func score(_ values: [Value]) throws(ScoringError) -> Score {
    guard values.count == columnCount else { throw .valueCount(expected: columnCount, found: values.count) }
    return try model.score(values, at: positions, extraColumns: columnCount - model.plan.inputs.count)
  }
}
