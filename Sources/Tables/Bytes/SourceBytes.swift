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
package final class SourceBytes: @unchecked Sendable {
  /// The readable bytes behind the last one.
  package static let slack = 128

  /// The first byte.
  package let base: UnsafePointer<UInt8>
  /// The number of bytes, without the slack.
  package let count: Int
  private let origin: Origin

  private enum Origin {
    case mapped(length: Int)
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

  private init(mapping memory: UnsafeMutableRawPointer, count: Int, length: Int) {
    base = UnsafePointer(memory.assumingMemoryBound(to: UInt8.self))
    self.count = count
    origin = .mapped(length: length)
  }

  deinit {
    switch origin {
    case .mapped(let length): munmap(UnsafeMutableRawPointer(mutating: base), length)
    case .allocated: base.deallocate()
    case .malloc: free(UnsafeMutableRawPointer(mutating: base))
    }
  }

  /// Gives the pages of a file that lie wholly in `range` back to the system; they are read again when touched.
  func release(_ range: Range<Int>) {
    guard case .mapped = origin else { return }
    let page = Int(getpagesize())
    let lower = (range.lowerBound + page - 1) / page * page
    let upper = range.upperBound / page * page
    guard lower < upper else { return }
    madvise(UnsafeMutableRawPointer(mutating: base + lower), upper - lower, MADV_DONTNEED)
  }
}

/// Why the bytes of a file cannot be had.
package enum SourceBytesError: Error, Equatable {
  case notFound
  case isDirectory
  case unreadable(code: Int32)
}

extension SourceBytes {
  /// The content of the file at `path`: mapped when it is a regular file, read otherwise (a pipe, a terminal).
  package static func contents(of path: String) throws(SourceBytesError) -> SourceBytes {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw errno == ENOENT ? .notFound : .unreadable(code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(code: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .isDirectory
    case S_IFREG where status.st_size > 0: return try map(descriptor, count: Int(status.st_size))
    default: return try readAll(descriptor)
    }
  }

  /// Maps the file over the front of an anonymous mapping, whose zero pages behind the file are the slack.
  private static func map(_ descriptor: Int32, count: Int) throws(SourceBytesError) -> SourceBytes {
    let page = Int(getpagesize())
    let length = (count + slack + page - 1) / page * page
    let anonymous = MAP_PRIVATE | MAP_ANON
    guard let memory = mmap(nil, length, PROT_READ, anonymous, -1, 0), memory != MAP_FAILED else {
      throw .unreadable(code: errno)
    }
    guard mmap(memory, count, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0) != MAP_FAILED else {
      let code = errno
      munmap(memory, length)
      throw .unreadable(code: code)
    }
    madvise(memory, count, MADV_SEQUENTIAL)
    return SourceBytes(mapping: memory, count: count, length: length)
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
