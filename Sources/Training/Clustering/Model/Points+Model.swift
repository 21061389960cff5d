import ClienteleScoring
import Tables

extension Points {
  /// The rows of a table as the points that a model of segments takes them for.
  ///
  /// - Parameter table: with the columns of the model, as it reads them.
  package init(_ table: Table, of model: FittedModel, weights: [Double]?) throws(TrainingError) {
    var multipliers = (model.segments?.multipliers ?? [])[...]
    var coordinates: [Coordinate] = []
    var categories: [Category] = []
    for feature in model.encoder.features {
      guard let column = table[feature.column] else {
        throw .missingColumn(feature.column, role: "the model needs it", available: table.columnNames)
      }
      switch feature {
      case .numeric(let numeric):
        guard let reader = NumericReader(column.values, source: numeric.source), let multiplier = multipliers.popFirst()
        else { throw .notNumeric(column: column.name, role: "column of the model", row: nil) }
        coordinates.append(
          Coordinate(
            values: reader.values(count: table.rowCount), center: numeric.center, multiplier: multiplier,
            curve: numeric.curve))
      case .categorical(let categorical):
        categories.append(Category(column.values, categorical))
      }
    }
    self.init(coordinates: coordinates, categories: categories, rows: table.rowCount, weights: weights)
  }
}

extension Category {
  /// The groups of a column's values; −1 for what has none.
  init(_ values: ColumnValues, _ feature: CategoricalFeature) {
    var group: [String: Int32] = [:]
    for (index, level) in feature.levels.enumerated() { group[level] = Int32(index) }
    let rest = feature.otherGroup.map(Int32.init) ?? -1
    let missing = feature.missingGroup.map(Int32.init) ?? -1
    let codes: [Int32]
    switch values {
    case .text(let text):
      let levels = text.levels.map { group[$0] ?? rest }
      codes = text.codes.map { $0 < 0 ? missing : levels[Int($0)] }
    case .boolean(let values):
      let levels = [group["false"] ?? -1, group["true"] ?? -1]
      codes = values.map { $0 == ColumnValues.missingBoolean ? missing : levels[$0 == 0 ? 0 : 1] }
    default: codes = (0..<values.count).map { values.cellText($0).map { group[$0] ?? rest } ?? missing }
    }
    self.init(codes: codes, groups: feature.groupCount)
  }
}

extension SegmentResult {
  /// The segments of other rows than those of training.
  package init(
    _ model: FittedModel, _ table: Table, _ scores: Scores, weights: [Double]?
  ) throws(TrainingError) {
    let place = scores.outputNames.firstIndex(of: "distance") ?? 0
    let outside = scores.outputNames.firstIndex(of: "outlier") ?? 0
    self.init(
      model: model, assignments: scores.prediction.map { $0.isNaN ? -1 : Int32($0) }, distances: scores.outputs[place],
      isOutlier: scores.outputs[outside].map { $0 == 1 }, weights: weights,
      points: try Points(table, of: model, weights: weights), starts: [], choice: nil)
  }
}
