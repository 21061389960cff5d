import Distributions

/// McNemar's test of two models' decisions on the same rows: which is right where they disagree.
///
/// A decision is right when a selected row has outcome 1 or one not selected has outcome 0. With *b* rows where only A is
/// right and *c* where only B is, under "equally often right" *c* is binomial(*b* + *c*, ½).
///
/// Sources: Q. McNemar (1947), *Psychometrika* 12, 153–157; M. Fagerland, S. Lydersen and P. Laake (2013), *BMC Medical
/// Research Methodology* 13, 91, for the mid-*p* value.
package struct McNemar: Sendable, Equatable {
  /// The weight of the rows where only A, and only B, is right.
  package let onlyA, onlyB: Double
  /// min(1, 2 P(X ≤ min(*b*, *c*))); nil where rows are clustered or weights are not whole.
  package let exact: Double?
  /// The same less P(X = min(*b*, *c*)): half of the point's probability on either side; less conservative.
  package let midP: Double?
  /// (|*b* − *c*| − 1)²/(*b* + *c*) on 1 degree of freedom, the continuity-corrected form; 0 where nothing disagrees. In
  /// clusters it is (*b* − *c*)² over its cluster-robust variance, without correction.
  package let statistic: Double
  /// P(χ² ≥ `statistic`).
  package let pValue: Double

  /// - Parameters:
  ///   - onlyA: rows where only A is right, ≥ 0.
  ///   - onlyB: rows where only B is right, ≥ 0.
  package init(onlyA: Double, onlyB: Double) {
    self.init(onlyA: onlyA, onlyB: onlyB, variance: nil)
  }

  init(onlyA: Double, onlyB: Double, variance: Double?) {
    self.onlyA = onlyA
    self.onlyB = onlyB
    let count = onlyA + onlyB
    let difference = abs(onlyA - onlyB)
    if let variance {
      statistic = variance > 0 ? difference * difference / variance : 0
    } else {
      let corrected = max(0, difference - 1)
      statistic = count > 0 ? corrected * corrected / count : 0
    }
    pValue = ChiSquared(degreesOfFreedom: 1).upperTail(statistic)
    guard variance == nil, onlyA == onlyA.rounded(), onlyB == onlyB.rounded() else {
      (exact, midP) = (nil, nil)
      return
    }
    let low = min(onlyA, onlyB)
    let tail = Self.cumulative(low, count)
    exact = min(1, 2 * tail)
    midP = min(1, tail + Self.cumulative(low - 1, count))
  }

  /// P(X ≤ *k*) of a binomial(*n*, ½) count: *I*_½(*n* − *k*, *k* + 1), a tail of the *F* distribution.
  private static func cumulative(_ k: Double, _ n: Double) -> Double {
    guard k >= 0 else { return 0 }
    guard k < n else { return 1 }
    return FDistribution(numerator: 2 * (k + 1), denominator: 2 * (n - k)).upperTail((n - k) / (k + 1))
  }

  /// - Parameters:
  ///   - pair: the outcomes.
  ///   - a: whether A selects each row.
  ///   - b: whether B does.
  init(_ pair: PairedBinary, a: [Bool], b: [Bool]) {
    self.init(pair.rows) { row in
      let isPositive = pair.outcomes[row] == 1
      return a[row] == b[row] ? 0 : b[row] == isPositive ? 1 : -1
    }
  }

  /// - Parameter right: 1 where a model predicts the class observed, else 0.
  init(_ rows: ComparedRows, right: (a: [Double], b: [Double])) {
    self.init(rows) { right.b[$0] - right.a[$0] }
  }

  /// - Parameter advantage: 1 where only B is right, −1 where only A is, else 0.
  private init(_ rows: ComparedRows, advantage: (Int) -> Double) {
    var only = (a: 0.0, b: 0.0)
    for row in 0..<rows.count {
      let side = advantage(row)
      if side > 0 { only.b += rows.weight(row) } else if side < 0 { only.a += rows.weight(row) }
    }
    let isClustered = rows.clusters != nil
    let error = isClustered ? rows.standardError(advantage) : nil
    self.init(onlyA: only.a, onlyB: only.b, variance: isClustered ? (error ?? 0) * (error ?? 0) : nil)
  }
}
