#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whole files, read with a bound and written aside.
enum FileAccess {
  /// The largest file that is read.
  static let sizeLimit = 256 << 20

  /// The bytes of a file. Its size and the length of the header that it claims are checked first.
  static func read(_ path: String) throws(ModelFileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .notFound(path: path) : .unreadable(path: path, reason: systemReason())
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: systemReason()) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: path, reason: "not a regular file") }
    let size = Int(status.st_size)
    guard size <= sizeLimit else { throw .tooLarge(bytes: size, limit: sizeLimit) }
    var bytes = try read(descriptor, 8, path)
    _ = try SafeTensors.headerRange(prefix: bytes[...], fileSize: size)
    bytes += try read(descriptor, size - 8, path)
    guard bytes.count == size else { throw .truncated(bytes: bytes.count, expected: size) }
    return bytes
  }

  /// Up to `count` bytes, fewer only at the end of the file.
  private static func read(_ descriptor: Int32, _ count: Int, _ path: String) throws(ModelFileError) -> [UInt8] {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        guard let base = buffer.baseAddress else { return }
        #if canImport(Darwin)
          let got = Darwin.read(descriptor, base + filled, count - filled)
        #elseif canImport(Glibc)
          let got = Glibc.read(descriptor, base + filled, count - filled)
        #else
          let got = Musl.read(descriptor, base + filled, count - filled)
        #endif
        if got < 0 && errno == EINTR { continue }
        failed = got < 0
        guard got > 0 else { return }
        filled += got
      }
    }
    guard !failed else { throw .unreadable(path: path, reason: systemReason()) }
    return bytes
  }

  /// Writes `bytes` beside `path`, flushes them to the device and renames them into place.
  static func write(_ bytes: [UInt8], to path: String) throws(ModelFileError) {
    let aside = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).part"
    let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: systemReason()) }
    var reason: String?
    if !writeAll(bytes, descriptor) || fsync(descriptor) != 0 { reason = systemReason() }
    if close(descriptor) != 0 { reason = reason ?? systemReason() }
    if reason == nil && rename(aside, path) != 0 { reason = systemReason() }
    if let reason {
      unlink(aside)
      throw .unwritable(path: path, reason: reason)
    }
  }

  private static func writeAll(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        #if canImport(Darwin)
          let written = Darwin.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        #elseif canImport(Glibc)
          let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        #else
          let written = Musl.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        #endif
        if written < 0 && errno == EINTR { continue }
        guard written > 0 else { return false }
        rest = rest.dropFirst(written)
      }
      return true
    }
  }

  private static func systemReason() -> String { String(cString: strerror(errno)) }
}
