#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whole files, read with a bound.
enum FileAccess {
  /// The largest file that is read.
  static let sizeLimit = 256 << 20

  /// The bytes of a file. Its size and the length of the header that it claims are checked first.
  static func read(_ path: String) throws(ModelFileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)  // a pipe without a writer does not block
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .notFound(path: path) : .unreadable(path: path, reason: systemReason())
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: systemReason()) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path: path, reason: "a model is read from a regular file, and this is none")
    }
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

  private static func systemReason() -> String { String(cString: strerror(errno)) }
}
