#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A file that appears whole or not at all: it is written under another name beside its place, and then renamed.
package struct AtomicFile: ~Copyable {
  private let path: String
  private let aside: String
  private let descriptor: Int32
  private var isDone = false

  /// Why a file cannot be written.
  package struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String { "\(path) cannot be written: \(reason)" }
  }

  /// Starts a file that will be at `path`.
  package init(_ path: String) throws(Failure) {
    self.path = path
    aside = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).part"
    descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw Failure(path: path, reason: Self.systemReason()) }
  }

  deinit {
    close(descriptor)
    if !isDone { unlink(aside) }
  }

  /// Appends `bytes`.
  package func append(_ bytes: [UInt8]) throws(Failure) {
    var position = 0
    while position < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        systemWrite(descriptor, buffer.baseAddress.map { $0 + position }, bytes.count - position)
      }
      if written < 0, errno == EINTR { continue }
      if written <= 0 { throw Failure(path: path, reason: Self.systemReason()) }
      position += written
    }
  }

  /// Puts the file in its place.
  package mutating func finish() throws(Failure) {
    if rename(aside, path) != 0 { throw Failure(path: path, reason: Self.systemReason()) }
    isDone = true
  }

  private static func systemReason() -> String { String(cString: strerror(errno)) }
}

private func systemWrite(_ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, base, count)
}
