import Tables

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Files and folders, with errors that name the path and the reason.
enum Folder {
  /// The largest file that a registry reads: that of a model.
  private static let sizeLimit = 256 << 20

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, without those that begin with a dot.
  static func entries(of path: String) throws(RegistryError) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") } } catch {
      throw .system(path: path, reason: "cannot be read: it is no folder, or this user may not")
    }
  }

  /// Makes a folder where there is none, and those that it is in, and adds them to `made`, the outermost first.
  static func make(_ path: String, noting made: inout [String]) throws(RegistryError) {
    if mkdir(path, 0o777) == 0 {
      made.append(path)
      return
    }
    if errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw failure(path, "cannot be made")
    }
    try make(String(path[..<slash]), noting: &made)
    if mkdir(path, 0o777) == 0 {
      made.append(path)
    } else if errno != EEXIST {
      throw failure(path, "cannot be made")
    }
  }

  /// Throws unless a folder at `path` is there or can be made, as far as that can be told without making it.
  static func checkCanMake(_ path: String) throws(RegistryError) {
    var place = path
    while true {
      var status = stat()
      if stat(place, &status) == 0 {
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .system(path: place, reason: "is no folder") }
        if access(place, W_OK | X_OK) != 0 { throw failure(place, "cannot be written to") }
        return
      }
      if errno != ENOENT { throw failure(place, "cannot be made") }
      guard let slash = place.lastIndex(of: "/") else {
        place = "."
        continue
      }
      place = slash == place.startIndex ? "/" : String(place[..<slash])
    }
  }

  /// A folder that others overlook, with a name of its own.
  static func makeAside(in folder: String) throws(RegistryError) -> String {
    let path = "\(folder)/.\(String(UInt64.random(in: 0 ... .max), radix: 36))"
    if mkdir(path, 0o777) != 0 { throw failure(path, "cannot be made") }
    return path
  }

  /// Renames a folder; false where something has that name already.
  static func rename(_ path: String, to target: String) throws(RegistryError) -> Bool {
    #if canImport(Darwin)
      let code = Darwin.rename(path, target)
    #elseif canImport(Glibc)
      let code = Glibc.rename(path, target)
    #elseif canImport(Musl)
      let code = Musl.rename(path, target)
    #endif
    if code == 0 { return true }
    if errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR { return false }
    throw failure(target, "cannot be made")
  }

  /// Removes a folder and what is in it, as far as that can be done.
  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// Removes a folder if nothing is in it.
  static func removeEmpty(_ path: String) { rmdir(path) }

  static func read(_ path: String) throws(RegistryError) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(path, "cannot be read") }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= sizeLimit,
      let bytes = FileManager.default.contents(atPath: path)
    else { throw .system(path: path, reason: "cannot be read: it is no file of a registry") }
    return Array(bytes)
  }

  /// Writes a file that nobody may change.
  static func write(_ bytes: [UInt8], to path: String) throws(RegistryError) {
    try replace(path, with: bytes)
    chmod(path, 0o444)
  }

  /// Writes a file aside and renames it into place.
  static func replace(_ path: String, with bytes: [UInt8]) throws(RegistryError) {
    do throws(FileWriteError) {
      var file = try AtomicFile(path: path)
      try file.write(bytes)
      try file.commit()
    } catch {
      throw .system(path: path, reason: error.reason)
    }
  }

  private static func failure(_ path: String, _ what: String) -> RegistryError {
    .system(path: path, reason: "\(what): \(String(cString: strerror(errno)))")
  }
}
