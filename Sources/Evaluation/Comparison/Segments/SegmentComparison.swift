import Tables

/// Two models on the rows of one segment.
package struct SegmentComparison: Sendable, Equatable {
  /// What its rows have in common: one level, or one of each of two columns.
  package let conditions: [SegmentCondition]
  package let rows: Int
  package let weight: Double
  /// The weight of outcomes 1; nil for amounts.
  package let events: Double?
  /// The difference, or why there is none.
  package let result: Result<MetricDifference, SegmentGap>
  /// Benjamini and Hochberg's *q* over all segments with a *p*-value; nil without one.
  package let qValue: Double?
  /// B is worse than A by more than the margin, with *q* at or below the false-discovery rate.
  package let isWorse: Bool

  package var difference: MetricDifference? { try? result.get() }
  package var name: String { conditions.map(\.description).joined(separator: ", ") }
}

/// Why a segment has no difference.
package enum SegmentGap: Error, Sendable, Equatable {
  /// There are fewer rows than required.
  case tooFewRows(Int, required: Int)
  /// One class has fewer rows than required.
  case tooFewOfClass(outcome: Int, rows: Int, required: Int)
}

extension SegmentGap: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooFewRows(let rows, let required): "too few: \(rows) rows, \(required) needed"
    case .tooFewOfClass(let outcome, let rows, let required):
      "too few: \(rows) rows with outcome \(outcome), \(required) needed"
    }
  }
}

/// What is compared in every segment.
enum SegmentMeasure: Sendable {
  case area(outcomes: [Double], orders: (a: ScoreOrder, b: ScoreOrder))
  /// Losses a row; outcomes are given where an event counts.
  case losses(a: [Double], b: [Double], outcomes: [Double]?, form: Form)

  /// What is made of the losses: their mean, its root, or the mean of what is not a loss but a gain.
  enum Form { case mean, root, gain }

  var outcomes: [Double]? {
    switch self {
    case .area(let outcomes, _): outcomes
    case .losses(_, _, let outcomes, _): outcomes
    }
  }

  var higherIsBetter: Bool {
    switch self {
    case .area, .losses(_, _, _, .gain): true
    case .losses: false
    }
  }
}

extension SegmentComparison {
  /// All levels of the columns, then all pairs of levels of two columns.
  ///
  /// - Parameter margin: how much worse B may be, in the metric's unit.
  /// - Complexity: O(*n*) for each column and each pair of columns.
  static func compare(
    _ rows: ComparedRows, _ columns: [SegmentColumn], _ measure: SegmentMeasure, rule: VerdictRule, margin: Double
  ) -> [SegmentComparison] {
    var sets = columns.map { [$0] }
    for first in columns.indices {
      for second in columns.indices where second > first { sets.append([columns[first], columns[second]]) }
    }
    let bare = Workers.map(sets.count, workers: Workers.processorCount) {
      compare(rows, SegmentPartition(rows, sets[$0]), measure, rule)
    }
    .flatMap { $0 }
    let tested = bare.indices.filter { bare[$0].difference?.pValue != nil }
    let adjusted = BenjaminiHochberg.adjust(tested.map { bare[$0].difference?.pValue ?? 1 })
    var qValues = [Double?](repeating: nil, count: bare.count)
    for (index, q) in zip(tested, adjusted) { qValues[index] = q }
    return zip(bare, qValues).map { segment, q in
      let gain = (segment.difference?.difference ?? 0) * (measure.higherIsBetter ? 1 : -1)
      return SegmentComparison(
        conditions: segment.conditions, rows: segment.rows, weight: segment.weight, events: segment.events,
        result: segment.result, qValue: q,
        isWorse: (q ?? 1) <= rule.falseDiscoveryRate && gain < -margin)
    }
  }

  private static func compare(
    _ rows: ComparedRows, _ partition: SegmentPartition, _ measure: SegmentMeasure, _ rule: VerdictRule
  ) -> [SegmentComparison] {
    var orders: (a: [ScoreOrder], b: [ScoreOrder]) = ([], [])
    if case .area(_, let whole) = measure { orders = (partition.orders(whole.a), partition.orders(whole.b)) }
    return partition.members.indices.map { segment in
      let members = partition.members[segment]
      let own = ComparedRows(rows, chosen: members)
      let outcomes = measure.outcomes.map { outcomes in members.map { outcomes[Int($0)] } }
      let result = Result { () throws(SegmentGap) in
        try check(outcomes, count: members.count, rule)
        switch measure {
        case .area:
          let outcomes = outcomes ?? []
          return PairedArea.compare(
            outcomes, own, Placements(orders.a[segment], own), Placements(orders.b[segment], own))
        case .losses(let a, let b, _, let form):
          let (first, second) = (members.map { a[Int($0)] }, members.map { b[Int($0)] })
          return form == .root
            ? PairedLosses.compareRoots(own, first, second) : PairedLosses.compare(own, first, second)
        }
      }
      let events = outcomes.map { outcomes in (0..<own.count).reduce(0) { $0 + own.weight($1) * outcomes[$1] } }
      return SegmentComparison(
        conditions: partition.conditions[segment], rows: own.count, weight: own.totalWeight, events: events,
        result: result, qValue: nil, isWorse: false)
    }
  }

  private static func check(_ outcomes: [Double]?, count: Int, _ rule: VerdictRule) throws(SegmentGap) {
    guard count >= rule.minimumSegmentRows else {
      throw .tooFewRows(count, required: rule.minimumSegmentRows)
    }
    guard let outcomes else { return }
    let positives = outcomes.count(where: { $0 == 1 })
    for (outcome, rows) in [(1, positives), (0, count - positives)] where rows < rule.minimumSegmentClassRows {
      throw .tooFewOfClass(outcome: outcome, rows: rows, required: rule.minimumSegmentClassRows)
    }
  }
}
