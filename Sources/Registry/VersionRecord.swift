/// What a registry tells of a version without opening its model.
package struct VersionRecord: Codable, Sendable, Equatable {
  /// A metric of the validation in training, with its 95 % interval.
  package struct Metric: Codable, Sendable, Equatable {
    package var estimate: Double
    package var lower, upper: Double?

    /// Joins estimate and interval.
    package init(estimate: Double, lower: Double?, upper: Double?) {
      self.estimate = estimate
      self.lower = lower
      self.upper = upper
    }
  }

  /// The model and the number of the version.
  package var name: String
  package var version: Int
  /// When it was registered, ISO 8601 in UTC.
  package var created: String
  /// The family, and the column it predicts.
  package var kind, target: String
  /// The hash of the model file.
  package var hash: String
  /// The facts of its training; `data_fingerprint` is that of the model file.
  package var rows, rowsUsed: Int
  package var dataFingerprint, penalty, toolVersion: String
  package var seed: UInt64
  /// The hash of the model that was champion when this one was registered.
  package var parent: String?
  /// Whether the fit converged.
  package var converged: Bool
  /// Folds of the validation, 0 for none, and what it found by the names of `train --json`.
  package var folds: Int
  package var metrics: [String: Metric]

  /// Joins the facts.
  package init(
    name: String, version: Int, created: String, kind: String, target: String, hash: String, rows: Int, rowsUsed: Int,
    dataFingerprint: String, penalty: String, toolVersion: String, seed: UInt64, parent: String?, converged: Bool,
    folds: Int, metrics: [String: Metric]
  ) {
    self.name = name
    self.version = version
    self.created = created
    self.kind = kind
    self.target = target
    self.hash = hash
    self.rows = rows
    self.rowsUsed = rowsUsed
    self.dataFingerprint = dataFingerprint
    self.penalty = penalty
    self.toolVersion = toolVersion
    self.seed = seed
    self.parent = parent
    self.converged = converged
    self.folds = folds
    self.metrics = metrics
  }

  enum CodingKeys: String, CodingKey {
    case name, version, created, kind, target, hash, rows, penalty, seed, parent, converged, folds, metrics
    case rowsUsed = "rows_used"
    case dataFingerprint = "data_fingerprint"
    case toolVersion = "tool_version"
  }
}
