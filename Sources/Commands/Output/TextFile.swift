import Tables

/// Texts as files.
enum TextFile {
  /// Writes `text` aside and gives it its name when it is complete; - is standard output.
  static func write(_ text: String, to path: String) throws(FileWriteError) {
    if OutputFile.isStandardOutput(path) { return try Console.write(text) }
    var file = try AtomicFile(path: path)
    try file.write(Array(text.utf8))
    try file.commit()
  }
}
