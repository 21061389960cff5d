/// A numeric coordinate of points: z = (curve(x) − center) · multiplier, and 0, the average, where x is missing.
package struct Coordinate: Sendable {
  /// One value a row, shared with the table; a missing one is NaN.
  package let values: [Double]
  package let center, multiplier: Double
  package let curve: Curve

  package init(values: [Double], center: Double = 0, multiplier: Double = 1, curve: Curve = .none) {
    self.values = values
    self.center = center
    self.multiplier = multiplier
    self.curve = curve
  }

  /// The coordinate of one value.
  package func position(of value: Double) -> Double {
    value.isNaN ? 0 : (curve.value(value) - center) * multiplier
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

/// What bends a heavy tail before it is centred.
package enum Curve: Sendable, Equatable {
  case none
  /// sign(x) log(1 + |x|).
  case log
  /// The place of x among `knots`, rising quantiles of equal steps, from 0 at the first to 1 at the last: linear between
  /// neighbours, the middle of the places where knots are equal, 0 and 1 beyond the ends.
  case rank(knots: [Double])

  package func value(_ x: Double) -> Double {
    switch self {
    case .none: return x
    case .log:
      let size = Elementary.log1p(abs(x))
      return x < 0 ? -size : size
    case .rank(let knots): return Self.place(of: x, among: knots)
    }
  }

  /// - Complexity: O(log knots).
  private static func place(of x: Double, among knots: [Double]) -> Double {
    guard knots.count > 1 else { return 0 }
    let steps = Double(knots.count - 1)
    let below = partition(knots) { $0 < x }
    let reached = partition(knots) { $0 <= x }
    if below < reached { return Double(below + reached - 1) / 2 / steps }
    if below == 0 { return 0 }
    if below == knots.count { return 1 }
    let (low, high) = (knots[below - 1], knots[below])
    return (Double(below - 1) + (x - low) / (high - low)) / steps
  }

  /// How many of the first knots `isBefore` holds for.
  private static func partition(_ knots: [Double], _ isBefore: (Double) -> Bool) -> Int {
    var (low, high) = (0, knots.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(knots[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
