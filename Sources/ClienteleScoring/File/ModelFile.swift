import Crypto

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The model file: a safetensors container that describes, certifies and verifies a model. `docs/model-file.md`
/// specifies it byte by byte.
public enum ModelFile {
  /// The newest version of the format that is written and read. A model that needs nothing of it is written in an older
  /// one, which older readers understand.
  public static let version = "3"

  /// The version in which a model is written: 3 for families that version 2 does not know and calibrated ones, 2 where a pool does not list
  /// its levels, else 1.
  private static func version(of model: FittedModel) -> String {
    let isNew =
      model.function != .mean(model.kind.defaultLink) || !model.kind.isFirstGeneration || model.calibrator != nil
      || model.response.trials != nil
      || model.encoder.features.contains { feature in
        if case .numeric(let numeric) = feature { numeric.curve != .straight } else { false }
      }
    if isNew { return "3" }
    let poolsTheRest = model.encoder.features.contains { feature in
      if case .categorical(let categorical) = feature { categorical.poolsTheRest } else { false }
    }
    return poolsTheRest ? "2" : "1"
  }

  /// Writes a model, aside first and then under its name, and returns it ready to score.
  ///
  /// The same model always gives the same bytes.
  ///
  /// - Throws: ``ModelFileError``; nothing is left behind then, and what was at `path` stays as it was.
  @discardableResult
  public static func write(_ model: FittedModel, to path: String) throws(ModelFileError) -> ScoringModel {
    var file = try UnnamedModelFile(model, for: path)
    try file.commit()
    return file.model
  }

  /// The bytes of a model's file.
  public static func bytes(of model: FittedModel) throws(ModelFileError) -> [UInt8] {
    try encode(model).bytes
  }

  /// The bytes of a model's file, and the model as it reads back from them: no file is written that cannot be read.
  static func encode(_ model: FittedModel) throws(ModelFileError) -> (bytes: [UInt8], model: ScoringModel) {
    try model.checkConsistency()
    let scoring = ScoringModel(checked: model, hash: "")
    var container = SafeTensors(metadata: [:], tensors: [:])
    container.metadata["format"] = "clientele"
    container.metadata["format_version"] = version(of: model)
    container.metadata["hash"] = hashPlaceholder
    ModelCoding.write(model, to: &container)
    try VerificationRows(scoring).write(to: &container)
    var bytes = container.bytes
    let header = bytes.count - container.tensors.values.reduce(8) { $0 + 8 * $1.values.count }
    guard header <= SafeTensors.headerLimit else { throw .tooManyTexts(bytes: header, limit: SafeTensors.headerLimit) }
    let hash = FileHash.digits(bytes)
    guard FileHash.replace(hashPlaceholder, by: hash, in: &bytes) else {
      throw .inconsistent("a text of the model looks like the file's hash")
    }
    return (bytes, try decode(bytes))
  }

  /// Reads a model from the bytes of its file, and verifies it.
  static func decode(_ file: [UInt8]) throws(ModelFileError) -> ScoringModel {
    let container = try SafeTensors(file)
    guard container.metadata["format"] == "clientele" else { throw .badHeader("__metadata__.format is not clientele") }
    let found = container.metadata["format_version"] ?? "none"
    guard ["1", "2", version].contains(found) else { throw .unsupportedVersion(found: found, supported: version) }
    guard let hash = container.metadata["hash"], hash.utf8.count == hashPlaceholder.utf8.count else {
      throw .badHeader("__metadata__.hash is not a hash")
    }
    var zeroed = file
    guard FileHash.replace(hash, by: hashPlaceholder, in: &zeroed), FileHash.digits(zeroed) == hash else {
      throw .hashMismatch
    }
    let model = try ModelCoding.read(container)
    try model.checkConsistency()
    let scoring = ScoringModel(checked: model, hash: hash)
    try VerificationRows(container, scoring).verify(scoring)
    return scoring
  }

  private static let hashPlaceholder = String(repeating: "0", count: 64)
}

extension ScoringModel {
  /// Reads and verifies a model file.
  ///
  /// - Throws: ``ModelFileError``, which says what is wrong with the file.
  public init(contentsOf url: URL) throws(ModelFileError) {
    try self.init(path: url.path)
  }

  /// Reads and verifies a model file.
  public init(path: String) throws(ModelFileError) {
    self = try ModelFile.decode(FileAccess.read(path))
  }

  /// Verifies a model file that is in memory.
  public init(bytes: [UInt8]) throws(ModelFileError) {
    self = try ModelFile.decode(bytes)
  }
}

/// The SHA-256 of a file that contains it.
private enum FileHash {
  /// The hash of `bytes` as 64 lower-case hexadecimal digits.
  static func digits(_ bytes: [UInt8]) -> String {
    let digits = SHA256.hash(data: bytes).flatMap { [hexadecimal($0 >> 4), hexadecimal($0 & 15)] }
    return String(decoding: digits, as: UTF8.self)
  }

  /// Overwrites the value of the header's `"hash"` in place; false where it is not found exactly once.
  static func replace(_ old: String, by new: String, in bytes: inout [UInt8]) -> Bool {
    let pattern = Array("\"hash\":\"\(old)\"".utf8)
    guard let first = position(of: pattern, in: bytes, from: 0),
      position(of: pattern, in: bytes, from: first + 1) == nil
    else { return false }
    let start = first + pattern.count - 1 - old.utf8.count
    bytes.replaceSubrange(start..<(start + old.utf8.count), with: new.utf8)
    return true
  }

  private static func position(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count - pattern.count >= start else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      (start...(bytes.count - pattern.count)).first { position in
        bytes[position] == pattern[0] && bytes[position..<(position + pattern.count)].elementsEqual(pattern)
      }
    }
  }
}
