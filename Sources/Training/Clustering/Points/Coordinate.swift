import ClienteleScoring

/// A numeric coordinate of points: z = (curve(x) − center) · multiplier, and 0, the average, where x is missing.
package struct Coordinate: Sendable {
  /// One value a row, shared with the table; a missing one is NaN.
  package let values: [Double]
  package let center, multiplier: Double
  package let curve: NumericFeature.Curve

  package init(values: [Double], center: Double = 0, multiplier: Double = 1, curve: NumericFeature.Curve = .straight) {
    self.values = values
    self.center = center
    self.multiplier = multiplier
    self.curve = curve
  }

  /// The coordinate of one value.
  package func position(of value: Double) -> Double {
    value.isNaN ? 0 : (curve.value(at: value) - center) * multiplier
  }
}

/// A categorical coordinate of points.
package struct Category: Sendable {
  /// One code a row, from 0 to `groups` − 1; −1 agrees with no segment's level.
  package let codes: [Int32]
  package let groups: Int

  package init(codes: [Int32], groups: Int) {
    self.codes = codes
    self.groups = groups
  }
}
