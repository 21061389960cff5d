#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Zeroed memory straight from the system, on the borders of large pages where the system has them.
struct OwnPages: @unchecked Sendable {
  private static let largePage = 1 << 21

  /// The first byte.
  let start: UnsafeMutablePointer<UInt8>
  private let memory: UnsafeMutableRawPointer
  private let length: Int

  /// Room for `count` bytes; nil where there is not as much. What is never touched costs nothing.
  init?(count: Int) {
    let length = (count + 2 * Self.largePage - 1) / Self.largePage * Self.largePage
    guard let memory = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0), memory != MAP_FAILED
    else { return nil }
    let start = memory.alignedUp(toMultipleOf: Self.largePage)
    #if os(Linux)
      if count >= Self.largePage { madvise(start, count, MADV_HUGEPAGE) }
    #endif
    self.start = start.assumingMemoryBound(to: UInt8.self)
    self.memory = memory
    self.length = length
  }

  /// Gives the memory back; nobody may use it afterwards.
  func free() { munmap(memory, length) }
}
