import ArgumentParser
import Registry

struct ModelsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the versions of every model, or of one.")

  @Argument(help: "A model; all of them if not given.")
  var name: String?

  @OptionGroup var place: RegistryOptions

  @OptionGroup var speech: OutputOptions

  func run() throws {
    let registry = place.registry()
    let names = try name.map { [try ModelName($0)] } ?? registry.names()
    if names.isEmpty, !registry.isEmpty { throw RegistryError.noVersions(folder: registry.root) }
    var versions: [ListedVersion] = []
    for name in names {
      let known = try registry.knownVersions(of: name)
      let champion: Int?
      do throws(RegistryError) { champion = try registry.champion(of: name)?.version } catch {
        speech.warn("\(error)")
        champion = nil
      }
      for version in known {
        do throws(RegistryError) {
          versions.append(
            ListedVersion(record: try registry.record(of: name, version: version), isChampion: version == champion))
        } catch { speech.warn("\(name)@\(version) is left out: \(error); models verify says more") }
      }
    }
    try speech.show(VersionList(registry: registry.root, versions: versions)) { Self.text(versions, registry.root) }
  }

  private static func text(_ versions: [ListedVersion], _ root: String) -> String {
    if versions.isEmpty { return "\(root) has no model yet: train with --register NAME" }
    var table = TextTable(header: ["version", "", "kind", "target", "rows", "validation", "registered"])
    for listed in versions {
      let record = listed.record
      table.rows.append([
        "\(record.name)@\(record.version)", listed.isChampion ? "champion" : "", record.kind, record.target,
        NumberText.count(record.rowsUsed), headline(record), record.created,
      ])
    }
    return table.lines.joined(separator: "\n")
  }

  /// The metric that a family is usually judged by.
  private static func headline(_ record: VersionRecord) -> String {
    for name in ["auc", "accuracy", "check_loss", "r_squared"] {
      guard let metric = record.metrics[name] else { continue }
      let interval = metric.lower.flatMap { lower in
        metric.upper.map { " (\(NumberText.significant(lower, 3)) to \(NumberText.significant($0, 3)))" }
      }
      return "\(name.replacing("_", with: " ")) \(NumberText.significant(metric.estimate, 4))\(interval ?? "")"
    }
    return "none"
  }
}

/// A version as `models list --json` has it.
struct ListedVersion: Encodable {
  let record: VersionRecord
  let isChampion: Bool

  private enum CodingKeys: String, CodingKey { case champion }

  func encode(to encoder: any Encoder) throws {
    try record.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(isChampion, forKey: .champion)
  }
}

/// What `models list --json` prints.
struct VersionList: Encodable {
  let registry: String
  let versions: [ListedVersion]
}
