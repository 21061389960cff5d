#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Checks of a file that is about to be written, made before the work and not after it.
enum OutputFile {
  /// Why a result cannot be written.
  enum Failure: Error, CustomStringConvertible {
    case isFolder(String)
    case noFolder(String)
    case notWritable(String)

    var description: String {
      switch self {
      case .isFolder(let path): "\(path) is a folder: name a file to write"
      case .noFolder(let path): "there is no folder \(path): make it first"
      case .notWritable(let path): "the folder \(path) cannot be written to: choose another with -o"
      }
    }
  }

  /// Throws unless a file at `path` can be made or replaced.
  static func check(_ path: String) throws(Failure) {
    var status = stat()
    if stat(path, &status) == 0, (status.st_mode & S_IFMT) == S_IFDIR { throw .isFolder(path) }
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard stat(folder, &status) == 0, (status.st_mode & S_IFMT) == S_IFDIR else { throw .noFolder(folder) }
    if access(folder, W_OK) != 0 { throw .notWritable(folder) }
  }
}
