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
/// is removed. A link stays, and what it leads to is replaced; what is no regular file, a pipe or a terminal, is written
/// to directly.
package struct AtomicFile: ~Copyable {
  /// The name for errors.
  private let path: String
  /// The file that is made or replaced.
  private let place: String
  /// The name of the file that is written, nil if that is the destination itself.
  private var temporary: String?
  /// −1 when it is closed.
  private var descriptor: Int32

  /// Starts a file that is to be at `path`, with the permissions of a file that is there.
  package init(path: String) throws(FileWriteError) {
    self.path = path
    let destination = FileDestination(path)
    var opened: Int32 = -1
    switch destination {
    case .descriptor(let number):
      place = path
      opened = fcntl(number, F_DUPFD_CLOEXEC, 0)
    case .stream:
      place = path
      opened = open(path, O_WRONLY | O_CLOEXEC)
    case .file(let file):
      place = file
      let name = FileDestination.folder(of: file) + AtomicFile.temporaryName()
      opened = AtomicFile.create(name, for: file)
      if opened >= 0 { temporary = name }
    }
    descriptor = opened
    guard descriptor >= 0 else { throw .cannotCreate(file: path, reason: systemMessage(errno)) }
  }

  /// Makes the file `name` with the permissions of a file that is at `place`; −1 if it cannot be.
  private static func create(_ name: String, for place: String) -> Int32 {
    var status = stat()
    let exists = stat(place, &status) == 0
    if exists && status.st_mode & S_IFMT == S_IFDIR {
      errno = EISDIR
      return -1
    }
    UnfinishedFile.begin(name)
    let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor < 0 {
      UnfinishedFile.end(name)
    } else if exists {
      fchmod(descriptor, status.st_mode & 0o7777)
    }
    return descriptor
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if let temporary {
      unlink(temporary)
      UnfinishedFile.end(temporary)
    }
  }

  /// Appends `bytes`.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(FileWriteError) {
    try AtomicFile.write(bytes, to: descriptor, path)
  }

  /// Appends `bytes`.
  package func write(_ bytes: [UInt8]) throws(FileWriteError) {
    try bytes.withUnsafeBufferPointer { bytes throws(FileWriteError) in try write(UnsafeRawBufferPointer(bytes)) }
  }

  /// Closes the file and gives it its name. Its content is on the disk before its name is.
  package mutating func commit() throws(FileWriteError) {
    if temporary != nil, fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { throw failure(errno) }
    let closing = close(descriptor)
    descriptor = -1
    if closing != 0, errno != EINTR { throw failure(errno) }
    guard let temporary else { return }
    guard rename(temporary, place) == 0 else {
      throw .cannotCreate(file: path, reason: systemMessage(errno))
    }
    self.temporary = nil
    UnfinishedFile.end(temporary)
  }

  private func failure(_ code: Int32) -> FileWriteError { FileWriteError(writing: path, code: code) }

  /// Writes all of `bytes` to an open `descriptor`; `name` stands for it in errors.
  package static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ name: String
  ) throws(FileWriteError) {
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
        throw FileWriteError(writing: name, code: errno)
      }
    }
  }

  /// A name that no other process and no other call takes, of a length that every folder permits.
  private static func temporaryName() -> String {
    ".clientele-\(String(UInt64.random(in: 0 ... .max), radix: 36)).tmp"
  }
}
