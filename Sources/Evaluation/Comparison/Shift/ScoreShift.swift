/// How B's scores are distributed beside A's, whatever the outcomes. Scores are probabilities, or predicted amounts.
package struct ScoreShift: Sendable, Equatable {
  /// The population stability index Σ (*b* − *a*) log(*b*/*a*) over the bins between A's deciles, with *a* and *b* the
  /// shares of the rows there; see ``PopulationStability``. Equal deciles make one bin.
  package let populationStability: Double
  /// The largest difference of the two distribution functions (Kolmogorov and Smirnov), in [0, 1]; the rows are paired,
  /// so it has no *p*-value of two samples.
  package let kolmogorovSmirnov: Double
  /// The means of the scores, and their difference.
  package let mean: MetricDifference
  /// The scores at ``levels``: the lowest with at least that share of the weight at or below it.
  package let quantiles: [(level: Double, a: Double, b: Double)]

  /// The levels of the quantile table.
  package static let levels: [Double] = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]

  /// The middle of the scores.
  package var median: (a: Double, b: Double) { quantiles.first { $0.level == 0.5 }.map { ($0.a, $0.b) } ?? (0, 0) }

  package static func == (one: Self, other: Self) -> Bool {
    one.populationStability == other.populationStability && one.kolmogorovSmirnov == other.kolmogorovSmirnov
      && one.mean == other.mean && one.quantiles.elementsEqual(other.quantiles, by: ==)
  }

  /// - Parameters:
  ///   - a: A's scores; `b`: B's.
  ///   - orders: the rows by A's scores and by B's.
  /// - Complexity: O(*n*).
  init(_ rows: ComparedRows, a: [Double], b: [Double], orders: (a: ScoreOrder, b: ScoreOrder)) {
    let steps = Concurrently.both { model in
      Self.steps(rows, model == .a ? a : b, model == .a ? orders.a : orders.b)
    }
    mean = PairedLosses.compare(rows, a, b)
    kolmogorovSmirnov = Self.largestGap(steps.a, steps.b)
    quantiles = Self.levels.map { ($0, Self.quantile(steps.a, $0), Self.quantile(steps.b, $0)) }
    populationStability = Self.stability(steps.a, steps.b, rows.totalWeight)
  }

  /// A distribution function: ascending scores, each with the share of the weight at or below it.
  private struct Step: Sendable {
    let score: Double
    let share: Double
  }

  private static func steps(_ rows: ComparedRows, _ scores: [Double], _ order: ScoreOrder) -> [Step] {
    var steps: [Step] = []
    steps.reserveCapacity(rows.count)
    var above = 0.0
    // Links that differ may share a probability: steps of equal score are joined.
    order.forEachGroup { group in
      let score = scores[order.row(group.lowerBound)]
      if steps.last?.score != score { steps.append(Step(score: score, share: 1 - above / rows.totalWeight)) }
      for position in group { above += rows.weight(order.row(position)) }
    }
    return steps.reversed()
  }

  private static func largestGap(_ a: [Step], _ b: [Step]) -> Double {
    var next = (a: 0, b: 0)
    var shares = (a: 0.0, b: 0.0)
    var gap = 0.0
    while next.a < a.count, next.b < b.count {
      let score = min(a[next.a].score, b[next.b].score)
      if a[next.a].score == score { (shares.a, next.a) = (a[next.a].share, next.a + 1) }
      if b[next.b].score == score { (shares.b, next.b) = (b[next.b].share, next.b + 1) }
      gap = max(gap, abs(shares.a - shares.b))
    }
    return gap
  }

  /// - Parameter level: a share of the weight, met to 10⁻¹².
  private static func quantile(_ steps: [Step], _ level: Double) -> Double {
    steps[min(steps.count - 1, firstIndex(steps) { $0.share >= level - 1e-12 })].score
  }

  private static func firstIndex(_ steps: [Step], where predicate: (Step) -> Bool) -> Int {
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if predicate(steps[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func stability(_ a: [Step], _ b: [Step], _ total: Double) -> Double {
    var edges: [Double] = []
    for decile in 1..<10 {
      let edge = quantile(a, Double(decile) / 10)
      if edges.last != edge { edges.append(edge) }
    }
    func shares(_ steps: [Step]) -> [Double] {
      let below = edges.map { edge in
        let next = firstIndex(steps) { $0.score > edge }
        return next == 0 ? 0 : steps[next - 1].share
      }
      return zip(below + [1], [0] + below).map { max(0, $0 - $1) }
    }
    return PopulationStability.index(shares(a), shares(b), rows: (total, total))
  }
}
