import Tables

/// Texts as files.
enum TextFile {
  /// Writes `text` aside and gives it its name when it is complete.
  static func write(_ text: String, to path: String) throws(FileWriteError) {
    var file = try AtomicFile(path: path)
    try file.write(Array(text.utf8))
    try file.commit()
  }
}
