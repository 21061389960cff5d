#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A file that appears under its name only when it is complete.
///
/// The bytes go to a file beside it with a name of its own, which ``commit()`` renames. A file that is not committed
/// is removed. What is no regular file, a pipe or a terminal, is written to directly.
package struct AtomicFile: ~Copyable {
  private let path: String
  /// The name of the file that is written, nil if that is the file itself.
  private var temporary: String?
  private let descriptor: Int32

  /// Starts a file that is to be at `path`, with the permissions of a file that is there.
  package init(path: String) throws(FileWriteError) {
    self.path = path
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists && status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR {
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let name = AtomicFile.temporaryName(for: path)
      temporary = name
      descriptor =
        exists && status.st_mode & S_IFMT == S_IFDIR ? -1 : open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if exists && descriptor >= 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    }
    guard descriptor >= 0 else {
      let code = status.st_mode & S_IFMT == S_IFDIR && exists ? EISDIR : errno
      temporary = nil
      throw .cannotCreate(file: path, reason: systemMessage(code))
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if let temporary { unlink(temporary) }
  }

  /// Appends `bytes`.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(FileWriteError) {
    try AtomicFile.write(bytes, to: descriptor, path)
  }

  /// Appends `bytes`.
  package func write(_ bytes: [UInt8]) throws(FileWriteError) {
    try bytes.withUnsafeBufferPointer { bytes throws(FileWriteError) in try write(UnsafeRawBufferPointer(bytes)) }
  }

  /// Gives the file its name.
  package mutating func commit() throws(FileWriteError) {
    guard let temporary else { return }
    guard rename(temporary, path) == 0 else {
      throw .cannotCreate(file: path, reason: systemMessage(errno))
    }
    self.temporary = nil
  }

  /// Writes all of `bytes` to an open `descriptor`; `name` stands for it in errors.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ name: String) throws(FileWriteError) {
    guard var next = bytes.baseAddress else { return }
    let end = next + bytes.count
    while next < end {
      #if canImport(Darwin)
        let count = Darwin.write(descriptor, next, min(end - next, 1 << 30))
      #elseif canImport(Glibc)
        let count = Glibc.write(descriptor, next, min(end - next, 1 << 30))
      #elseif canImport(Musl)
        let count = Musl.write(descriptor, next, min(end - next, 1 << 30))
      #elseif canImport(Android)
        let count = Android.write(descriptor, next, min(end - next, 1 << 30))
      #endif
      if count > 0 {
        next += count
      } else if errno != EINTR {
        throw FileWriteError(writing: name, code: errno, isFull: errno == ENOSPC || errno == EDQUOT)
      }
    }
  }

  /// A name in the same folder that no other process and no other call takes.
  private static func temporaryName(for path: String) -> String {
    let cut = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    let number = UInt64.random(in: 0 ... .max)
    return path[..<cut] + ".\(path[cut...]).\(String(number, radix: 36)).tmp"
  }
}
