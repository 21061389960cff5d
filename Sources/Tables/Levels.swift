/// The distinct texts of a column, UTF-8 in one buffer: a million short identifiers cost one allocation.
public struct Levels: RandomAccessCollection, Sendable, Equatable {
  private let bytes: [UInt8]
  private let ends: [Int]

  /// Wraps `bytes`, valid UTF-8, in which level *i* ends (exclusively) at `ends[i]` and starts where level *i* − 1 ends.
  package init(bytes: [UInt8], ends: [Int]) {
    self.bytes = bytes
    self.ends = ends
  }

  /// Copies `texts` in their order.
  public init(_ texts: [String]) {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    ends.reserveCapacity(texts.count)
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      ends.append(bytes.count)
    }
    self.init(bytes: bytes, ends: ends)
  }

  /// The first index, 0.
  public var startIndex: Int { 0 }
  /// The number of levels.
  public var endIndex: Int { ends.count }

  /// The text of a level.
  public subscript(index: Int) -> String {
    String(decoding: utf8(index), as: UTF8.self)
  }

  /// The UTF-8 bytes of a level.
  package func utf8(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }
}

/// The bytes of levels by their address: for loops that must not count references. The levels must outlive it.
struct LevelBytes {
  private let bytes: UnsafePointer<UInt8>?
  private let ends: UnsafePointer<Int>?

  init(_ levels: Levels) {
    (bytes, ends) = levels.addresses
  }

  @inline(__always) subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    guard let bytes, let ends else { return UnsafeBufferPointer(start: nil, count: 0) }
    let start = index == 0 ? 0 : ends[index &- 1]
    return UnsafeBufferPointer(start: bytes + start, count: ends[index] &- start)
  }
}

extension Levels {
  fileprivate var addresses: (UnsafePointer<UInt8>?, UnsafePointer<Int>?) {
    (bytes.withUnsafeBufferPointer(\.baseAddress), ends.withUnsafeBufferPointer(\.baseAddress))
  }
}
