/// Who enters and who leaves the selection when B takes A's place.
package struct SwapSet: Sendable, Equatable {
  /// One part of the rows, and what they were.
  package struct Group: Sendable, Equatable {
    package let rows: Int
    /// Σ weights.
    package let weight: Double
    /// The share of outcome 1 (Wilson), or the mean outcome; nil without rows.
    package let outcome: Estimate?
    /// The mean value of a row; nil without rows, or where no values are given.
    package let value: Estimate?
    /// The mean score of each model; nil without rows.
    package let scoreA, scoreB: Double?
  }

  /// Selected by B alone, by A alone, by both. Intervals count how the cuts move with the rows: ``SwapInfluence``.
  package let entering, leaving, staying: Group
  /// Outcome of those who enter less outcome of those who leave; nil where either has no rows.
  package let outcomeDifference: Estimate?
  /// Weight of those who stay over the weight that A selects.
  package let kept: Double

  init(
    _ rows: ComparedRows, outcomes: [Double], isBinary: Bool, values: [Double]?, scores: (a: [Double], b: [Double]),
    a: Selection, b: Selection
  ) {
    let influence = SwapInfluence(rows, a: a, b: b)
    func group(_ membership: SwapInfluence.Membership) -> (group: Group, changes: [Double]) {
      let members = (0..<rows.count).filter { influence.contains($0, membership) }
      let weight = members.reduce(0) { $0 + rows.weight($1) }
      func mean(_ values: [Double]) -> Double { members.reduce(0) { $0 + rows.weight($1) * values[$1] } / weight }
      guard !members.isEmpty else {
        return (Group(rows: 0, weight: 0, outcome: nil, value: nil, scoreA: nil, scoreB: nil), [])
      }
      func estimate(_ values: [Double]) -> (Estimate, [Double]) {
        let center = mean(values)
        let changes = influence.changes(membership, weight: weight, mean: center) { values[$0] }
        // One row tells nothing of how rows differ.
        return (Estimate(center, standardError: members.count > 1 ? rows.standardError { changes[$0] } : nil), changes)
      }
      let (outcome, changes) = estimate(outcomes)
      let found = Group(
        rows: members.count, weight: weight,
        outcome: isBinary ? .wilson(rate: outcome.estimate, error: outcome.standardError, rows: weight) : outcome,
        value: values.map { estimate($0).0 }, scoreA: mean(scores.a), scoreB: mean(scores.b))
      return (found, changes)
    }
    let (new, old) = (group(.entering), group(.leaving))
    entering = new.group
    leaving = old.group
    staying = group(.staying).group
    kept = staying.weight / a.weight
    outcomeDifference = new.group.outcome.flatMap { new in
      old.group.outcome.map { (new.estimate, $0.estimate) }
    }.map { means in
      let error = rows.standardError { new.changes[$0] - old.changes[$0] }
      return Estimate(means.0 - means.1, standardError: error.flatMap { $0 > 0 ? $0 : nil })
    }
  }
}
