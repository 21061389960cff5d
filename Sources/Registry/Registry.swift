import ClienteleScoring
import Tables

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Numbered, immutable versions of models in a folder:
///
///     models/churn/3/churn.model    the model file
///     models/churn/3/record.json    what is told of it without opening it
///     models/churn/3/SHA256SUMS     the hashes of both, as sha256sum writes them
///     models/churn/champion.json    which version is in use
///
/// A version is made in a folder of its own and renamed into place, so that others see all of it or nothing; a rename onto
/// a version that exists fails, so that two registrations never share a number.
package struct Registry: Sendable {
  /// Where models are registered if nothing else is said.
  package static let defaultRoot = "models"

  /// The folder.
  package let root: String

  /// A registry at `root`, which may not exist yet.
  package init(root: String = Registry.defaultRoot) { self.root = root }

  /// The models, in the order of their names.
  package func names() throws(RegistryError) -> [ModelName] {
    var names: [ModelName] = []
    for name in try folders() where try !versions(of: name).isEmpty { names.append(name) }
    return names
  }

  /// The models, and what is left of them, that have a champion.
  package func namesWithChampion() throws(RegistryError) -> [ModelName] {
    try folders().filter { Folder.exists("\(folder(of: $0))/\(Layout.champion)") }
  }

  /// Whether nothing is in the folder of the registry.
  package var isEmpty: Bool { (try? Folder.entries(of: root).isEmpty) ?? false }

  /// What is in the folder and could be the name of a model.
  private func folders() throws(RegistryError) -> [ModelName] {
    guard Folder.isFolder(root) else { throw .noRegistry(folder: root) }
    return try Folder.entries(of: root).sorted().compactMap { try? ModelName($0) }
  }

  /// The versions of a model, in order; none where there is no such model.
  package func versions(of name: ModelName) throws(RegistryError) -> [Int] {
    let folder = self.folder(of: name)
    guard Folder.isFolder(folder) else { return [] }
    return try Folder.entries(of: folder).compactMap(Self.number).sorted()
  }

  /// The number of the version that a folder of this name is; nil for other names.
  private static func number(_ entry: String) -> Int? {
    Int(entry).flatMap { $0 > 0 && String($0) == entry ? $0 : nil }
  }

  /// The versions of a model that has some.
  package func knownVersions(of name: ModelName) throws(RegistryError) -> [Int] {
    let known = try versions(of: name)
    if known.isEmpty { throw .noModel(name.text, folder: root, known: try names().map(\.text)) }
    return known
  }

  /// The number of the version that a reference means.
  package func version(_ reference: ModelReference) throws(RegistryError) -> Int {
    let known = try knownVersions(of: reference.name)
    switch reference.selector {
    case .champion:
      guard let champion = try champion(of: reference.name) else {
        throw .noChampion(reference.name.text, known: known)
      }
      guard known.contains(champion.version) else {
        throw .noVersion(reference.name.text, version: champion.version, known: known)
      }
      return champion.version
    case .version(let number):
      guard known.contains(number) else { throw .noVersion(reference.name.text, version: number, known: known) }
      return number
    }
  }

  /// The path of the model file of a version.
  package func modelPath(of name: ModelName, version: Int) -> String {
    "\(folder(of: name, version: version))/\(name).model"
  }

  /// What is recorded of a version.
  package func record(of name: ModelName, version: Int) throws(RegistryError) -> VersionRecord {
    let path = "\(folder(of: name, version: version))/\(Layout.record)"
    return try decode(VersionRecord.self, at: path, name: name, version: version)
  }

  /// Throws where a model of this name cannot be registered, before the work of training it.
  package func checkCanRegister(_ name: ModelName) throws(RegistryError) {
    try Folder.checkCanMake(folder(of: name))
    _ = try version(of: name, after: versions(of: name).last ?? 0)
  }

  /// The number that follows `version`.
  private func version(of name: ModelName, after version: Int) throws(RegistryError) -> Int {
    let (next, isBeyond) = version.addingReportingOverflow(1)
    if isBeyond { throw .noNumberLeft(folder: folder(of: name, version: version)) }
    return next
  }

  /// Whether a folder is that of a version, or of a model with versions, or directly inside one: what is there is written
  /// by registering alone.
  package static func keeps(folder: String) -> Bool {
    if isVersion(folder) || isVersion("\(folder)/..") { return true }
    return ((try? Folder.entries(of: folder)) ?? []).contains { number($0) != nil && isVersion("\(folder)/\($0)") }
  }

  private static func isVersion(_ folder: String) -> Bool {
    [Layout.record, Layout.sums].allSatisfy { Folder.exists("\(folder)/\($0)") }
  }

  /// Registers a model under the next number.
  ///
  /// - Parameters:
  ///   - bytes: the model file.
  ///   - record: what to tell of it; `version` is filled in here.
  /// - Returns: The number.
  package func register(_ name: ModelName, bytes: [UInt8], record: VersionRecord) throws(RegistryError) -> Int {
    let folder = self.folder(of: name)
    var made: [String] = []
    var aside: String?
    do throws(RegistryError) {
      try Folder.make(folder, noting: &made)
      let place = try Folder.makeAside(in: folder)
      aside = place
      return try register(name, bytes: bytes, record: record, aside: place)
    } catch {
      if let aside { Folder.remove(aside) }
      for folder in made.reversed() { Folder.removeEmpty(folder) }
      throw error
    }
  }

  /// The same, with the files of the version made in the folder `aside` before it is renamed.
  private func register(
    _ name: ModelName, bytes: [UInt8], record: VersionRecord, aside: String
  ) throws(RegistryError) -> Int {
    var next = try version(of: name, after: versions(of: name).last ?? 0)
    try Folder.write(bytes, to: "\(aside)/\(name).model")
    while true {
      var numbered = record
      numbered.version = next
      let text = try encode(numbered, for: aside)
      try Folder.write(text, to: "\(aside)/\(Layout.record)")
      let sums = [("\(name).model", bytes), (Layout.record, text)]
        .map { "\(Layout.digest($0.1))  \($0.0)\n" }.joined()
      try Folder.write(Array(sums.utf8), to: "\(aside)/\(Layout.sums)")
      if try Folder.rename(aside, to: self.folder(of: name, version: next)) { return next }
      // Another registration was faster: the next number, with a record that says so.
      next = try version(of: name, after: next)
    }
  }

  func folder(of name: ModelName) -> String { "\(root)/\(name)" }
  func folder(of name: ModelName, version: Int) -> String { "\(root)/\(name)/\(version)" }

  /// The record in its file, with sorted keys.
  func encode(_ value: some Encodable, for path: String) throws(RegistryError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do { return Array(try encoder.encode(value)) + [0x0a] } catch {
      throw .system(path: path, reason: "the record cannot be written as JSON: \(error)")
    }
  }

  func decode<Value: Decodable>(
    _ type: Value.Type, at path: String, name: ModelName, version: Int
  ) throws(RegistryError) -> Value {
    let bytes = try Folder.read(path)
    do { return try JSONDecoder().decode(type, from: Data(bytes)) } catch {
      throw .altered(name.text, version: version, findings: ["\(path) is not what the registry writes"])
    }
  }
}
