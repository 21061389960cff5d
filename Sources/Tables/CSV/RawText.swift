/// A text as it stands in the file: between quotes if it was quoted, with quotes still doubled. As only one spelling
/// of a text has doubled quotes, two texts are equal just if these bytes are.
struct RawText {
  let start: UnsafePointer<UInt8>
  let count: Int
  let hash: UInt32
  /// Whether there is a doubled quote in it, once ``findQuotes()`` has been called.
  private(set) var hasQuotes = false
  /// The first sixteen bytes, zeros behind the end.
  private let front: UInt64
  private let back: UInt64

  /// Hashes `count` bytes; sixteen at a time by one multiplication, whose halves are combined. Texts of up to sixteen
  /// bytes, whatever their lengths, take no branch.
  @inline(__always) init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    self.start = start
    self.count = count
    front = Digits.word(start) & RawText.mask(count)
    back = Digits.word(start + 8) & RawText.mask(count &- 8)
    var state = RawText.mix(
      front ^ 0xA076_1D64_78BD_642F, back ^ 0xE703_7ED1_A0B4_28DB ^ UInt64(truncatingIfNeeded: count))
    if count > 16 {
      var position = 16
      while position < count {
        let place = start + min(position, count &- 16)
        state = RawText.mix(state ^ Digits.word(place), Digits.word(place + 8) ^ 0x8EBC_6AF0_9C88_C6E3)
        position &+= 16
      }
    }
    hash = UInt32(truncatingIfNeeded: state ^ state &>> 32)
  }

  /// Finds out whether there is a doubled quote.
  mutating func findQuotes() {
    hasQuotes = UnsafeBufferPointer(start: start, count: count).contains(CSVDialect.quote)
  }

  /// Whether the texts are equal.
  @inline(__always) static func == (left: RawText, right: RawText) -> Bool {
    let fronts = (left.front ^ right.front) | (left.back ^ right.back)
    guard fronts | UInt64(truncatingIfNeeded: left.count ^ right.count) == 0 else { return false }
    if left.count <= 16 { return true }
    var position = 16
    while position < left.count {
      let place = min(position, left.count &- 8)
      if Digits.word(left.start + place) != Digits.word(right.start + place) { return false }
      position &+= 8
    }
    return true
  }

  /// The lowest `count` bytes set: none if it is negative, all if it is 8 or more.
  @inline(__always) private static func mask(_ count: Int) -> UInt64 {
    let bits = min(max(count, 0), 8) &* 8
    return bits == 0 ? 0 : UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- bits)
  }

  @inline(__always) private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
  }
}
