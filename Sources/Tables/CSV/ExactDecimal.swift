/// The double nearest to a decimal number, ties to even.
enum ExactDecimal {
  /// The powers of ten that are doubles.
  static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
  /// The powers of ten up to 10¹⁹.
  static let integerPowersOfTen: [UInt64] = powers(of: 10, 20)
  /// The powers of five that fit in 64 bits.
  private static let powersOfFive: [UInt64] = powers(of: 5, 28)

  private static func powers(of base: UInt64, _ count: Int) -> [UInt64] {
    var powers: [UInt64] = [1]
    while powers.count < count { powers.append(powers[powers.count - 1] * base) }
    return powers
  }

  /// `mantissa` · 10^`exponent` correctly rounded, for an exponent from −27 to 27, nil for others.
  ///
  /// Up to 2⁵³ and 10²² both factors are doubles and one operation rounds once (Clinger 1990). Beyond that the
  /// product or quotient with the power of five is computed in 128 bits, and what does not fit in 64 leaves its mark in
  /// the last one, eleven places below the rounding. Neither overflow nor subnormal numbers can occur.
  static func value(_ mantissa: UInt64, exponent: Int) -> Double? {
    if mantissa < 1 << 53 {
      if exponent < 0 && exponent >= -22 { return Double(mantissa) / powersOfTen[-exponent] }
      if exponent >= 0 && exponent <= 22 { return Double(mantissa) * powersOfTen[exponent] }
    }
    guard mantissa > 0, exponent >= -27, exponent <= 27 else { return mantissa == 0 ? 0 : nil }
    let shift = mantissa.leadingZeroBitCount
    let normal = mantissa << UInt64(shift)
    let five = powersOfFive[abs(exponent)]
    let fiveShift = five.leadingZeroBitCount
    let normalFive = five << UInt64(fiveShift)
    if exponent < 0 {
      // normal·2⁶³ / normalFive, between 2⁶² and 2⁶⁴
      let (quotient, rest) = normalFive.dividingFullWidth((normal >> 1, normal << 63))
      return scaled(quotient | (rest == 0 ? 0 : 1), exponent - shift + fiveShift - 63)
    }
    let (high, low) = normal.multipliedFullWidth(by: normalFive)
    return scaled(high | (low == 0 ? 0 : 1), exponent - shift - fiveShift + 64)
  }

  /// `bits` · 2^`power`, rounded once, when `bits` becomes a double.
  private static func scaled(_ bits: UInt64, _ power: Int) -> Double {
    Double(sign: .plus, exponent: power, significand: Double(bits))
  }
}
