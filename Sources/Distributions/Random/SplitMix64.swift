/// A small generator whose numbers are fixed by its seed for ever: the standard library promises that neither for
/// `SystemRandomNumberGenerator` nor for the algorithm of its own `shuffle(using:)`.
///
/// Source: G. Steele, D. Lea and C. Flood (2014), *Fast splittable pseudorandom number generators*, OOPSLA.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Any seed is a good seed.
  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 to `bound` − 1, all equally likely (Lemire 2019, *ACM TOMACS* 29, 3).
  ///
  /// - Precondition: `bound` > 0.
  package mutating func next(below bound: Int) -> Int {
    precondition(bound > 0, "a bound is positive")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A number from [0, 1), a multiple of 2⁻⁵³.
  package mutating func nextUniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Puts `indices` in an order drawn from all orders (Fisher and Yates; Durstenfeld 1964).
  package mutating func shuffle(_ indices: inout [Int]) {
    var last = indices.count - 1
    while last > 0 {
      indices.swapAt(last, next(below: last + 1))
      last -= 1
    }
  }
}
