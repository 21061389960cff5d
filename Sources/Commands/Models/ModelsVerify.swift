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

  func validate() throws {
    if name == "" { throw ValidationError("the name of a model is empty: give NAME, NAME@VERSION or nothing") }
  }

  func run() throws {
    // What is wrong with one version does not keep the others from being looked at.
    var checks = try versions().map { found in
      do throws(RegistryError) {
        return VersionCheck(
          version: found.label, findings: try found.registry.verify(found.name, version: found.version))
      } catch { return VersionCheck(version: found.label, findings: ["\(error)"]) }
    }
    if name.flatMap({ try? ModelReference($0) }) == nil { checks += try champions() }
    if checks.isEmpty { throw RegistryError.noVersions(folder: place.registry) }
    try speech.show(VersionChecks(versions: checks)) {
      checks.map { "\($0.version): \($0.findings.isEmpty ? "as registered" : $0.findings.joined(separator: "; "))" }
        .joined(separator: "\n")
    }
    if checks.contains(where: { !$0.findings.isEmpty }) { throw ExitCode(1) }
  }

  /// Where what says which version is in use cannot be read, or names one that is not there.
  private func champions() throws -> [VersionCheck] {
    let registry = place.registry()
    return try (name.map { [try ModelName($0)] } ?? registry.namesWithChampion()).compactMap { name in
      do throws(RegistryError) {
        guard let champion = try registry.champion(of: name)?.version else { return nil }
        let known = try registry.versions(of: name)
        if known.contains(champion) { return nil }
        throw .noVersion(name.text, version: champion, known: known)
      } catch { return VersionCheck(version: "\(name)@champion", findings: ["\(error)"]) }
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
