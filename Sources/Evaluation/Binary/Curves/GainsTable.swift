/// The rows by their rank in equal parts, best first: how many of the outcomes 1 each part holds.
///
/// The cut after part *k* of *q* is at ⌊W *k*/*q*⌋ rows (W = Σ weights), so that the first of ten parts has the lift of
/// ``Ranking/topDecileLift()``; at W *k*/*q* where W < *q*. Where a group of tied scores straddles a cut its rows enter both
/// parts in proportion: what would be expected if the tied rows were ordered at random.
package struct GainsTable: Sendable, Equatable {
  /// One part.
  package struct Part: Sendable, Equatable {
    /// The weight of its rows.
    package let weight: Double
    /// The weight of its outcomes 1.
    package let positives: Double
    /// The lowest probability in it. Rows of this probability can also be in the next part.
    package let threshold: Double
    /// `positives`/`weight`.
    package let rate: Double
    /// `rate` over the rate of all rows, with a 95 % interval that counts how the cuts move (see ``RankingCuts``); without one
    /// where the part has none of the outcomes 1, or all.
    package let lift: Estimate
    /// The share of all rows down to the end of this part.
    package let cumulativeShare: Double
    /// The share of the outcomes 1 down to there, called *gain*; without interval where it is 0 or 1.
    package let cumulativeGain: Estimate
    /// The rate down to there, over the rate of all rows.
    package let cumulativeLift: Estimate
  }

  /// The parts, the highest scores first.
  package let parts: [Part]
}

extension Ranking {
  /// The gains table of `count` parts: deciles when 10.
  ///
  /// - Complexity: O(*n*).
  package func gains(parts count: Int = 10) -> GainsTable {
    precondition(count >= 1, "a table needs a part")
    // In rows, of which parts are whole ones where there are enough.
    let total = totalWeight / unit
    let cuts = (1...count).map { part in
      let product = total * Double(part)
      let cut = product.isFinite ? product / Double(count) : total / Double(count) * Double(part)
      return total >= Double(count) ? cut.rounded(.down) : cut
    }
    let above = RankingCuts(self)
    var inner: RankingCuts.Cut?
    var parts: [GainsTable.Part] = []
    var before = (weight: 0.0, found: 0.0)
    for (cut, (scaled, group)) in zip(cuts, foundWithin(cuts.map { $0 * unit })) {
      let found = scaled / unit
      let (weight, positives) = (cut - before.weight, max(0, found - before.found))
      let outer = above.cut(cut * unit)
      parts.append(
        GainsTable.Part(
          weight: weight, positives: positives, threshold: probability(ofGroup: group), rate: positives / weight,
          lift: above.lift(positives * unit, size: weight * unit, from: inner, to: outer),
          cumulativeShare: cut / total, cumulativeGain: above.share(scaled, to: outer),
          cumulativeLift: above.lift(scaled, size: cut * unit, to: outer)))
      before = (cut, found)
      inner = outer
    }
    return GainsTable(parts: parts)
  }

  /// The weight of outcomes 1 among the first rows of weight `cuts`, ascending, with the group that each cut falls in;
  /// ties at a cut enter in proportion.
  func foundWithin(_ cuts: [Double]) -> [(found: Double, group: Int)] {
    var answers: [(found: Double, group: Int)] = []
    var found = 0.0
    var passed = 0.0
    for group in scores.indices {
      let tied = positives[group] + negatives[group]
      while answers.count < cuts.count, cuts[answers.count] <= passed + tied {
        let share = min(1, max(0, cuts[answers.count] - passed) / tied)
        answers.append((min(positiveWeight, found + positives[group] * share), group))
      }
      found += positives[group]
      passed += tied
    }
    // Rounded sums can end short of the last cut, which is at all rows.
    while answers.count < cuts.count { answers.append((positiveWeight, scores.count - 1)) }
    return answers
  }
}
