import Tables

/// Which column plays which part in training. Every column without a part is a predictor.
package struct ColumnRoles: Sendable, Equatable {
  /// Empty where there is none, as in a search for segments.
  package var target: String
  /// How many trials every row had, of which the target counts the successes.
  package var trials: String?
  package var id: String?
  package var weights: String?
  /// Whether the weights are inverse probabilities of being sampled, and no counts of rows.
  package var hasSamplingWeights = false
  package var offset: String?
  /// Rows of one group stay in one fold.
  package var group: String?
  /// When a row was: folds go forward in it.
  package var time: String?
  /// Rows of one cluster share their errors.
  package var cluster: String?
  package var dropped: [String]

  package init(
    target: String = "", trials: String? = nil, id: String? = nil, weights: String? = nil, offset: String? = nil,
    group: String? = nil,
    cluster: String? = nil, dropped: [String] = []
  ) {
    self.target = target
    self.trials = trials
    self.id = id
    self.weights = weights
    self.offset = offset
    self.group = group
    self.cluster = cluster
    self.dropped = dropped
  }

  /// The options that give columns parts, with the columns.
  private var parts: [(option: String, column: String?)] {
    [
      ("--target", target.isEmpty ? nil : target), ("--trials", trials), ("--id", id), ("--weights", weights),
      ("--offset", offset),
      ("--group", group), ("--fold-time", time),
      ("--standard-errors cluster:COLUMN", cluster),
    ]
  }

  /// Throws where one column has two parts: the target, the trials, the weights and the offset each need a column of their own.
  func checkParts() throws(TrainingError) {
    let all = parts + dropped.map { ("--drop", $0) }
    for (role, name) in parts where ["--target", "--trials", "--weights", "--offset"].contains(role) {
      let clashing = all.filter { $0.0 != role && $0.1 != nil && $0.1 == name }.map(\.0)
      if let name, !clashing.isEmpty { throw .roleClash(column: name, roles: [role] + clashing) }
    }
  }

  /// The predictors of `table`, in its order.
  ///
  /// A group or cluster column is taken for an identifier and is no predictor either.
  package func predictors(in table: Table) throws(TrainingError) -> [Column] {
    try checkParts()
    for (role, name) in parts {
      if let name, table[name] == nil {
        throw .missingColumn(name, role: role, available: table.columnNames)
      }
    }
    for name in dropped where table[name] == nil {
      throw .missingColumn(name, role: "--drop", available: table.columnNames)
    }
    let taken = Set(parts.compactMap(\.1) + dropped)
    let predictors = table.columns.filter { !taken.contains($0.name) }
    if predictors.isEmpty { throw .noPredictors }
    return predictors
  }
}
