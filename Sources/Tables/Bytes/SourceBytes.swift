#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Read-only bytes of a file or of a buffer, followed by at least ``SourceBytes/slack`` readable bytes, so that
/// word-wise loops may read past the end.
///
/// The bytes are the process's own and never change: what another process does to the file cannot reach them.
package final class SourceBytes: @unchecked Sendable {
  /// The readable bytes behind the last one.
  package static let slack = 128

  /// The first byte.
  package let base: UnsafePointer<UInt8>
  /// The number of bytes, without the slack.
  package let count: Int
  private let origin: Origin

  private enum Origin {
    case pages(OwnPages)
    case allocated
    case malloc
  }

  /// Takes over `memory`, allocated with `malloc`, of which `count` bytes are content and at least
  /// ``SourceBytes/slack`` more are allocated.
  package init(adopting memory: UnsafeMutablePointer<UInt8>, count: Int) {
    base = UnsafePointer(memory)
    self.count = count
    origin = .malloc
  }

  /// Copies `bytes`.
  package init(copying bytes: UnsafeRawBufferPointer) {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + SourceBytes.slack)
    UnsafeMutableRawBufferPointer(start: memory, count: bytes.count).copyMemory(from: bytes)
    (memory + bytes.count).initialize(repeating: 0, count: SourceBytes.slack)
    base = UnsafePointer(memory)
    count = bytes.count
    origin = .allocated
  }

  init(_ pages: OwnPages, count: Int) {
    base = UnsafePointer(pages.start)
    self.count = count
    origin = .pages(pages)
  }

  deinit {
    switch origin {
    case .pages(let pages): pages.free()
    case .allocated: base.deallocate()
    case .malloc: free(UnsafeMutableRawPointer(mutating: base))
    }
  }
}

/// Why the bytes of a file cannot be had.
package enum SourceBytesError: Error, Equatable {
  case notFound
  case isDirectory
  case isDevice
  case unreadable(code: Int32)
  case changed
}

extension SourceBytes {
  /// The bytes that a worker reads at a time.
  private static let pieceSize = 8 << 20

  /// The content of the file at `path`, copied into memory of the process's own.
  ///
  /// A mapping would save the copy, but another process that truncates the file would then end this one, and one that
  /// writes to it would change the bytes between two looks at them.
  ///
  /// - Throws: ``SourceBytesError/changed`` where somebody wrote to the file meanwhile, as far as its size and times tell.
  package static func contents(
    of path: String, threads: Int = Workers.processorCount
  ) throws(SourceBytesError) -> SourceBytes {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw errno == ENOENT ? .notFound : .unreadable(code: errno) }
    defer { close(descriptor) }
    let before = try FileState(descriptor)
    switch before.type {
    case S_IFDIR: throw .isDirectory
    case S_IFREG where before.size > 0:
      let content = try readWhole(descriptor, count: before.size, threads: threads)
      if try FileState(descriptor) != before { throw .changed }
      return content
    case S_IFBLK: throw .isDevice
    // A terminal has an end, and /dev/null is at it; /dev/zero has none.
    case S_IFCHR where isatty(descriptor) == 0:
      var first: UInt8 = 0
      if read(descriptor, &first, 1) > 0 { throw .isDevice }
      return SourceBytes(copying: UnsafeRawBufferPointer(start: nil, count: 0))
    default: return try readAll(descriptor)
    }
  }

  /// Reads `count` bytes from the front of a file, in pieces shared out to `threads`.
  private static func readWhole(
    _ descriptor: Int32, count: Int, threads: Int
  ) throws(SourceBytesError) -> SourceBytes {
    guard let pages = OwnPages(count: count + slack) else { throw .unreadable(code: ENOMEM) }
    let content = SourceBytes(pages, count: count)
    let pieces = (count + pieceSize - 1) / pieceSize
    let failures = [Failure?](unsafeUninitializedCapacity: pieces) { failures, initialized in
      guard let failures = failures.baseAddress else { return }
      Workers.run(tasks: pieces, workers: max(1, threads)) { _, piece in
        let start = piece * pieceSize
        let end = min(start + pieceSize, count)
        (failures + piece).initialize(to: fill(pages.start + start, from: descriptor, start..<end))
      }
      initialized = pieces
    }
    switch failures.lazy.compactMap(\.self).first {
    case .endOfFile: throw .changed
    case .system(let code): throw .unreadable(code: code)
    case nil: return content
    }
  }

  private enum Failure { case endOfFile, system(Int32) }

  /// Reads the bytes of `range` in a file to `start`.
  private static func fill(
    _ start: UnsafeMutablePointer<UInt8>, from descriptor: Int32, _ range: Range<Int>
  ) -> Failure? {
    var filled = 0
    while filled < range.count {
      let length = pread(descriptor, start + filled, range.count - filled, off_t(range.lowerBound + filled))
      if length == 0 { return .endOfFile }
      if length > 0 { filled += length } else if errno != EINTR { return .system(errno) }
    }
    return nil
  }

  private static func readAll(_ descriptor: Int32) throws(SourceBytesError) -> SourceBytes {
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let length = read(descriptor, &piece, piece.count)
      if length == 0 { break }
      if length > 0 {
        content.append(contentsOf: piece[..<length])
      } else if errno != EINTR {
        throw .unreadable(code: errno)
      }
    }
    return content.withUnsafeBytes { SourceBytes(copying: $0) }
  }
}

/// The system's words for an error number.
package func systemMessage(_ code: Int32) -> String {
  String(cString: strerror(code))
}
