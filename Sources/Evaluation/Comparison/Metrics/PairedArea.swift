/// DeLong's comparison of the areas under two ROC curves on the same rows.
///
/// With *m* outcomes 1 and *n* outcomes 0, an outcome 1 has by each model the placement V = share of outcomes 0 below it,
/// an outcome 0 V = share of outcomes 1 above it, ties half. With D = V_B − V_A − (AUC_B − AUC_A), the variance of the
/// difference is Σ₁ D²/(*m*(*m* − 1)) + Σ₀ D²/(*n*(*n* − 1)): the same as from DeLong's two covariance matrices, without
/// their cancellation. In clusters it is Σ_c (Σ₁ D/*m* + Σ₀ D/*n*)² · C/(C − 1).
///
/// Sources: E. DeLong, D. DeLong and D. Clarke-Pearson (1988), *Biometrics* 44, 837–845; X. Sun and W. Xu (2014), *IEEE
/// Signal Processing Letters* 21, 1389–1393; N. Obuchowski (1997), *Biometrics* 53, 567–578, for clusters.
package enum PairedArea {
  /// - Complexity: O(*n*): two radix sorts and two passes. Counts are doubles, exact to 2⁵³ pairs of a row.
  package static func compare(_ pair: PairedBinary) -> MetricDifference {
    let orders = Concurrently.both { pair.order($0) }
    return compare(pair, orders)
  }

  /// - Parameter resampled: replications that give the interval in place of DeLong's.
  static func compare(
    _ pair: PairedBinary, _ orders: (a: ScoreOrder, b: ScoreOrder), resampled: ResampledDifference? = nil
  ) -> MetricDifference {
    let placed = Concurrently.both { Placements($0 == .a ? orders.a : orders.b, pair.rows) }
    let area = compare(pair.outcomes, pair.rows, placed.a, placed.b)
    let (m, n) = (placed.a.positiveWeight, placed.a.negativeWeight)
    return area.replaced(by: resampled, pair.rows) { row in
      (placed.b.values[row] - placed.a.values[row] - area.difference) / (pair.outcomes[row] == 1 ? m : n)
    }
  }

  static func compare(
    _ outcomes: [Double], _ rows: ComparedRows, _ a: Placements, _ b: Placements
  ) -> MetricDifference {
    let difference = b.area - a.area
    let (m, n) = (a.positiveWeight, a.negativeWeight)
    var error: Double?
    if rows.clusters != nil {
      error = rows.standardError { row in
        (b.values[row] - a.values[row] - difference) / (outcomes[row] == 1 ? m : n)
      }
    } else if m > 1, n > 1 {
      var squares = (0.0, 0.0)
      for row in 0..<rows.count {
        let deviation = b.values[row] - a.values[row] - difference
        let square = rows.weight(row) * deviation * deviation
        if outcomes[row] == 1 { squares.0 += square } else { squares.1 += square }
      }
      error = (squares.0 / (m * (m - 1)) + squares.1 / (n * (n - 1))).squareRoot()
    }
    return MetricDifference(a: a.area, b: b.area, difference: difference, standardError: error, test: .delong)
  }
}

/// Every row's placement among the rows of the other class.
struct Placements: Sendable {
  let values: [Double]
  let area: Double
  let positiveWeight, negativeWeight: Double

  /// - Precondition: `order` carries outcomes of both classes.
  init(_ order: ScoreOrder, _ rows: ComparedRows) {
    var totals = (positives: 0.0, negatives: 0.0)
    for position in order.entries.indices {
      let weight = rows.weights?[order.row(position)] ?? 1
      if order.isPositive(position) { totals.positives += weight } else { totals.negatives += weight }
    }
    let (m, n) = totals
    var concordance = 0.0
    let weights = rows.weights
    values = [Double](unsafeUninitializedCapacity: rows.count) { values, initialized in
      order.entries.withUnsafeBufferPointer { entries in
        var passed = (positives: 0.0, negatives: 0.0)
        order.forEachGroup { group in
          var tied = (positives: 0.0, negatives: 0.0)
          for position in group {
            let weight = weights?[Int(entries[position] & BootstrapRanking.unitMask)] ?? 1
            let isPositive = entries[position] & BootstrapRanking.positiveFlag != 0
            if isPositive { tied.positives += weight } else { tied.negatives += weight }
          }
          let below = n - passed.negatives - tied.negatives / 2
          let above = passed.positives + tied.positives / 2
          concordance += tied.positives * below
          let placements = (below / n, above / m)
          for position in group {
            let isPositive = entries[position] & BootstrapRanking.positiveFlag != 0
            values[Int(entries[position] & BootstrapRanking.unitMask)] = isPositive ? placements.0 : placements.1
          }
          passed.positives += tied.positives
          passed.negatives += tied.negatives
        }
      }
      initialized = rows.count
    }
    area = concordance / (m * n)
    positiveWeight = m
    negativeWeight = n
  }
}
