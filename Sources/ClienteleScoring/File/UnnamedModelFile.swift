import Tables

/// A model file that is complete on the disk and has not its name yet, so that other work may fail before an older file
/// is replaced.
package struct UnnamedModelFile: ~Copyable {
  /// The bytes of the file.
  package let bytes: [UInt8]
  /// The model, ready to score.
  package let model: ScoringModel
  private let path: String
  private var file: AtomicFile

  /// Writes a model aside; ``commit()`` puts it at `path`. Without that nothing is left.
  package init(_ model: FittedModel, for path: String) throws(ModelFileError) {
    let (bytes, scoring) = try ModelFile.encode(model)
    guard bytes.count <= FileAccess.sizeLimit else {
      throw .tooLarge(bytes: bytes.count, limit: FileAccess.sizeLimit)
    }
    file = try Self.written(bytes, aside: path)
    (self.bytes, self.model, self.path) = (bytes, scoring, path)
  }

  private static func written(_ bytes: [UInt8], aside path: String) throws(ModelFileError) -> AtomicFile {
    do throws(FileWriteError) {
      let file = try AtomicFile(path: path)
      try file.write(bytes)
      return file
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
  }

  /// Gives the file its name.
  package mutating func commit() throws(ModelFileError) {
    do throws(FileWriteError) { try file.commit() } catch { throw .unwritable(path: path, reason: error.reason) }
  }
}
