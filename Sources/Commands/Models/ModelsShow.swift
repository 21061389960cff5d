import ArgumentParser
import ClienteleScoring
import Tables
import Registry

struct ModelsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a version is: its training, validation and coefficients.")

  @Argument(help: ArgumentHelp("The version, or the path of a model file.", valueName: "model"))
  var model: String

  @OptionGroup var place: RegistryOptions

  @OptionGroup var speech: OutputOptions

  func run() throws {
    guard try ModelReference(model) != nil else {
      let scoring = try loadModel(model)
      let shown = ShownModel(record: nil, isChampion: false, path: model, model: scoring)
      return try speech.show(shown) { shown.text(named: model) }
    }
    let found = try place.locate(model)
    let record = try found.registry.record(of: found.name, version: found.version)
    let champion = try found.registry.champion(of: found.name)?.version
    let shown = ShownModel(
      record: record, isChampion: champion == found.version, path: found.path, model: try loadModel(found.path))
    try speech.show(shown) { shown.text(named: found.label) }
  }
}

/// A model with what is recorded of it.
struct ShownModel: Encodable {
  let record: Nullable<VersionRecord>
  let champion: Bool
  let path, kind, hash: String
  let response: Response
  let lineage: Lineage
  let certificate: FitCertificate

  init(record: VersionRecord?, isChampion: Bool, path: String, model: ScoringModel) {
    self.record = .init(record)
    champion = isChampion
    self.path = path
    kind = model.model.kind.rawValue
    hash = model.hash
    response = model.model.response
    lineage = model.model.lineage
    certificate = model.model.certificate
  }

  private var hasTarget: Bool { ModelKind(rawValue: kind)?.hasTarget ?? true }

  func text(named name: String) -> String {
    var lines = [
      "\(name)\(champion ? " (champion)" : ""): \(kind)\(hasTarget ? " regression of \(response.words)" : ""), "
        + NumberText.count(lineage.rowsUsed, "row"),
      "",
    ]
    if !certificate.terms.isEmpty { lines += CoefficientText(certificate, kind: kind).lines }
    lines += ["", "Hash        \(hash)", "File        \(path)"]
    if hasTarget { lines.append("Penalty     \(lineage.penalty)") }
    lines.append("Data        fingerprint \(lineage.dataFingerprint)")
    if let record = record.value {
      lines.append("Registered  \(record.created), by version \(record.toolVersion)")
      if let parent = record.parent { lines.append("Parent      \(parent)") }
      for (name, metric) in record.metrics.sorted(by: { $0.key < $1.key }) {
        let interval = metric.lower.flatMap { lower in
          metric.upper.map { ", 95 % from \(NumberText.significant(lower)) to \(NumberText.significant($0))" }
        }
        lines.append(
          "Validation  \(name.replacing("_", with: " ")) \(NumberText.significant(metric.estimate))\(interval ?? "")")
      }
    }
    return lines.joined(separator: "\n")
  }
}
