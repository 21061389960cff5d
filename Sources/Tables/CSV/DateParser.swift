/// Reads calendar days, YYYY-MM-DD, as days since 1970-01-01.
struct DateParser: FieldParser {
  static let missing = ColumnValues.missingDay

  @inline(__always) func value(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
    guard count == 10 else { return nil }
    return DateParser.days(start)
  }

  /// The day that the 10 bytes at `start` write.
  @inline(__always) static func days(_ start: UnsafePointer<UInt8>) -> Int32? {
    let front = Digits.word(start)  // YYYY-MM-
    guard front & 0xFF00_00FF_0000_0000 == 0x2D00_002D_0000_0000 else { return nil }
    // The digits YYYYMMDD in one word.
    let tail = UInt64(start[8]) &<< 48 | UInt64(start[9]) &<< 56
    let digits = front & 0x0000_0000_FFFF_FFFF | front &>> 8 & 0x0000_FFFF_0000_0000 | tail
    guard let number = Digits.value(digits ^ 0x3030_3030_3030_3030) else { return nil }
    let value = UInt32(truncatingIfNeeded: number)
    return days(year: value / 10_000, month: value / 100 % 100, day: value % 100)
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar, nil if there is no such day (years 0 to 9999).
  ///
  /// The year starts in March, so that a leap day is its last (Hinnant, “chrono-compatible low-level date
  /// algorithms”, 2013).
  @inline(__always) static func days(year: UInt32, month: UInt32, day: UInt32) -> Int32? {
    guard month &- 1 < 12, day &- 1 < 28 || (day >= 29 && day <= length(month, year)) else { return nil }
    let shifted = (month <= 2 ? year &+ 399 : year &+ 400)  // the year in which its March was, 400 years late
    let fromMarch = month <= 2 ? month &+ 9 : month &- 3
    let century = shifted / 100
    let dayOfYear = (153 &* fromMarch &+ 2) / 5 &+ day &- 1
    let days = 365 &* shifted &+ shifted / 4 &- century &+ century / 4 &+ dayOfYear
    return Int32(bitPattern: days) &- (719_468 + 146_097)
  }

  private static func length(_ month: UInt32, _ year: UInt32) -> UInt32 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// Reads instants, `YYYY-MM-DD[T ]HH:MM[:SS[.ffffff]][Z|±HH:MM]`, as microseconds since 1970-01-01T00:00:00Z. Without a
/// zone the time is taken as UTC; a day alone is its midnight; digits beyond the sixth of a fraction are dropped.
struct DateTimeParser: FieldParser {
  static let missing = ColumnValues.missingInteger

  @inline(__always) func value(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    guard count >= 10, let days = DateParser.days(start) else { return nil }
    let midnight = Int64(days) * 86_400_000_000
    if count == 10 { return midnight }
    guard let time = DateTimeParser.time(start + 10, count - 10) else { return nil }
    return midnight + time
  }

  /// The microseconds that `[T ]HH:MM…` adds to midnight.
  private static func time(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    guard count >= 6, start[0] == UInt8(ascii: "T") || start[0] == UInt8(ascii: " "), start[3] == UInt8(ascii: ":"),
      let hour = Digits.value(start + 1, 2), let minute = Digits.value(start + 4, 2), hour < 24, minute < 60
    else { return nil }
    var seconds = Int64(hour * 3600 + minute * 60)
    var microseconds: Int64 = 0
    var position = 6
    if position < count, start[position] == UInt8(ascii: ":") {
      guard count >= 9, let second = Digits.value(start + 7, 2), second < 60 else { return nil }
      seconds += Int64(second)
      position = 9
      if position < count, start[position] == UInt8(ascii: ".") {
        position += 1
        let first = position
        var unit: Int64 = 100_000
        while position < count, Digits.isDigit(start[position]) {
          microseconds += Int64(start[position] & 15) * unit
          unit /= 10
          position += 1
        }
        guard position > first else { return nil }
      }
    }
    guard let zone = offset(start + position, count - position) else { return nil }
    return (seconds - zone) * 1_000_000 + microseconds
  }

  /// The seconds by which a zone is ahead of UTC: nothing, `Z`, `±HH:MM`.
  private static func offset(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    if count == 0 || (count == 1 && start[0] == UInt8(ascii: "Z")) { return 0 }
    guard count == 6, start[0] == UInt8(ascii: "+") || start[0] == UInt8(ascii: "-"), start[3] == UInt8(ascii: ":"),
      let hour = Digits.value(start + 1, 2), let minute = Digits.value(start + 4, 2), hour < 24, minute < 60
    else { return nil }
    let seconds = Int64(hour * 3600 + minute * 60)
    return start[0] == UInt8(ascii: "-") ? -seconds : seconds
  }
}

/// Instants written as text outside a table: in an option, say.
package enum CalendarText {
  /// The microseconds since 1970-01-01T00:00:00Z of `YYYY-MM-DD`, with or without a time; nil if it is neither.
  package static func microseconds(of text: String) -> Int64? {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { DateTimeParser().value($0, buffer.count) }
    }
  }
}
