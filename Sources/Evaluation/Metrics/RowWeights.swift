/// Row weights brought near 1 by a power of two: sums and products of them then neither overflow nor vanish, and no bit of
/// a result changes that did neither before.
struct RowWeights: Sendable {
  /// The scaled weights; nil stands for 1 in every row.
  let values: [Double]?
  /// What one row repeated once weighs on this scale.
  let unit: Double

  /// Scales `weights`, of which one at least is above 0.
  init(_ weights: [Double]?) {
    guard let weights, let largest = weights.max(), largest > 0 else {
      (values, unit) = (weights, 1)
      return
    }
    // Within the exponents whose reciprocal is a normal number, too.
    let exponent = min(max(largest.exponent, -1_000), 1_000)
    let factor = Double(sign: .plus, exponent: -exponent, significand: 1)
    values = weights.map { $0 * factor }
    unit = factor
  }

  /// Those of some rows, on the same scale.
  func picking(_ rows: some Sequence<Int>) -> RowWeights {
    RowWeights(values: values.map { values in rows.map { values[$0] } }, unit: unit)
  }

  private init(values: [Double]?, unit: Double) {
    self.values = values
    self.unit = unit
  }

  /// The weight of the rows in rows; infinite where that is no double.
  func rows(_ scaled: Double) -> Double { scaled / unit }
}
