/// 128 bytes of text and the bit masks of the bytes that match: bit *i* of the first word is byte *i*, bit *i* of the
/// second byte 64 + *i*.
///
/// Eight comparisons leave one bit each in the bytes of a vector; the two words of that vector are then 8 × 8 bit
/// matrices whose transposes are the masks (Warren, *Hacker's Delight*, 7-3). It needs no instruction beyond SSE2 or
/// NEON.
struct ByteBlock {
  static let size = 128
  private let start: UnsafeRawPointer

  @inline(__always) init(_ start: UnsafePointer<UInt8>) { self.start = UnsafeRawPointer(start) }

  /// Bytes 8·*index* and following of either half.
  @inline(__always) private func bytes(_ index: Int) -> SIMD16<UInt8> {
    unsafeBitCast(
      SIMD2(
        start.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self).littleEndian,
        start.loadUnaligned(fromByteOffset: 64 + 8 * index, as: UInt64.self).littleEndian),
      to: SIMD16<UInt8>.self)
  }

  /// The mask of the bytes that `matches` picks.
  @inline(__always) func mask(_ matches: (SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>) -> SIMD2<UInt64> {
    var matrix = SIMD16<UInt8>.zero
    for index in 0..<8 {
      // A match is −1: doubling and subtracting shifts it in at the low end.
      matrix = matrix &+ matrix &- unsafeBitCast(matches(bytes(7 - index)), to: SIMD16<UInt8>.self)
    }
    var bits = unsafeBitCast(matrix, to: SIMD2<UInt64>.self)
    var swap = (bits ^ (bits &>> 7)) & 0x00AA_00AA_00AA_00AA
    bits ^= swap ^ (swap &<< 7)
    swap = (bits ^ (bits &>> 14)) & 0x0000_CCCC_0000_CCCC
    bits ^= swap ^ (swap &<< 14)
    swap = (bits ^ (bits &>> 28)) & 0x0000_0000_F0F0_F0F0
    bits ^= swap ^ (swap &<< 28)
    return bits
  }

  /// The mask of the bytes that `matches` picks, and whether some byte is `byte`.
  @inline(__always) func mask(
    lookingFor byte: SIMD16<UInt8>, _ matches: (SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>
  ) -> (mask: SIMD2<UInt64>, found: Bool) {
    var seen = SIMD16<UInt8>.zero
    let bits = mask { vector in
      let match: SIMDMask<SIMD16<Int8>> = vector .== byte
      seen |= unsafeBitCast(match, to: SIMD16<UInt8>.self)
      return matches(vector)
    }
    return (bits, ByteBlock.isNonzero(seen))
  }

  /// The number of bytes that are `counted`, and whether one is `other`; collects in `lowest` the least bytes, and in
  /// `union` the disjunction of all.
  @inline(__always) func count(
    of counted: SIMD16<UInt8>, lookingFor other: SIMD16<UInt8>, lowest: inout SIMD16<UInt8>, union: inout SIMD16<UInt8>
  ) -> (count: Int, found: Bool) {
    var counts = SIMD16<UInt8>.zero
    var seen = SIMD16<UInt8>.zero
    for index in 0..<8 {
      let vector = start.loadUnaligned(fromByteOffset: 16 * index, as: SIMD16<UInt8>.self)
      let isCounted: SIMDMask<SIMD16<Int8>> = vector .== counted
      let isOther: SIMDMask<SIMD16<Int8>> = vector .== other
      counts = counts &- unsafeBitCast(isCounted, to: SIMD16<UInt8>.self)
      seen |= unsafeBitCast(isOther, to: SIMD16<UInt8>.self)
      lowest = pointwiseMin(lowest, vector)
      union |= vector
    }
    // Sixteen counts of up to 8 each: their sum comes out in the highest byte.
    let words = unsafeBitCast(counts, to: SIMD2<UInt64>.self)
    let count = Int(truncatingIfNeeded: ((words[0] &+ words[1]) &* 0x0101_0101_0101_0101) &>> 56)
    return (count, ByteBlock.isNonzero(seen))
  }

  @inline(__always) private static func isNonzero(_ vector: SIMD16<UInt8>) -> Bool {
    let words = unsafeBitCast(vector, to: SIMD2<UInt64>.self)
    return words[0] | words[1] != 0
  }
}

extension UInt64 {
  /// Bit *i* of the result is the parity of bits 0 to *i*: with the quotes of a text, 1 from an opening quote up to
  /// before the closing one.
  @inline(__always) var prefixParity: UInt64 {
    var bits = self
    bits ^= bits &<< 1
    bits ^= bits &<< 2
    bits ^= bits &<< 4
    bits ^= bits &<< 8
    bits ^= bits &<< 16
    bits ^= bits &<< 32
    return bits
  }
}
