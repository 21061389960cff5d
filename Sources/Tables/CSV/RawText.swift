/// A text as it stands in the file: a field with its quotes, if it is quoted, or what is between them, with quotes still
/// doubled. As only one spelling of a content has doubled quotes, two contents are equal just if these bytes are.
struct RawText {
  let start: UnsafePointer<UInt8>
  let count: Int
  let hash: UInt32
  /// Whether this is a content with doubled quotes.
  private(set) var hasQuotes = false
  /// The first eight bytes and the last eight; of fewer bytes both are all of them, zeros behind the end.
  private let front: UInt64
  private let back: UInt64

  /// Hashes `count` bytes; sixteen at a time by one multiplication, whose halves are combined. Texts of up to sixteen
  /// bytes, whatever their lengths, take no branch.
  @inline(__always) init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    self.start = start
    self.count = count
    let mask = count < 8 ? ~(UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* count)) : UInt64.max
    front = Digits.word(start) & mask
    back = Digits.word(start + max(count &- 8, 0)) & mask
    var state = RawText.mix(
      front ^ 0xA076_1D64_78BD_642F, back ^ 0xE703_7ED1_A0B4_28DB ^ UInt64(truncatingIfNeeded: count))
    if count > 16 {
      var position = 8
      while position < count &- 8 {
        let place = start + min(position, count &- 16)
        state = RawText.mix(state ^ Digits.word(place), Digits.word(place + 8) ^ 0x8EBC_6AF0_9C88_C6E3)
        position &+= 16
      }
    }
    hash = UInt32(truncatingIfNeeded: state ^ state &>> 32)
  }

  /// The content of a field.
  var content: RawText {
    guard count > 1 && start[0] == CSVDialect.quote else { return self }
    var content = RawText(start + 1, count - 2)
    content.hasQuotes = UnsafeBufferPointer(start: content.start, count: content.count).contains(CSVDialect.quote)
    return content
  }

  /// Whether the texts are equal.
  @inline(__always) static func == (left: RawText, right: RawText) -> Bool {
    let fronts = (left.front ^ right.front) | (left.back ^ right.back)
    guard fronts | UInt64(truncatingIfNeeded: left.count ^ right.count) == 0 else { return false }
    if left.count <= 16 { return true }
    var position = 8
    while position < left.count &- 8 {
      let place = min(position, left.count &- 8)
      if Digits.word(left.start + place) != Digits.word(right.start + place) { return false }
      position &+= 8
    }
    return true
  }

  @inline(__always) private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
  }
}
