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

  public var startIndex: Int { 0 }
  public var endIndex: Int { ends.count }

  public subscript(index: Int) -> String {
    String(decoding: utf8(index), as: UTF8.self)
  }

  /// The UTF-8 bytes of a level.
  package func utf8(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }
}
