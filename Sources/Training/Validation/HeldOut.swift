import ClienteleScoring
import Tables

/// The outcomes of a hold-out, read as a model's training read its target.
package struct HeldOut: Sendable {
  /// One a row; 0 where there is none. Of counted trials the share of successes.
  package let outcomes: [Double]
  /// One a row, times its trials, 0 where there is no outcome; nil is 1 everywhere.
  package let weights: [Double]?
  /// Rows with weight.
  package let used: Int

  /// Reads the target that `response` names, its event coded 1.
  package init(
    _ table: Table, response: Response, kind: ModelKind, classes: [String]? = nil, weights: String?
  ) throws(TrainingError) {
    guard let column = table[response.column] else {
      throw .missingColumn(response.column, role: "the target of the model", available: table.columnNames)
    }
    let target: Target
    var trials: [Double]?
    if let name = response.trials {
      let counted = try CountedTrials(column, trials: name, in: table)
      (target, trials) = (counted.target, counted.trials)
    } else {
      target = try Target(
        heldOut: column, kind: kind, event: response.event, nonEvent: response.nonEvent, classes: classes)
    }
    let roles = ColumnRoles(target: response.column, weights: weights)
    outcomes = target.values
    self.weights = try TrainingTable.weights(table, roles, target, trials: trials)
    used = self.weights.map { $0.count { $0 > 0 } } ?? table.rowCount
    if used == 0 { throw .allTargetsMissing(column: response.column) }
  }
}
