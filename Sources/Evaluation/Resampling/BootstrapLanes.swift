/// The weights of one unit in sixteen replications at once.
///
/// A Poisson bootstrap gives every unit (a row, or a customer with all its rows) an independent Poisson count in every
/// replication: the multinomial counts of the usual bootstrap but for their fixed sum, without a pass that draws
/// indices. Sixteen replications share each read of a row, so memory is read *n*/16 times a replication.
///
/// Source: N. Chamandy, O. Muralidharan, A. Najmi and S. Naidu (2012), *Estimating uncertainty for massive data
/// streams*, Google.
typealias BootstrapLanes = SIMD16<Float>

/// Sixteen Poisson(1) counts in sixteen bytes, in an order of lanes that is the same for every unit.
///
/// The limits leave ⌊2¹⁵ P(*X* ≥ *k*) + ½⌋ of 2¹⁵ words above for *k* = 1 … 7 of a Poisson(1) count, and 1 for *k* = 8:
/// the sum is 2¹⁵ and Σ (2*k* − 1) of them 65,542, so the drawn counts have mean 1 exactly and variance 1.00018.
struct PackedCounts {
  var bytes: SIMD8<UInt16>

  /// The counts of unit number `unit` in the replications of `stream`: a function of both alone, whoever asks and when.
  ///
  /// A count is the number of limits that a random word of 15 bits is above.
  @inline(__always)
  init(stream: UInt64, unit: Int) {
    let first = Self.counts(Self.words(stream, 4 &* UInt64(truncatingIfNeeded: unit)))
    let second = Self.counts(Self.words(stream, 4 &* UInt64(truncatingIfNeeded: unit) &+ 2))
    bytes = first | (second &<< 8)
  }

  /// Numbers `index` and `index` + 1 of the SplitMix64 sequence that starts at `stream`.
  @inline(__always)
  private static func words(_ stream: UInt64, _ index: UInt64) -> SIMD8<UInt16> {
    unsafeBitCast(SIMD2(mix(stream, index), mix(stream, index &+ 1)), to: SIMD8<UInt16>.self)
  }

  /// Number `index` of the SplitMix64 sequence that starts at `stream`.
  @inline(__always)
  static func mix(_ stream: UInt64, _ index: UInt64) -> UInt64 {
    var z = stream &+ (index &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  @inline(__always)
  private static func counts(_ random: SIMD8<UInt16>) -> SIMD8<UInt16> {
    let words = unsafeBitCast(random &>> 1, to: SIMD8<Int16>.self)
    var count = SIMD8<Int16>(repeating: 0)
    count = step(count, words, 12_054)
    count = step(count, words, 24_108)
    count = step(count, words, 30_136)
    count = step(count, words, 32_145)
    count = step(count, words, 32_647)
    count = step(count, words, 32_748)
    count = step(count, words, 32_764)
    count = step(count, words, 32_766)
    return unsafeBitCast(count, to: SIMD8<UInt16>.self)
  }

  /// One more where a word of 15 bits is above `limit`: there the difference is negative and its sign −1. (Comparisons of
  /// vectors are loops over their elements in the standard library.)
  @inline(__always)
  private static func step(_ count: SIMD8<Int16>, _ words: SIMD8<Int16>, _ limit: Int16) -> SIMD8<Int16> {
    count &- ((SIMD8(repeating: limit) &- words) &>> 15)
  }

  /// The counts as numbers: a byte *c* in the mantissa of 2²³ is 2²³ + *c*.
  @inline(__always)
  var lanes: BootstrapLanes {
    let words = unsafeBitCast(bytes, to: SIMD4<UInt32>.self)
    let mask = SIMD4<UInt32>(repeating: 0xFF)
    let quarters = (words & mask, (words &>> 8) & mask, (words &>> 16) & mask, words &>> 24)
    let all = SIMD16(
      lowHalf: SIMD8(lowHalf: quarters.0, highHalf: quarters.1),
      highHalf: SIMD8(lowHalf: quarters.2, highHalf: quarters.3))
    return unsafeBitCast(all | 0x4B00_0000, to: BootstrapLanes.self) - 8_388_608
  }
}
