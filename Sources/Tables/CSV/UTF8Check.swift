/// The well-formed UTF-8 sequences of the Unicode standard, table 3-7.
enum UTF8Check {
  /// The length of the sequence at `bytes`, 1 to 4, or 0 when the first of `count` bytes starts no valid one.
  static func sequenceLength(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    guard count > 0 else { return 0 }
    let lead = bytes[0]
    if lead < 0x80 { return 1 }
    guard count > 1, lead >= 0xC2, lead <= 0xF4 else { return 0 }
    let second = bytes[1]
    if lead < 0xE0 { return isContinuation(second) ? 2 : 0 }
    guard count > 2, isContinuation(bytes[2]) else { return 0 }
    if lead < 0xF0 {
      let lowest: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
      let highest: UInt8 = lead == 0xED ? 0x9F : 0xBF
      return second >= lowest && second <= highest ? 3 : 0
    }
    let lowest: UInt8 = lead == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
    return second >= lowest && second <= highest && count > 3 && isContinuation(bytes[3]) ? 4 : 0
  }

  /// Whether all sequences that start in `range` are valid, given that those before it are and that the text ends at
  /// `end`.
  static func isValid(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, textStart: Int, end: Int) -> Bool {
    var position = range.lowerBound
    let limit = range.upperBound
    // Continuation bytes of a sequence that starts before the range.
    var lead = position
    while lead > textStart && position - lead < 3 && lead < end && isContinuation(bytes[lead]) { lead -= 1 }
    if lead < position { position = max(position, lead + max(1, sequenceLength(bytes + lead, end - lead))) }

    while position < limit {
      if position + 8 <= limit {
        let word = UnsafeRawPointer(bytes + position).loadUnaligned(as: UInt64.self)
        if word & 0x8080_8080_8080_8080 == 0 {
          position += 8
          continue
        }
      }
      let length = sequenceLength(bytes + position, end - position)
      guard length > 0 else { return false }
      position += length
    }
    return true
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
