/// A growing text in bytes.
struct ByteBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(64, capacity)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// The text so far.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// Where the next `room` bytes may be written; ``advance(by:)`` tells how many were.
  @inline(__always) mutating func room(_ room: Int) -> UnsafeMutablePointer<UInt8> {
    if count &+ room > capacity { grow(room) }
    return start + count
  }

  /// Takes over `length` bytes that were written behind the end.
  @inline(__always) mutating func advance(by length: Int) { count &+= length }

  /// Appends a byte.
  @inline(__always) mutating func append(_ byte: UInt8) {
    room(1)[0] = byte
    count &+= 1
  }

  /// Appends bytes.
  @inline(__always) mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    room(bytes.count).update(from: source, count: bytes.count)
    count &+= bytes.count
  }

  /// Appends a text.
  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  private mutating func grow(_ room: Int) {
    let larger = max(2 * capacity, count + room)
    let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    fresh.update(from: start, count: count)
    start.deallocate()
    start = fresh
    capacity = larger
  }
}

extension ByteBuffer {
  /// Appends a whole number.
  mutating func append(integer: Int64) {
    if integer < 0 { append(UInt8(ascii: "-")) }
    append(digits: integer.magnitude, atLeast: 1)
  }

  /// Appends a whole number with leading zeros up to a width.
  mutating func append(digits number: UInt64, atLeast width: Int) {
    var count = width
    var limit = ByteBuffer.power(width)
    while number >= limit && count < 20 {
      count += 1
      limit = count < 20 ? limit &* 10 : limit
    }
    let place = room(count)
    var rest = number
    var position = count
    while position > 0 {
      position &-= 1
      place[position] = 48 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    advance(by: count)
  }

  private static func power(_ exponent: Int) -> UInt64 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

  /// Appends a day, given in days since 1970-01-01, as YYYY-MM-DD (Hinnant 2013; see ``DateParser``).
  mutating func append(day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    if year < 0 { append(UInt8(ascii: "-")) }
    append(digits: UInt64(year.magnitude), atLeast: 4)
    append(UInt8(ascii: "-"))
    append(digits: UInt64(month), atLeast: 2)
    append(UInt8(ascii: "-"))
    append(digits: UInt64(dayOfYear - (153 * fromMarch + 2) / 5 + 1), atLeast: 2)
  }

  /// Appends an instant, given in microseconds since 1970-01-01T00:00:00Z, as YYYY-MM-DDTHH:MM:SS[.ffffff]Z.
  mutating func append(instant: Int64) {
    let (day, time) = instant.floorDivided(by: 86_400_000_000)
    append(day: Int(day))
    append(UInt8(ascii: "T"))
    append(digits: UInt64(time / 3_600_000_000), atLeast: 2)
    append(UInt8(ascii: ":"))
    append(digits: UInt64(time / 60_000_000 % 60), atLeast: 2)
    append(UInt8(ascii: ":"))
    append(digits: UInt64(time / 1_000_000 % 60), atLeast: 2)
    if time % 1_000_000 != 0 {
      append(UInt8(ascii: "."))
      append(digits: UInt64(time % 1_000_000), atLeast: 6)
    }
    append(UInt8(ascii: "Z"))
  }
}

extension Int64 {
  /// The quotient rounded down and the rest, which is not negative.
  fileprivate func floorDivided(by divisor: Int64) -> (quotient: Int64, rest: Int64) {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
  }
}
