import ClienteleScoring
import Evaluation
import Tables
import Training

/// Segments that were found, described by every column of the table that says something of them, and named.
struct SegmentDescription {
  let result: SegmentResult
  let profiles: [SegmentProfile]
  let columns: [DescribedColumn]
  /// Typical members, by the columns that formed the segments: others may say who they are.
  let medoids: [SegmentMedoid?]
  let medoidColumns: [DescribedColumn]
  /// The number of rows outside each segment's fence.
  let outliers: [Int]

  /// The most levels of a column that segments are described by.
  private static let mostLevels = 200

  /// - Parameters:
  ///   - value: the column of which every segment's share is told.
  ///   - renames: whether the segments get the names that describe them in this table.
  init(
    _ result: SegmentResult, _ table: Table, roles: ColumnRoles, value: String?, renames: Bool = true
  ) throws {
    let count = result.model.segments?.count ?? 0
    columns = Self.columns(result, table, without: [roles.id, roles.weights].compactMap(\.self))
    let values = try value.map { name -> [Double] in
      guard let column = table[name] else {
        throw TrainingError.missingColumn(name, role: "--value", available: table.columnNames)
      }
      guard let numbers = Self.numbers(column.values) else {
        throw TrainingError.notNumeric(column: name, role: "value", row: nil)
      }
      return numbers
    }
    profiles = try SegmentProfile.describe(
      labels: result.assignments, segments: count, weights: result.weights, values: values, columns: columns)
    medoidColumns = columns.filter(\.isUsed)
    medoids = try SegmentMedoid.find(
      labels: result.assignments, segments: count, distances: result.distances, weights: result.weights,
      columns: medoidColumns)
    var outliers = [Int](repeating: 0, count: count)
    for (row, isOutlier) in result.isOutlier.enumerated() where isOutlier {
      outliers[Int(result.assignments[row])] += 1
    }
    self.outliers = outliers
    self.result = renames ? result.named(profiles.map(\.name)) : result
  }

  /// The columns that formed the segments, in their order, and then the others.
  private static func columns(_ result: SegmentResult, _ table: Table, without: [String]) -> [DescribedColumn] {
    var described: [DescribedColumn] = []
    var coordinates = result.points.coordinates[...]
    let features = result.model.encoder.features
    for feature in features {
      switch feature {
      case .numeric(let numeric):
        let values = coordinates.removeFirst().values
        let name = numeric.source == .number ? numeric.column : "days since \(numeric.column)"
        described.append(DescribedColumn(name: name, numbers: values))
      case .categorical(let categorical):
        if let column = table[categorical.column], let levels = levels(column) { described.append(.init(levels)) }
      }
    }
    let told = Set(features.map(\.column) + without)
    for column in table.columns where !told.contains(column.name) {
      if let numbers = numbers(column.values) {
        described.append(
          DescribedColumn(name: column.name, numbers: numbers.map { $0.isFinite ? $0 : .nan }, isUsed: false))
      } else if let levels = levels(column) {
        described.append(DescribedColumn(levels, isUsed: false))
      }
    }
    return described
  }

  private static func numbers(_ values: ColumnValues) -> [Double]? {
    switch values {
    case .double(let values): values
    case .integer(let values): values.map { $0 == ColumnValues.missingInteger ? .nan : Double($0) }
    default: nil
    }
  }

  /// Texts and truth values of few levels.
  private static func levels(_ column: Column) -> SegmentColumn? {
    switch column.values {
    case .text(let texts) where texts.levels.count <= mostLevels:
      SegmentColumn(name: column.name, codes: texts.codes, levels: Array(texts.levels))
    case .boolean(let values):
      SegmentColumn(
        name: column.name, codes: values.map { $0 == ColumnValues.missingBoolean ? -1 : Int32($0) },
        levels: ["false", "true"])
    default: nil
    }
  }
}
