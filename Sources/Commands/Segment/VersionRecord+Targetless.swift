import ClienteleScoring
import Registry

extension VersionRecord {
  /// What a registry tells of a model without a target.
  static func ofTargetless(
    _ name: ModelName, _ model: FittedModel, hash: String, metrics: [String: Metric]
  ) -> VersionRecord {
    VersionRecord(
      name: name.text, version: 0, created: Timestamp.now, kind: model.kind.rawValue, target: model.response.column,
      hash: hash, rows: model.lineage.rows, rowsUsed: model.lineage.rowsUsed,
      dataFingerprint: model.lineage.dataFingerprint, penalty: model.lineage.penalty,
      toolVersion: model.lineage.toolVersion, seed: model.lineage.seed, parent: model.lineage.parent,
      converged: model.certificate.convergence.converged, folds: 0, metrics: metrics)
  }
}
