#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// What a path to write to leads to.
package enum FileDestination: Equatable {
  /// A stream of this process: `/dev/stdout`, `/dev/fd/N`.
  case descriptor(Int32)
  /// A pipe, a terminal or a device, which is written into.
  case stream(String)
  /// A file, or the place for one, behind all links.
  case file(String)

  /// Follows `path`.
  package init(_ path: String) {
    var place = path
    var links = 0
    while true {
      if let number = Self.descriptor(place) {
        self = .descriptor(number)
        return
      }
      guard let target = Self.target(ofLink: place) else { break }
      place = target.hasPrefix("/") ? target : Self.folder(of: place) + target
      links += 1
      if links > 40 {  // in a circle: opening it gives the system's words for that
        self = .stream(path)
        return
      }
    }
    var status = stat()
    let isThere = stat(path, &status) == 0
    let type = status.st_mode & S_IFMT
    self = isThere && type != S_IFREG && type != S_IFDIR ? .stream(path) : .file(place)
  }

  /// The part of `path` up to the last slash, with it.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func descriptor(_ path: String) -> Int32? {
    if path == "/dev/stdout" { return STDOUT_FILENO }
    if path == "/dev/stderr" { return STDERR_FILENO }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }

  private static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
