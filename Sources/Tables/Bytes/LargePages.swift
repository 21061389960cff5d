#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Pages of 2 MB for large arrays on Linux: one page fault instead of 512.
package enum LargePages {
  private static let size = 1 << 21
  /// An array's header and that of its memory take fewer bytes than this.
  private static let headers = 64

  /// An array of `count` numbers whose content is whatever the memory holds.
  ///
  /// Its memory takes whole large pages, on whose borders Linux lays it then; what is never touched costs nothing.
  package static func array<Number: BitwiseCopyable>(_ type: Number.Type = Number.self, count: Int) -> [Number] {
    let used = count * MemoryLayout<Number>.stride
    let whole = (used + headers + size - 1) / size * size
    let capacity = used < size ? count : (whole - headers) / MemoryLayout<Number>.stride
    return [Number](unsafeUninitializedCapacity: capacity) { buffer, initialized in
      if let start = buffer.baseAddress { advise(UnsafeMutableRawPointer(start), used) }
      initialized = count
    }
  }

  /// Makes room for `capacity` numbers in `array`.
  static func reserve<Number: BitwiseCopyable>(_ capacity: Int, in array: inout [Number]) {
    array.reserveCapacity(capacity)
    array.withUnsafeMutableBytes { bytes in
      if let start = bytes.baseAddress { advise(start, capacity * MemoryLayout<Number>.stride) }
    }
  }

  /// Asks for large pages under `count` bytes of an array, but not for a last one used by less than half.
  private static func advise(_ start: UnsafeMutableRawPointer, _ count: Int) {
    #if os(Linux)
      guard count >= size, let first = UnsafeMutableRawPointer(bitPattern: Int(bitPattern: start) & -4096) else {
        return
      }
      let length = (count + headers + size / 2) / size * size
      madvise(first, length, MADV_HUGEPAGE)
      // The headers have already taken a small page of the first large one.
      let collapse: Int32 = 25  // MADV_COLLAPSE, Linux 6.1; older ones refuse it, which does no harm
      madvise(first, size, collapse)
    #endif
  }
}
