import ClienteleScoring

extension Registry {
  /// Throws unless the record of a version tells the hash of `model`.
  package func check(
    _ model: ScoringModel, isThatOf name: ModelName, version: Int
  ) throws(RegistryError) {
    if try record(of: name, version: version).hash != model.hash {
      throw .altered(name.text, version: version, findings: ["\(Layout.record) tells the hash of another model"])
    }
  }

  /// What is not as it was registered in a version: nothing, if all is well.
  ///
  /// Files are compared with their recorded hashes, the model verifies itself, and its record must be about it.
  package func verify(_ name: ModelName, version: Int) throws(RegistryError) -> [String] {
    let folder = self.folder(of: name, version: version)
    let expected = [Layout.sums, "\(name).model", Layout.record]
    let found = try Folder.entries(of: folder)
    var findings = expected.filter { !found.contains($0) }.map { "\($0) is missing" }
    let strangers = found.filter { !expected.contains($0) }.sorted()
    findings += strangers.prefix(5).map { "\($0) does not belong there" }
    if strangers.count > 5 { findings.append("nor do \(strangers.count - 5) more") }
    guard !found.filter(expected.contains).isEmpty else { return findings }
    let sums = found.contains(Layout.sums) ? try hashes(in: "\(folder)/\(Layout.sums)") : [:]
    for file in expected.dropFirst() where found.contains(file) {
      guard let sum = sums[file] else {
        if found.contains(Layout.sums) { findings.append("\(Layout.sums) does not tell the hash of \(file)") }
        continue
      }
      if Layout.digest(try Folder.read("\(folder)/\(file)")) != sum { findings.append("\(file) was altered") }
    }
    if found.contains("\(name).model"), found.contains(Layout.record) {
      findings += checkRecord(of: name, version: version)
    }
    return findings
  }

  /// Whether record and model are about each other.
  private func checkRecord(of name: ModelName, version: Int) -> [String] {
    do {
      let record = try record(of: name, version: version)
      let model = try ScoringModel(path: modelPath(of: name, version: version))
      var findings: [String] = []
      if record.name != name.text || record.version != version {
        findings.append("\(Layout.record) is of \(record.name)@\(record.version)")
      }
      if record.hash != model.hash { findings.append("\(Layout.record) tells the hash of another model") }
      return findings
    } catch let error as RegistryError {
      return ["\(error)"]
    } catch {
      return ["\(name).model: \(error)"]
    }
  }

  /// File name → hash, as sha256sum writes them.
  private func hashes(in path: String) throws(RegistryError) -> [String: String] {
    var hashes: [String: String] = [:]
    for line in String(decoding: try Folder.read(path), as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { hashes[String(parts[1].drop { $0 == " " || $0 == "*" })] = String(parts[0]) }
    }
    return hashes
  }
}
