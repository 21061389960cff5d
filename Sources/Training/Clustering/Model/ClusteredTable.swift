import ClienteleScoring
import Tables

/// A table ready to find segments or components in: weights read and checked, predictors told from other columns.
package struct ClusteredTable: Sendable {
  let table: Table
  let predictors: [Column]
  /// One a row; nil is 1 everywhere.
  let weights: [Double]?

  init(_ table: Table, roles: ColumnRoles) throws(TrainingError) {
    if table.rowCount == 0 { throw .noRows }
    predictors = try roles.predictors(in: table)
    weights = try roles.weights.map { name throws(TrainingError) in try Self.weights(table, name) }
    self.table = table
  }

  /// A column of row weights: finite, none negative, and one above 0.
  package static func weights(_ table: Table, _ name: String) throws(TrainingError) -> [Double] {
    let values = try TrainingTable.numbers(table, name, role: "weight", where: nil)
    if let row = values.firstIndex(where: { $0 < 0 }) { throw .negativeWeight(column: name, row: row + 1) }
    if !values.contains(where: { $0 > 0 }) { throw .zeroTotalWeight }
    return values
  }

  /// The number of rows that count.
  var rowsUsed: Int { weights.map { $0.count { $0 > 0 } } ?? table.rowCount }

  /// Where a model of this table comes from.
  func lineage(_ roles: ColumnRoles, _ origin: ModelOrigin) -> Lineage {
    var hashes = RowHashes.of(predictors, rows: table.rowCount, threads: origin.threads)
    if let weights { hashes = zip(hashes, weights).filter { $1 > 0 }.map(\.0) }
    let told = predictors + [roles.weights.flatMap { table[$0] }].compactMap(\.self)
    return Lineage(
      dataFingerprint: Fingerprint.of(told, threads: origin.threads), rows: table.rowCount, rowsUsed: rowsUsed,
      seed: origin.seed, toolVersion: origin.toolVersion, penalty: "none", parent: origin.parent,
      rowSketch: RowSketch(of: hashes))
  }
}

/// What a model file says about the training beside the fit.
package struct ModelOrigin: Sendable {
  package var seed: UInt64
  package var threads: Int
  package var toolVersion: String
  /// The texts that stood for a missing value, where they are not the default.
  package var missing: [String]?
  /// The hash of the model that this one replaces.
  package var parent: String?

  package init(seed: UInt64, threads: Int, toolVersion: String, missing: [String]? = nil, parent: String? = nil) {
    self.seed = seed
    self.threads = threads
    self.toolVersion = toolVersion
    self.missing = missing
    self.parent = parent
  }
}
