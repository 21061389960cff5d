/// What contacting a row brings and costs, in the currency of the values.
package struct ContactEconomics: Sendable {
  /// What a contacted row with outcome 1 brings (of amounts: what every contacted row brings in place of its outcome);
  /// one a row, ≥ 0. Nil: `value` for all.
  package let values: [Double]?
  /// What a contacted row with outcome 1 brings where there are no `values`, ≥ 0.
  package let value: Double
  /// What a contact costs, ≥ 0.
  package let cost: Double

  package init(values: [Double]? = nil, value: Double = 1, cost: Double = 0) throws(ComparisonError) {
    if let row = values?.firstIndex(where: { !$0.isFinite }) { throw .invalidValue(row: row) }
    if let row = values?.firstIndex(where: { $0 < 0 }) { throw .negativeValue(row: row) }
    // With room for sums and squares of all rows.
    for amount in [values?.max() ?? 0, value, cost] where amount.isFinite && amount > 1e145 {
      throw .setting(name: "values and costs", requirement: "choose a unit in which they are below 1e145")
    }
    guard value >= 0, value.isFinite else {
      throw .setting(name: "the value", requirement: "choose a finite number, 0 or above")
    }
    guard cost >= 0, cost.isFinite else {
      throw .setting(name: "the cost of a contact", requirement: "choose a finite number, 0 or above")
    }
    self.values = values
    self.value = value
    self.cost = cost
  }
}

/// The profit Σ (gain − cost) over the rows that each model selects, and the difference with its interval: see ``CutInfluence``.
///
/// Rows tied at the cut enter in proportion. The gain of a row is its value where the outcome is 1, else 0.
package struct ContactProfit: Sendable, Equatable {
  /// Profit of the whole hold-out, in the currency of the values.
  package let total: MetricDifference
  /// Profit over the weight of all rows.
  package let perRow: MetricDifference
  /// The weight of the rows contacted.
  package let contactedA, contactedB: Double
  /// What those rows bring before costs.
  package let gainA, gainB: Double
  /// The profit of the whole hold-out by the share of rows contacted, from 0 to 1.
  package let curves: (a: [Point], b: [Point])

  /// A share, and its profit with a 95 % interval.
  package struct Point: Sendable, Equatable {
    package let contacted: Double
    package let profit: Estimate
  }

  package static func == (one: Self, other: Self) -> Bool {
    one.total == other.total && one.perRow == other.perRow && one.contactedA == other.contactedA
      && one.contactedB == other.contactedB && one.gainA == other.gainA && one.gainB == other.gainB
      && one.curves.a == other.curves.a && one.curves.b == other.curves.b
  }
}

/// What a selection adds up to, rows tied at the cut in proportion.
struct CutSums: Sendable {
  var weight = 0.0
  var positives = 0.0
  var gain = 0.0
  /// The part of every row that is selected.
  private(set) var parts: [Double] = []

  /// - Parameters:
  ///   - gains: what each row brings if selected; nil stands for nothing.
  ///   - room: the weight to select.
  init(_ order: ScoreOrder, _ rows: ComparedRows, gains: [Double]?, room: Double) {
    var sums = Self()
    sums.parts = [Double](repeating: 0, count: rows.count)
    order.forEachGroup { group in
      guard sums.weight < room else { return }
      var tied = (weight: 0.0, positives: 0.0, gain: 0.0)
      for position in group {
        let row = order.row(position)
        let weight = rows.weight(row)
        tied.weight += weight
        if order.isPositive(position) { tied.positives += weight }
        tied.gain += weight * (gains?[row] ?? 0)
      }
      let share = min(1, (room - sums.weight) / tied.weight)
      sums.weight += share * tied.weight
      sums.positives += share * tied.positives
      sums.gain += share * tied.gain
      for position in group { sums.parts[order.row(position)] = share }
    }
    self = sums
  }

  private init() {}
}
