/// Eight decimal digits at a time in a 64-bit word (Lemire, “Number parsing at a gigabyte per second”, 2021).
///
/// Reads up to 8 bytes at and behind the digits, which must be readable.
enum Digits {
  /// The value of 1 to 8 digits, or nil if one of the bytes is not a digit.
  @inline(__always) static func value(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64? {
    value(aligned(word(start), count))
  }

  /// Eight bytes, the first in the lowest place.
  @inline(__always) static func word(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(start).loadUnaligned(as: UInt64.self).littleEndian
  }

  /// Moves the first `count` (1 to 8) characters of `word` to its highest places, less the character 0, and fills
  /// with zeros what becomes the front of the number.
  @inline(__always) static func aligned(_ word: UInt64, _ count: Int) -> UInt64 {
    (word ^ 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
  }

  /// The value of eight digits 0 to 9, nil if one is more.
  @inline(__always) static func value(_ digits: UInt64) -> UInt64? {
    guard ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080 == 0 else { return nil }
    let pairs = (digits &* 2561) &>> 8 & 0x00FF_00FF_00FF_00FF
    let quads = (pairs &* 6_553_601) &>> 16 & 0x0000_FFFF_0000_FFFF
    return (quads &* 42_949_672_960_001) &>> 32
  }

  /// The value of 9 to 16 digits.
  @inline(__always) static func longValue(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64? {
    guard let high = value(start, count &- 8), let low = value(start + (count &- 8), 8) else { return nil }
    return high &* 100_000_000 &+ low
  }

  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}
