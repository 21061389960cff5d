/// The double nearest to a decimal number, ties to even.
enum ExactDecimal {
  /// The powers of ten that are doubles.
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
  /// The powers of ten up to 10¹⁶, each followed by its negative.
  static let signedPowersOfTen: [Double] = [
    1, -1, 1e1, -1e1, 1e2, -1e2, 1e3, -1e3, 1e4, -1e4, 1e5, -1e5, 1e6, -1e6, 1e7, -1e7, 1e8, -1e8, 1e9, -1e9, 1e10,
    -1e10,
    1e11, -1e11, 1e12, -1e12, 1e13, -1e13, 1e14, -1e14, 1e15, -1e15, 1e16, -1e16,
  ]
  /// The powers of ten up to 10¹⁶.
  static let integerPowersOfTen: [UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000,
  ]
  /// The powers of five that fit in 64 bits.
  private static let powersOfFive: [UInt64] = [
    1, 5, 25, 125, 625, 3_125, 15_625, 78_125, 390_625, 1_953_125, 9_765_625, 48_828_125, 244_140_625,
    1_220_703_125, 6_103_515_625, 30_517_578_125, 152_587_890_625, 762_939_453_125, 3_814_697_265_625,
    19_073_486_328_125, 95_367_431_640_625, 476_837_158_203_125, 2_384_185_791_015_625,
    11_920_928_955_078_125, 59_604_644_775_390_625, 298_023_223_876_953_125, 1_490_116_119_384_765_625,
    7_450_580_596_923_828_125,
  ]

  /// 2¹²⁷ / 5ᵏ, rounded down, for the normalised powers of five from *k* = 1.
  private static let reciprocals = powersOfFive.dropFirst().map { five in
    (five << UInt64(five.leadingZeroBitCount)).dividingFullWidth((1 << 63, 0)).quotient
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
      // normal / normalFive by a reciprocal that is too small by less than 2⁻⁶³ of it: the upper word is short by at
      // most one (Lemire 2021). That matters only where one more would reach a half or a whole in the last place.
      let nearly = normal.multipliedFullWidth(by: reciprocals[-exponent - 1]).high
      let power = exponent - shift + fiveShift - 63
      if nearly & 0x1FF != 0x1FF { return scaled(nearly | 1, power) }
      // normal·2⁶³ / normalFive, between 2⁶² and 2⁶⁴
      let (quotient, rest) = normalFive.dividingFullWidth((normal >> 1, normal << 63))
      return scaled(quotient | (rest == 0 ? 0 : 1), power)
    }
    let (high, low) = normal.multipliedFullWidth(by: normalFive)
    return scaled(high | (low == 0 ? 0 : 1), exponent - shift - fiveShift + 64)
  }

  /// `bits` · 2^`power`, rounded once, when `bits` becomes a double.
  private static func scaled(_ bits: UInt64, _ power: Int) -> Double {
    Double(bits) * Double(bitPattern: UInt64(1023 + power) << 52)
  }
}
