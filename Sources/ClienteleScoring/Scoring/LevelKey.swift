/// A fingerprint of a text by which levels are told apart without comparing them byte by byte.
///
/// Texts of up to 16 bytes have equal keys only if they have equal bytes; longer ones need a comparison after that.
struct LevelKey: Equatable, Sendable {
  private let count: Int
  private let head: UInt64
  private let tail: UInt64

  /// Whether equal keys mean equal bytes.
  var isExact: Bool { count <= 16 }

  @inline(__always)
  init(_ text: String) {
    let key = text.utf8.withContiguousStorageIfAvailable { LevelKey(UnsafeRawBufferPointer($0)) }
    self = key ?? Array(text.utf8).withUnsafeBytes { LevelKey($0) }
  }

  /// The first and the last bytes, overlapping where there are fewer than 16.
  @inline(__always)
  private init(_ bytes: UnsafeRawBufferPointer) {
    count = bytes.count
    if count >= 8 {
      head = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
      tail = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else if count >= 4 {
      head = UInt64(bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
      tail = UInt64(bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
    } else if count > 0 {
      head = UInt64(bytes[0]) | UInt64(bytes[count / 2]) << 8
      tail = UInt64(bytes[count - 1])
    } else {
      (head, tail) = (0, 0)
    }
  }

  /// A few bits of all of it (Fibonacci hashing).
  @inline(__always)
  var hash: Int {
    let mixed = (head ^ (tail &* 0xff51_afd7_ed55_8ccd) ^ UInt64(truncatingIfNeeded: count)) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: mixed >> 33)
  }

  /// Without a branch: which of a few levels it is cannot be predicted.
  @inline(__always)
  static func == (left: LevelKey, right: LevelKey) -> Bool {
    (left.count ^ right.count) | Int(bitPattern: UInt((left.head ^ right.head) | (left.tail ^ right.tail))) == 0
  }
}
