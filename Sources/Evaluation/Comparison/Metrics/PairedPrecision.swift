/// The difference of two average precisions (areas under the precision–recall curve) on the same rows.
///
/// AP = Σ_g p_g (S_g/T_g)/*m* over groups of equal score from the highest down, with p_g the outcomes 1 of the group, S_g
/// and T_g the outcomes 1 and the rows down to it, and *m* all outcomes 1. One more row in group *j* changes it, to first
/// order, by
/// - outcome 1: [S_j/T_j − AP + Σ_{g ≥ j} p_g (T_g − S_g)/T_g²]/*m*,
/// - outcome 0: −Σ_{g ≥ j} p_g S_g/T_g² /*m*,
///
/// and the standard error of the difference is that of the sum of the rows' changes (infinitesimal jackknife).
///
/// Source: B. Efron (1982), *The Jackknife, the Bootstrap and Other Resampling Plans*, chapter 6.
enum PairedPrecision {
  /// - Parameter resampled: replications that give the interval in place of the delta method.
  static func compare(
    _ pair: PairedBinary, _ orders: (a: ScoreOrder, b: ScoreOrder), resampled: ResampledDifference?
  ) -> MetricDifference {
    let both = Concurrently.both { influence($0 == .a ? orders.a : orders.b, pair) }
    func change(_ row: Int) -> Double { both.b.changes[row] - both.a.changes[row] }
    return MetricDifference(
      a: both.a.value, b: both.b.value, standardError: pair.rows.standardError(change), test: .delta
    ).replaced(by: resampled, pair.rows, influence: change)
  }

  private static func influence(_ order: ScoreOrder, _ pair: PairedBinary) -> (value: Double, changes: [Double]) {
    let m = pair.positiveWeight
    var groups: [(range: Range<Int>, positives: Double, passed: Double, all: Double)] = []
    groups.reserveCapacity(pair.rows.count)
    var passed = (positives: 0.0, all: 0.0)
    var sum = 0.0
    order.forEachGroup { group in
      var positives = 0.0
      for position in group {
        let row = order.row(position)
        passed.all += pair.rows.weight(row)
        if order.isPositive(position) { positives += pair.rows.weight(row) }
      }
      passed.positives += positives
      sum += positives * (passed.positives / passed.all)
      groups.append((group, positives, passed.positives, passed.all))
    }
    let value = sum / m
    var tails = (positives: 0.0, negatives: 0.0)
    let changes = [Double](unsafeUninitializedCapacity: pair.rows.count) { changes, initialized in
      for group in groups.reversed() {
        let share = group.passed / group.all
        tails.positives += group.positives * (1 - share) / group.all
        tails.negatives += group.positives * share / group.all
        let change = ((share - value + tails.positives) / m, -tails.negatives / m)
        for position in group.range {
          let row = order.row(position)
          changes[row] = order.isPositive(position) ? change.0 : change.1
        }
      }
      initialized = pair.rows.count
    }
    return (value, changes)
  }
}
