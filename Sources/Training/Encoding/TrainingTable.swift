import ClienteleScoring
import Tables

/// A table ready to train on: every role read and checked, rows that cannot be used given weight 0.
struct TrainingTable: Sendable {
  let table: Table
  let roles: ColumnRoles
  let predictors: [Column]
  let target: Target
  /// The trials of every row where the target counts successes, 1 in rows without weight; the target is then their share.
  let trials: [Double]?
  /// One a row, times its trials; nil is 1 everywhere.
  let weights: [Double]?
  let offset: [Double]?
  /// The cluster of every row, for clustered standard errors; the group of every row, for grouped folds.
  let clusters, groups: (codes: [Int32], count: Int)?
  /// The time of every row, for folds that go forward.
  let times: [Double]?

  init(
    _ table: Table, roles: ColumnRoles, kind: ModelKind, event: String?, classes: [String]? = nil
  ) throws(TrainingError) {
    if table.rowCount == 0 { throw .noRows }
    self.roles = roles
    _ = try roles.predictors(in: table)
    guard let column = table[roles.target] else {
      throw .missingColumn(roles.target, role: "--target", available: table.columnNames)
    }
    if let name = roles.trials {
      let counted = try CountedTrials(column, trials: name, in: table)
      (target, trials) = (counted.target, counted.trials)
    } else {
      (target, trials) = (try Target(column, kind: kind, event: event, classes: classes), nil)
    }
    weights = try Self.weights(table, roles, target, trials: trials)
    if let name = roles.offset {
      offset = try Self.numbers(table, name, role: "offset", where: target.isPresent)
    } else {
      offset = nil
    }
    self.table = Self.computable(table, weights: weights, offsetColumn: roles.offset, offset)
    predictors = try roles.predictors(in: self.table)
    clusters = roles.cluster.flatMap { table[$0] }.map { rowGroups($0.values) }
    groups = roles.group.flatMap { table[$0] }.map { rowGroups($0.values) }
    let counted = weights
    times = try roles.time.map { name throws(TrainingError) in try Self.times(table, name, where: counted) }
    let (weights, values) = (weights, target.values)
    func counts(_ row: Int) -> Bool { weights.map { $0[row] > 0 } ?? true }
    guard let first = values.indices.first(where: counts) else { throw .zeroTotalWeight }
    let isOpen = trials != nil && values[first] > 0 && values[first] < 1
    if !isOpen, !values.indices.contains(where: { values[$0] != values[first] && counts($0) }) {
      throw kind.outcome != .amount ? .singleClass(column: roles.target) : .constantTarget(column: roles.target)
    }
  }

  /// The number of rows that count.
  var rowsUsed: Int { weights.map { $0.count { $0 > 0 } } ?? table.rowCount }

  /// The weights with 0 for the rows that `isIncluded` leaves out.
  func weights(where isIncluded: (Int) -> Bool) -> [Double] {
    (0..<table.rowCount).map { isIncluded($0) ? (weights?[$0] ?? 1) : 0 }
  }

  /// The weights of the rows times their trials, 0 where there is no target; nil where all are 1.
  static func weights(
    _ table: Table, _ roles: ColumnRoles, _ target: Target, trials: [Double]? = nil
  ) throws(TrainingError) -> [Double]? {
    var result: [Double]?
    if let name = roles.weights {
      let values = try numbers(table, name, role: "weight", where: target.isPresent)
      if let row = values.firstIndex(where: { $0 < 0 }) { throw .negativeWeight(column: name, row: row + 1) }
      result = values
    }
    if let isPresent = target.isPresent {
      result = zip(result ?? [Double](repeating: 1, count: table.rowCount), isPresent).map { $1 ? $0 : 0 }
    }
    if let trials { result = result.map { zip($0, trials).map(*) } ?? trials }
    guard roles.hasSamplingWeights, let weights = result else { return result }
    // Only their ratios say something: with mean 1 their sum is the number of rows.
    let scale = Double(weights.count { $0 > 0 }) / weights.reduce(0, +)
    return scale.isFinite ? weights.map { $0 * scale } : weights
  }

  /// Times as numbers that rise; needed in every row that counts.
  private static func times(_ table: Table, _ name: String, where weights: [Double]?) throws(TrainingError) -> [Double]
  {
    guard let column = table[name] else {
      throw .missingColumn(name, role: "--fold-time", available: table.columnNames)
    }
    var times: [Double]
    if let numbers = NumericReader(column.values), column.values.type != .boolean {
      times = numbers.values(count: table.rowCount)
    } else if let days = NumericReader(column.values, source: .daysBefore(reference: 0)) {
      // Dates are read as days before a reference, which fall.
      times = days.values(count: table.rowCount).map { -$0 }
    } else {
      throw .notNumeric(column: name, role: "time", row: nil)
    }
    if let row = times.indices.first(where: { !times[$0].isFinite && weights?[$0] ?? 1 > 0 }) {
      throw .missingValue(column: name, row: row + 1)
    }
    return times
  }

  /// `table` with nothing in its rows of weight 0 that a product with 0 would not take away: infinite numbers are missing
  /// there, and the offset is the one given.
  private static func computable(
    _ table: Table, weights: [Double]?, offsetColumn: String?, _ offset: [Double]?
  ) -> Table {
    guard let weights, weights.contains(0) else { return table }
    let columns = table.columns.map { column -> Column in
      if let offset, column.name == offsetColumn { return Column(column.name, .double(offset)) }
      guard case .double(let values) = column.values, values.contains(where: \.isInfinite) else { return column }
      return Column(column.name, .double(zip(values, weights).map { $1 == 0 && $0.isInfinite ? .nan : $0 }))
    }
    return (try? Table(columns)) ?? table
  }

  /// A column with a finite number in every row that has a target; 0 elsewhere.
  static func numbers(
    _ table: Table, _ name: String, role: String, where isNeeded: [Bool]?
  ) throws(TrainingError) -> [Double] {
    guard let column = table[name] else {
      let option = ["weight": "--weights", "number of trials": "--trials"][role] ?? "--\(role)"
      throw .missingColumn(name, role: option, available: table.columnNames)
    }
    guard let reader = NumericReader(column.values), column.values.type != .boolean else {
      throw .notNumeric(column: name, role: role, row: nil)
    }
    var values = reader.values(count: table.rowCount)
    for row in values.indices {
      if isNeeded?[row] == false { values[row] = 0 }
      if values[row].isNaN { throw .missingValue(column: name, row: row + 1) }
      if values[row].isInfinite { throw .nonFinite(column: name, row: row + 1) }
    }
    return values
  }
}

/// A group number for every distinct value of a column, in order of first appearance; missing values each stand alone.
func rowGroups(_ values: ColumnValues) -> (codes: [Int32], count: Int) {
  func number<Key: Hashable>(_ keys: some Sequence<Key?>) -> (codes: [Int32], count: Int) {
    var known: [Key: Int32] = [:]
    var next: Int32 = 0
    let codes = keys.map { key -> Int32 in
      if let key, let code = known[key] { return code }
      if let key { known[key] = next }
      next += 1
      return next - 1
    }
    return (codes, Int(next))
  }
  return switch values {
  case .double(let values): number(values.lazy.map { $0.isNaN ? nil : $0 })
  case .integer(let values), .dateTime(let values):
    number(values.lazy.map { $0 == ColumnValues.missingInteger ? nil : $0 })
  case .boolean(let values): number(values.lazy.map { $0 == ColumnValues.missingBoolean ? nil : $0 })
  case .date(let values): number(values.lazy.map { $0 == ColumnValues.missingDay ? nil : $0 })
  case .text(let text): number(text.codes.lazy.map { $0 == ColumnValues.missingCode ? nil : $0 })
  }
}
