/// A continued fraction β₀ + α₁/(β₁ + α₂/(β₂ + …)), evaluated term by term.
///
/// Source: W. Lentz (1976), as modified by I. Thompson and A. Barnett (1986), *J. Comput. Phys.* 64, 490–509.
struct LentzFraction {
  private(set) var value: Double
  private var ratio: Double
  private var inverse = 0.0
  private var terms = 0

  /// Starts with β₀.
  init(_ first: Double) {
    value = Self.apartFromZero(first)
    ratio = value
  }

  /// Adds αₙ and βₙ. Returns whether another term is needed.
  mutating func append(numerator: Double, denominator: Double) -> Bool {
    inverse = 1 / Self.apartFromZero(denominator + numerator * inverse)
    ratio = Self.apartFromZero(denominator + numerator / ratio)
    let factor = ratio * inverse
    value *= factor
    terms += 1
    // O(√parameter) terms are needed: a million serve a parameter of 10¹². A NaN factor ends the loop too.
    return abs(factor - 1) > 0x1p-52 && terms < 1_000_000
  }

  private static func apartFromZero(_ x: Double) -> Double {
    abs(x) < 1e-300 ? 1e-300 : x
  }
}
