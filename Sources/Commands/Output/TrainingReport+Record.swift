import ClienteleScoring
import Registry

extension TrainingReport {
  /// What a registry tells of this training.
  func record(of name: ModelName, _ model: FittedModel) -> VersionRecord {
    VersionRecord(
      name: name.text, version: 0, created: Timestamp.now, kind: model.kind.rawValue, target: model.response.column,
      hash: self.model.hash, rows: model.lineage.rows, rowsUsed: model.lineage.rowsUsed,
      dataFingerprint: model.lineage.dataFingerprint, penalty: model.lineage.penalty,
      toolVersion: model.lineage.toolVersion, seed: model.lineage.seed, parent: model.lineage.parent,
      converged: model.certificate.convergence.converged, folds: validation.value?.folds ?? 0,
      metrics: (validation.value?.metrics ?? [:]).mapValues {
        .init(estimate: $0.estimate, lower: $0.lower.value, upper: $0.upper.value)
      })
  }
}
