import ArgumentParser
import Registry

struct ModelsVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that versions are as they were registered, and that their models verify themselves.")

  @Argument(help: ArgumentHelp("A version, or a model; all of them if not given.", valueName: "name[@number]"))
  var name: String?

  @OptionGroup var place: RegistryOptions

  @OptionGroup var speech: OutputOptions

  func run() throws {
    let checks = try versions().map { found in
      VersionCheck(
        version: found.label, findings: try found.registry.verify(found.name, version: found.version))
    }
    if name.flatMap({ try? ModelReference($0) }) == nil { try checkChampions() }
    try speech.show(VersionChecks(versions: checks)) {
      checks.map { "\($0.version): \($0.findings.isEmpty ? "as registered" : $0.findings.joined(separator: "; "))" }
        .joined(separator: "\n")
    }
    if checks.contains(where: { !$0.findings.isEmpty }) { throw ExitCode(1) }
  }

  /// Throws where what says which version is in use cannot be read, or names one that is not there.
  private func checkChampions() throws {
    let registry = place.registry()
    for name in try name.map({ [try ModelName($0)] }) ?? registry.names() {
      guard let champion = try registry.champion(of: name)?.version else { continue }
      let known = try registry.versions(of: name)
      if !known.contains(champion) { throw RegistryError.noVersion(name.text, version: champion, known: known) }
    }
  }

  private func versions() throws -> [RegisteredVersion] {
    if let name, try ModelReference(name) != nil { return [try place.locate(name)] }
    let registry = place.registry()
    let names = try name.map { [try ModelName($0)] } ?? registry.names()
    return try names.flatMap { name in
      let known = try registry.knownVersions(of: name)
      return known.map { RegisteredVersion(registry: registry, name: name, version: $0) }
    }
  }
}

/// What was found in one version.
struct VersionCheck: Encodable {
  let version: String
  let findings: [String]
}

/// What `models verify --json` prints.
struct VersionChecks: Encodable {
  let versions: [VersionCheck]
}
