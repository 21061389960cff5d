/// The table that a model was trained on.
package struct DataProfile: Sendable, Codable, Equatable {
  /// The file, by name.
  package var source: String?
  /// What is predicted.
  package var target: String?
  /// Rows read.
  package var rows: Int?
  /// Rows with a target and a weight.
  package var used: Int?
  /// Columns that predict.
  package var predictors: Int?
  /// Every column.
  package var columns: [ColumnProfile]
  /// Remarks, one sentence each.
  package var notes: [String]

  /// Joins its parts; what is left out stays out of the page.
  package init(
    source: String? = nil, target: String? = nil, rows: Int? = nil, used: Int? = nil, predictors: Int? = nil,
    columns: [ColumnProfile] = [], notes: [String] = []
  ) {
    self.source = source
    self.target = target
    self.rows = rows
    self.used = used
    self.predictors = predictors
    self.columns = columns
    self.notes = notes
  }
}

/// A column of the table.
package struct ColumnProfile: Sendable, Codable, Equatable {
  /// Its name.
  package var name: String
  /// Its type, as text.
  package var type: String
  /// What it is used for, as text; nil for a predictor.
  package var role: String?
  /// Rows without a value.
  package var missing: Int?
  /// What it holds.
  package var values: ColumnValues?

  /// Joins its parts; what is left out stays out of the page.
  package init(name: String, type: String, role: String? = nil, missing: Int? = nil, values: ColumnValues? = nil) {
    self.name = name
    self.type = type
    self.role = role
    self.missing = missing
    self.values = values
  }
}

/// What a column holds.
package enum ColumnValues: Sendable, Codable, Equatable {
  /// Numbers between two ends.
  case numbers(least: Double, mean: Double?, greatest: Double)
  /// Dates or other ordered texts between two ends.
  case span(first: String, last: String)
  /// Levels with their shares of the rows, most frequent first, and how many more there are.
  case levels([LevelShare], more: Int)
}

/// A level of a column.
package struct LevelShare: Sendable, Codable, Equatable {
  /// Its text.
  package var level: String
  /// Its share of the rows, 0 to 1.
  package var share: Double

  /// Joins its parts.
  package init(level: String, share: Double) {
    self.level = level
    self.share = share
  }
}
