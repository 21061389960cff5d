import ArgumentParser
import Registry

/// Which registry is meant.
struct RegistryOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the registry.", valueName: "folder"))
  var registry = Registry.defaultRoot

  func validate() throws {
    if registry.isEmpty { throw ValidationError("--registry: name the folder of the registry") }
  }

  /// The registry of this folder, or the one that a reference names.
  func registry(of reference: ModelReference? = nil) -> Registry { Registry(root: reference?.root ?? registry) }

  /// The model and version that `text` means.
  func locate(_ text: String) throws -> RegisteredVersion {
    guard let reference = try ModelReference(text) else {
      throw ValidationError("\(text): write NAME@champion, or NAME@ and the number of a version")
    }
    let registry = registry(of: reference)
    return RegisteredVersion(
      registry: registry, name: reference.name, version: try registry.version(reference))
  }
}

/// A version that is there.
struct RegisteredVersion {
  let registry: Registry
  let name: ModelName
  let version: Int

  var label: String { "\(name)@\(version)" }
  /// As other commands name it.
  var place: String { "\(registry.root)/\(label)" }
  var path: String { registry.modelPath(of: name, version: version) }
}
