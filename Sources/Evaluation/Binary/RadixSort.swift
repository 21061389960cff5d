/// A row's place in the ranking: a key that ascends as the score descends, and the row's weight, negative for outcome 0.
struct RankedRow {
  let key: UInt64
  let signedWeight: Double

  /// - Parameter score: a finite number; 0 and −0 rank alike.
  @inline(__always)
  init(score: Double, signedWeight: Double) {
    let bits = (score + 0).bitPattern
    // Positive doubles ascend with their bits and negative ones descend: flip either kind to descend throughout.
    key = bits >> 63 == 0 ? ~bits & ~(1 << 63) : bits
    self.signedWeight = signedWeight
  }

  /// The score that `key` stands for.
  static func score(key: UInt64) -> Double { Double(bitPattern: key >> 63 == 0 ? ~key & ~(1 << 63) : key) }
}

/// Least-significant-digit radix sort: 10⁶ rows in a few passes of 11 bits, where comparisons would take 2 × 10⁷.
enum RadixSort {
  private static let digitBits = 11
  private static let digits = 6

  /// Sorts `rows` by ascending key, with `scratch` of the same length to work in.
  ///
  /// - Complexity: O(*n*) time; digits that all keys share cost nothing but a count.
  static func sort(_ rows: inout [RankedRow]) {
    let count = rows.count
    guard count > 1 else { return }
    let radix = 1 << digitBits
    let mask = UInt64(radix - 1)
    var counts = [Int](repeating: 0, count: digits * radix)
    rows.withUnsafeBufferPointer { rows in
      counts.withUnsafeMutableBufferPointer { counts in
        for row in rows {
          for digit in 0..<digits {
            counts[digit * radix + Int((row.key >> UInt64(digit * digitBits)) & mask)] += 1
          }
        }
      }
    }
    var scratch = [RankedRow](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: rows[0])
      initialized = count
    }
    for digit in 0..<digits {
      let shift = UInt64(digit * digitBits)
      let shared = counts[digit * radix + Int((rows[0].key >> shift) & mask)] == count
      if shared { continue }
      var position = 0
      for value in digit * radix..<(digit + 1) * radix {
        (counts[value], position) = (position, position + counts[value])
      }
      rows.withUnsafeBufferPointer { source in
        scratch.withUnsafeMutableBufferPointer { target in
          counts.withUnsafeMutableBufferPointer { counts in
            for row in source {
              let slot = digit * radix + Int((row.key >> shift) & mask)
              target[counts[slot]] = row
              counts[slot] += 1
            }
          }
        }
      }
      swap(&rows, &scratch)
    }
  }
}
