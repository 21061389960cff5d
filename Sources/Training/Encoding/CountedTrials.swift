import ClienteleScoring
import Tables

/// A target that counts the successes of some number of trials: what the likelihood needs of it is their share, with the
/// number of trials as a weight, and the binomial coefficient.
struct CountedTrials: Sendable {
  /// The share of successes; a row without a trial has no target.
  let target: Target
  /// One a row; 1 in rows without a target.
  let trials: [Double]

  /// Reads the successes in `column` and the trials in the column that `name` names.
  init(_ column: Column, trials name: String, in table: Table) throws(TrainingError) {
    guard let reader = NumericReader(column.values), column.values.type != .boolean else {
      throw .notNumeric(column: column.name, role: "number of successes", row: nil)
    }
    let successes = reader.values(count: column.count)
    let hasSuccesses = successes.map { !$0.isNaN }
    var trials = try TrainingTable.numbers(table, name, role: "number of trials", where: hasSuccesses)
    var shares = successes
    var isPresent = hasSuccesses
    for row in successes.indices where hasSuccesses[row] {
      if !Self.isCount(trials[row]) { throw .notCount(column: name, row: row + 1) }
      if !Self.isCount(successes[row]) { throw .notCount(column: column.name, row: row + 1) }
      if successes[row] > trials[row] { throw .tooManySuccesses(column: column.name, trials: name, row: row + 1) }
      if trials[row] == 0 { isPresent[row] = false } else { shares[row] = successes[row] / trials[row] }
    }
    for row in shares.indices where !isPresent[row] { (shares[row], trials[row]) = (0, 1) }
    if !isPresent.contains(true) { throw .allTargetsMissing(column: column.name) }
    target = Target(values: shares, isPresent: isPresent.contains(false) ? isPresent : nil)
    self.trials = trials
  }

  /// Whether a number is a count that a double holds exactly.
  private static func isCount(_ x: Double) -> Bool { x >= 0 && x <= 0x1p53 && x == x.rounded() }
}
