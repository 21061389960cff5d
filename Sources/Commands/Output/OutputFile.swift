import ArgumentParser
import Registry
import Tables

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
    case isInput(String)
    case isRegistry(String)
    case nameTooLong(String)

    var description: String {
      switch self {
      case .isFolder(let path): "\(path) is a folder: name a file to write"
      case .noFolder(let path): "there is no folder \(path): make it first"
      case .notWritable(let path): "the folder \(path) cannot be written to: choose another one"
      case .isInput(let path): "\(path) is read by this command and would be lost: name another file"
      case .isRegistry(let path):
        "\(path) is inside a registry, whose versions never change: write elsewhere, or train with --register NAME"
      case .nameTooLong(let path): "\(path): this name is too long for a file: choose a shorter one"
      }
    }
  }

  /// Whether `path` is standard output: `-`, or one of its other names.
  static func isStandardOutput(_ path: String) -> Bool {
    path == "-" || FileDestination(path) == .descriptor(STDOUT_FILENO)
  }

  /// Throws unless `path` names a place, which is not to take `what` and a report at once.
  static func checkName(_ path: String, flag: String, _ what: String, json: Bool) throws {
    if path.isEmpty { throw ValidationError("\(flag): name a file to write, or - for standard output") }
    if json, isStandardOutput(path) {
      throw ValidationError(
        "\(flag) \(path) --json: standard output takes the \(what) or the report; write one to a file")
    }
  }

  /// Throws unless a file at `path` can be made or replaced; it may not be one of `inputs`, files or registered versions,
  /// nor inside a registry. Standard output, a pipe or a device is written into as it is.
  static func check(_ path: String, keeping inputs: [String]) throws(Failure) {
    guard !isStandardOutput(path), case .file(let place) = FileDestination(path) else { return }
    let inputs = inputs.map { (try? modelPath($0)) ?? $0 }
    if let status = status(of: path) {
      if (status.st_mode & S_IFMT) == S_IFDIR { throw .isFolder(path) }
      let same = inputs.compactMap(self.status).contains { $0.st_dev == status.st_dev && $0.st_ino == status.st_ino }
      if same { throw .isInput(path) }
    } else if errno == ENAMETOOLONG {
      throw .nameTooLong(path)
    }
    let folder = place.lastIndex(of: "/").map { $0 == place.startIndex ? "/" : String(place[..<$0]) } ?? "."
    guard let status = status(of: folder), (status.st_mode & S_IFMT) == S_IFDIR else { throw .noFolder(folder) }
    if Registry.keeps(folder: folder) { throw .isRegistry(path) }
    if access(folder, W_OK) != 0 { throw .notWritable(folder) }
  }

  /// What is at `path`, if anything is.
  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }
}
