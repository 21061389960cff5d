/// The power of two that brings a sum of weights to [1, 2).
///
/// Shares of a total do not depend on the scale of the weights, but products and squares of weights overflow above
/// 10¹⁵⁴ and vanish below 10⁻¹⁵⁴. Multiplied by a power of two, no weight is rounded.
enum WeightScale {
  /// 2^−⌊log₂ `total`⌋ for a `total` that is positive and finite.
  static func unit(ofTotal total: Double) -> Double {
    Double(sign: .plus, exponent: -min(max(total.exponent, -1022), 1022), significand: 1)
  }
}
