/// Which version of a model is in use.
package struct Champion: Codable, Sendable, Equatable {
  /// The version, and the one that it took over from.
  package var version: Int
  package var previous: Int?
  /// When it was promoted, ISO 8601 in UTC.
  package var promoted: String
}

extension Registry {
  /// The champion of a model, if one was promoted.
  package func champion(of name: ModelName) throws(RegistryError) -> Champion? {
    let path = "\(folder(of: name))/\(Layout.champion)"
    guard Folder.exists(path) else { return nil }
    do { return try decode(Champion.self, at: path, name: name, version: 0) } catch {
      guard case .altered = error else { throw error }
      throw .badChampion(path: path)
    }
  }

  /// The hash of a champion's model, if there is one.
  package func championHash(of name: ModelName) throws(RegistryError) -> String? {
    guard let champion = try champion(of: name) else { return nil }
    return try record(of: name, version: champion.version).hash
  }

  /// Makes a version the champion, after verifying it. A champion that cannot be read counts as none.
  ///
  /// - Parameter time: ISO 8601 in UTC.
  package func promote(_ name: ModelName, version: Int, time: String) throws(RegistryError) -> Champion {
    let findings = try verify(name, version: version)
    if !findings.isEmpty { throw .altered(name.text, version: version, findings: findings) }
    let before = try? champion(of: name)
    if let before, before.version == version { return before }
    let champion = Champion(version: version, previous: before?.version, promoted: time)
    let path = "\(folder(of: name))/\(Layout.champion)"
    try Folder.replace(path, with: try encode(champion, for: path))
    return champion
  }
}
