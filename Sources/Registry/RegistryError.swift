/// Why a registry cannot do what was asked.
package enum RegistryError: Error, Sendable, Equatable {
  /// What was given is no name.
  case badName(String)
  /// What stands behind the `@` is neither `champion` nor a number.
  case badSelector(String, name: String)
  /// There is no registry folder.
  case noRegistry(folder: String)
  /// The registry has no such model.
  case noModel(String, folder: String, known: [String])
  /// The model has no such version.
  case noVersion(String, version: Int, known: [Int])
  /// No version was promoted yet.
  case noChampion(String, known: [Int])
  /// The files of a version are not those that were registered.
  case altered(String, version: Int, findings: [String])
  /// What says which version is in use is not what a registry writes.
  case badChampion(path: String)
  /// A version has the highest number that there is.
  case noNumberLeft(folder: String)
  /// A folder has no version of any model.
  case noVersions(folder: String)
  /// The system refused.
  case system(path: String, reason: String)
}

extension RegistryError: CustomStringConvertible {
  /// The error in words, with what to do about it.
  package var description: String {
    switch self {
    case .badName(let text):
      "\(text) is no name for a model: use letters, digits, _, - and single dots, at most 64, the first a letter or digit"
    case .badSelector(let text, let name):
      "\(name)@\(text): write \(name)@champion, or \(name)@ and the number of a version"
    case .noRegistry(let folder): "there is no registry \(folder): train with --register NAME first, or name its folder"
    case .noModel(let name, let folder, let known):
      "\(folder) has no model \(name)" + (known.isEmpty ? "" : ": it has \(known.joined(separator: ", "))")
    case .noVersion(let name, let version, let known):
      "\(name) has no version \(version): it has \(known.map(String.init).joined(separator: ", "))"
    case .noChampion(let name, let known):
      "\(name) has no champion yet: promote one of its versions, \(known.map(String.init).joined(separator: ", "))"
    case .altered(let name, let version, let findings):
      "\(name)@\(version) is not as it was registered: \(findings.joined(separator: "; "))"
    case .badChampion(let path):
      "\(path) is not what the registry writes: promote the version that is to be in use, which writes it anew"
    case .noNumberLeft(let folder): "\(folder): no number is left after this one: rename the folder"
    case .noVersions(let folder):
      "\(folder) has no version of any model: name the folder of a registry, or train with --register NAME"
    case .system(let path, let reason): "\(path): \(reason)"
    }
  }
}
