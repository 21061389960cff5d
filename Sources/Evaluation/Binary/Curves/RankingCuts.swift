/// What stands above cuts of a ranking, and how it moves with one more row: the intervals of gains, lifts and profits.
///
/// With *u* the part of a row that is above the cut, E[*u y*] has the influence *u* (*y* − *m*) less its mean, *m* the rate of
/// outcome 1 at the cut, which moves with the rows: see ``CutInfluence``. *u* has few values, so the square of any such
/// influence is a sum over few ranges of rows.
struct RankingCuts {
  /// A cut below the first rows of some weight.
  struct Cut {
    /// The group that it is in, and the part of it that is above; ties at a cut enter in proportion.
    let group: Int
    let part: Double
    /// The weight of outcomes 1 above it.
    let found: Double
    /// *m*; 0 where all rows are above, or none.
    let rate: Double
  }

  private let ranking: Ranking
  /// The weight of outcomes 1, and of all rows, in the groups before each; one more entry holds all.
  private let found, passed: [Double]

  /// - Complexity: O(groups).
  init(_ ranking: Ranking) {
    self.ranking = ranking
    var found = [0.0]
    var passed = [0.0]
    found.reserveCapacity(ranking.scores.count + 1)
    passed.reserveCapacity(ranking.scores.count + 1)
    for group in ranking.scores.indices {
      found.append(found[group] + ranking.positives[group])
      passed.append(passed[group] + ranking.positives[group] + ranking.negatives[group])
    }
    self.found = found
    self.passed = passed
  }

  /// The cut below the first rows of weight `size`.
  ///
  /// - Complexity: O(log groups + rows about the cut).
  func cut(_ size: Double) -> Cut {
    let last = ranking.scores.count - 1
    guard size > 0 else { return Cut(group: 0, part: 0, found: 0, rate: 0) }
    guard size < passed[last + 1] else { return Cut(group: last, part: 1, found: found[last + 1], rate: 0) }
    let group = firstGroup(endingAtOrAfter: size)
    let part = min(1, (size - passed[group]) / (passed[group + 1] - passed[group]))
    let width = ranking.unit * LocalLine.width(room: size / ranking.unit, total: ranking.totalWeight / ranking.unit)
    let start = firstGroup(endingAtOrAfter: size - width)
    return Cut(
      group: group, part: part, found: found[group] + part * ranking.positives[group],
      rate: ranking.rateAtCut(size, from: start, passed: passed[start]))
  }

  private func firstGroup(endingAtOrAfter size: Double) -> Int {
    var (low, high) = (0, ranking.scores.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if passed[middle + 1] >= size { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The standard error of what rows between two cuts add up to.
  ///
  /// - Parameters:
  ///   - upper: the cut above those rows; nil where there is none.
  ///   - lower: the cut below them.
  ///   - change: the influence of a row of outcome 1, and of another, given what it adds by the cuts: that of an outcome 1,
  ///     *u* (1 − *m*), and of another, −*u m*. Its mean is taken off here.
  /// - Complexity: O(1).
  func standardError(
    from upper: Cut? = nil, to lower: Cut,
    _ change: (_ event: Double, _ other: Double) -> (event: Double, other: Double)
  ) -> Double? {
    let total = ranking.totalWeight
    guard total > ranking.unit else { return nil }
    var sums = (first: 0.0, squares: 0.0)
    func add(_ groups: Range<Int>, _ inner: Double, _ outer: Double) {
      guard !groups.isEmpty else { return }
      let positives = found[groups.upperBound] - found[groups.lowerBound]
      let negatives = max(0, passed[groups.upperBound] - passed[groups.lowerBound] - positives)
      let m = (inner: upper?.rate ?? 0, outer: lower.rate)
      let change = change(outer * (1 - m.outer) - inner * (1 - m.inner), inner * m.inner - outer * m.outer)
      sums.first += positives * change.event + negatives * change.other
      sums.squares += positives * change.event * change.event + negatives * change.other * change.other
    }
    let end = ranking.scores.count
    if let upper {
      add(0..<upper.group, 1, 1)
      if upper.group == lower.group {
        add(upper.group..<upper.group + 1, upper.part, lower.part)
      } else {
        add(upper.group..<upper.group + 1, upper.part, 1)
        add(upper.group + 1..<lower.group, 0, 1)
        add(lower.group..<lower.group + 1, 0, lower.part)
      }
    } else {
      add(0..<lower.group, 0, 1)
      add(lower.group..<lower.group + 1, 0, lower.part)
    }
    add(lower.group + 1..<end, 0, 0)
    let variance = max(0, sums.squares - sums.first * sums.first / total)
    return (ranking.unit * variance * (total / (total - ranking.unit))).squareRoot()
  }

  /// The share of the outcomes 1 between two cuts that have `found` between them, with Wilson's interval for as many rows as
  /// its error is that of; none where it is 0 or 1.
  func share(_ found: Double, from upper: Cut? = nil, to lower: Cut) -> Estimate {
    let weight = ranking.positiveWeight
    let share = min(1, found / weight)
    guard found > 0, share < 1 else { return Estimate(share, standardError: nil) }
    let error = standardError(from: upper, to: lower) { event, other in ((event - share) / weight, other / weight) }
    guard let error, error > 0 else { return Estimate(share, standardError: error) }
    return .wilson(rate: share, error: error, rows: weight / ranking.unit)
  }

  /// The rate of outcome 1 among rows of weight `size` between two cuts, over that of all rows: their share of the outcomes 1 over
  /// their share of the rows.
  func lift(_ found: Double, size: Double, from upper: Cut? = nil, to lower: Cut) -> Estimate {
    share(found, from: upper, to: lower).scaled(by: ranking.totalWeight / size)
  }
}
