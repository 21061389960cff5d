/// The false-discovery rate of Benjamini and Hochberg.
package enum BenjaminiHochberg {
  /// *q*ᵢ = min over *j* with *p*ⱼ ≥ *p*ᵢ of *m* *p*ⱼ/rank(*p*ⱼ), at most 1: calling all *q* ≤ α discoveries keeps the
  /// expected share of false ones at α or below, for tests that are independent or positively dependent.
  ///
  /// Source: Y. Benjamini and Y. Hochberg (1995), *JRSS B* 57, 289–300.
  /// - Complexity: O(*m* log *m*).
  package static func adjust(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var adjusted = pValues
    var lowest = 1.0
    for (position, index) in order.enumerated().reversed() {
      lowest = min(lowest, pValues[index] * Double(pValues.count) / Double(position + 1))
      adjusted[index] = lowest
    }
    return adjusted
  }
}
