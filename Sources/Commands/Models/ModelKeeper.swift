import ClienteleScoring
import Registry

/// Where a model that was trained is kept: in a file, in the registry, or both.
struct ModelKeeper {
  let output: String?
  let register: ModelName?
  let registry: Registry

  /// What was kept.
  struct Kept<Report> {
    let report: Report
    let path: String
    /// `name@version`, where it was registered.
    let version: String?
  }

  /// Writes and registers a model. An older file of its name stays unless all succeeds.
  ///
  /// - Parameters:
  ///   - report: what is said of the model.
  ///   - record: what the registry tells of it.
  func keep<Report>(
    _ model: FittedModel, report: (ScoringModel) throws -> Report,
    record: (Report, ModelName, FittedModel) -> VersionRecord
  ) throws -> Kept<Report> {
    guard let output else {
      let scoring = try ScoringModel(model)
      return try register(scoring, report(scoring), nil, record)
    }
    var file = try UnnamedModelFile(model, for: output)
    let kept = try register(file.model, report(file.model), file.bytes, record)
    try file.commit()
    return kept
  }

  private func register<Report>(
    _ scoring: ScoringModel, _ report: Report, _ bytes: [UInt8]?,
    _ record: (Report, ModelName, FittedModel) -> VersionRecord
  ) throws -> Kept<Report> {
    guard let name = register else { return Kept(report: report, path: output ?? "", version: nil) }
    let version = try registry.register(
      name, bytes: bytes ?? ModelFile.bytes(of: scoring.model), record: record(report, name, scoring.model))
    return Kept(
      report: report, path: output ?? registry.modelPath(of: name, version: version), version: "\(name)@\(version)")
  }
}
