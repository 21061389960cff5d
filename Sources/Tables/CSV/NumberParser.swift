/// Reads the fields of one type. Reading never looks beyond ``SourceBytes/slack`` bytes behind a field.
protocol FieldParser: Sendable {
  associatedtype Value
  /// The mark of a missing value.
  static var missing: Value { get }
  /// The value that a field of `count` bytes without blanks around it has, nil if it is not of the type.
  func value(_ start: UnsafePointer<UInt8>, _ count: Int) -> Value?
}

/// Reads whole numbers.
///
/// By itself it refuses what is more likely a code than a number: leading zeros, a leading plus, more than 18 digits.
/// Told that the column is one of numbers (`leniently`), it takes them as far as they fit.
struct IntegerParser: FieldParser {
  static let missing = ColumnValues.missingInteger
  let leniently: Bool

  @inline(__always) func value(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    guard count > 0 else { return nil }
    let isNegative = start[0] == UInt8(ascii: "-")
    let first = isNegative ? start + 1 : start
    let digits = isNegative ? count - 1 : count
    guard digits > 0 && digits <= 16 && (digits == 1 || first[0] != UInt8(ascii: "0")) else {
      return unusualValue(start, count)
    }
    guard let magnitude = digits <= 8 ? Digits.value(first, digits) : Digits.longValue(first, digits) else {
      return leniently ? unusualValue(start, count) : nil
    }
    let number = Int64(bitPattern: magnitude)
    return isNegative ? -number : number
  }

  @inline(never) private func unusualValue(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    let isNegative = start[0] == UInt8(ascii: "-")
    let first = isNegative || (leniently && start[0] == UInt8(ascii: "+")) ? 1 : 0
    let digits = count - first
    guard digits > 0 else { return nil }
    if !leniently && (digits > 18 || (digits > 1 && start[first] == UInt8(ascii: "0"))) { return nil }
    var number: Int64 = 0
    for position in first..<count {
      guard Digits.isDigit(start[position]) else { return nil }
      let digit = Int64(start[position] & 15)
      let (product, high) = number.multipliedReportingOverflow(by: 10)
      let (sum, over) = product.addingReportingOverflow(isNegative ? -digit : digit)
      guard !high, !over else { return nil }
      number = sum
    }
    return number == Self.missing ? nil : number
  }
}

/// Reads numbers in decimal notation, with or without an exponent, and infinities. All are rounded correctly.
///
/// By itself it refuses the same codes as ``IntegerParser``.
struct DoubleParser: FieldParser {
  static var missing: Double { .nan }
  let leniently: Bool

  /// Up to eight digits before the point and sixteen behind it are read as up to three words; other notations take the
  /// long way.
  @inline(__always) func value(_ start: UnsafePointer<UInt8>, _ count: Int) -> Double? {
    let sign = count > 0 && start[0] == UInt8(ascii: "-") ? 1 : 0
    guard let (mantissa, fraction) = plainDecimal(start + sign, count &- sign) else {
      return unusualValue(start, count)
    }
    guard mantissa < 1 << 52 else {
      guard let magnitude = ExactDecimal.value(mantissa, exponent: -fraction) else { return unusualValue(start, count) }
      return sign == 1 ? -magnitude : magnitude
    }
    // The bits of 2⁵² + mantissa: unlike a conversion, it does not wait for the division before it.
    let whole = Double(bitPattern: 0x4330_0000_0000_0000 | mantissa) - 0x1p52
    return ExactDecimal.signedPowersOfTen.withUnsafeBufferPointer { whole / $0[2 &* fraction &+ sign] }
  }

  /// The digits and the number of those behind the point, of up to 8 digits before it and up to 16 behind, 19 together.
  /// In a field of up to 8 bytes the digits before the point are moved up to those behind it.
  @inline(__always) private func plainDecimal(
    _ start: UnsafePointer<UInt8>, _ count: Int
  ) -> (mantissa: UInt64, fraction: Int)? {
    guard UInt(bitPattern: count &- 1) < 20 else { return nil }
    let word = Digits.word(start)
    let difference = word ^ 0x2E2E_2E2E_2E2E_2E2E
    let points = (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    let whole = min(points.trailingZeroBitCount &>> 3, count)  // up to the point, 8 if there is none among 8 bytes
    let isCode = (word & 0xFF == 0x30 ? whole : 0) > 1
    if isCode { return nil }
    let fraction = count &- whole &- 1
    if count <= 8 {
      if fraction < 0 { return Digits.value(Digits.aligned(word, count)).map { ($0, 0) } }
      guard count > 1 else { return nil }
      let front = (1 &<< UInt64(truncatingIfNeeded: 8 &* whole)) &- 1
      let digits = word & front | word &>> 8 & ~front
      return Digits.value(Digits.aligned(digits, count &- 1)).map { ($0, fraction) }
    }
    guard whole > 0, fraction > 0, fraction <= 16, start[whole] == UInt8(ascii: "."),
      let high = Digits.value(Digits.aligned(word, whole))
    else { return nil }
    let behind = start + (whole &+ 1)
    guard let low = fraction <= 8 ? Digits.value(behind, fraction) : Digits.longValue(behind, fraction) else {
      return nil
    }
    return (ExactDecimal.integerPowersOfTen.withUnsafeBufferPointer { high &* $0[fraction] } &+ low, fraction)
  }

  @inline(never) private func unusualValue(_ start: UnsafePointer<UInt8>, _ count: Int) -> Double? {
    guard count > 0 else { return nil }
    var position = 0
    let isNegative = start[0] == UInt8(ascii: "-")
    if isNegative || (leniently && start[0] == UInt8(ascii: "+")) { position = 1 }
    guard position < count else { return nil }
    if !Digits.isDigit(start[position]) && start[position] != UInt8(ascii: ".") {
      guard DoubleParser.isInfinity(start + position, count - position) else { return nil }
      return isNegative ? -.infinity : .infinity
    }

    let wholeStart = position
    var mantissa: UInt64 = 0
    var significant = 0  // digits in the mantissa from the first that is not zero
    var exponent = 0
    func readDigits(_ place: Int) {
      while position < count, Digits.isDigit(start[position]) {
        if significant < 19 {
          mantissa = mantissa * 10 + UInt64(start[position] & 15)
          if mantissa > 0 { significant += 1 }
          exponent -= place
        } else {
          significant += 1
          exponent += 1 - place
        }
        position += 1
      }
    }
    readDigits(0)
    let wholeDigits = position - wholeStart
    var isWhole = true
    if position < count, start[position] == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      readDigits(1)
      guard wholeDigits + position - wholeStart > wholeDigits + 1 || wholeDigits > 0 else { return nil }
    }
    if position < count, start[position] | 0x20 == UInt8(ascii: "e") {
      guard let power = DoubleParser.exponent(start + (position + 1), count - position - 1) else { return nil }
      isWhole = false
      exponent += power
      position = count
    }
    guard position == count else { return nil }
    if !leniently {
      if wholeDigits > 1 && start[wholeStart] == UInt8(ascii: "0") { return nil }
      if isWhole && wholeDigits > 18 { return nil }
    }
    if significant <= 19, let magnitude = ExactDecimal.value(mantissa, exponent: exponent) {
      return isNegative ? -magnitude : magnitude
    }
    // More digits or larger exponents: the standard library, which knows no locale.
    return Double(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
  }

  /// The value of an exponent's digits with or without a sign, held within ±100,000.
  private static func exponent(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    guard count > 0 else { return nil }
    let isSigned = start[0] == UInt8(ascii: "-") || start[0] == UInt8(ascii: "+")
    guard count > (isSigned ? 1 : 0) else { return nil }
    var value = 0
    for position in (isSigned ? 1 : 0)..<count {
      guard Digits.isDigit(start[position]) else { return nil }
      value = min(100_000, value * 10 + Int(start[position] & 15))
    }
    return start[0] == UInt8(ascii: "-") ? -value : value
  }

  private static func isInfinity(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count == 3 || count == 8 else { return false }
    return zip(UnsafeBufferPointer(start: start, count: count), "infinity".utf8).allSatisfy { $0 | 0x20 == $1 }
  }
}
