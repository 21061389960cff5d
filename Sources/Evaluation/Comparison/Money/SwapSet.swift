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

  /// Selected by B alone, by A alone, by both.
  package let entering, leaving, staying: Group
  /// Outcome of those who enter less outcome of those who leave (rows are different, so errors add in squares; in
  /// clusters the two are taken together); nil where either has no rows.
  package let outcomeDifference: Estimate?
  /// Weight of those who stay over the weight that A selects.
  package let kept: Double

  init(
    _ rows: ComparedRows, outcomes: [Double], isBinary: Bool, values: [Double]?, scores: (a: [Double], b: [Double]),
    a: Selection, b: Selection
  ) {
    func group(_ isMember: @escaping (Int) -> Bool) -> Group {
      let members = (0..<rows.count).filter(isMember)
      let weight = members.reduce(0) { $0 + rows.weight($1) }
      func mean(_ values: [Double]) -> Double? {
        members.isEmpty ? nil : members.reduce(0) { $0 + rows.weight($1) * values[$1] } / weight
      }
      return Group(
        rows: members.count, weight: weight,
        outcome: isBinary
          ? rows.proportion(of: { outcomes[$0] == 1 }, among: isMember)
          : rows.mean(of: { outcomes[$0] }, among: isMember),
        value: values.flatMap { values in rows.mean(of: { values[$0] }, among: isMember) },
        scoreA: mean(scores.a), scoreB: mean(scores.b))
    }
    entering = group { b.isSelected[$0] && !a.isSelected[$0] }
    leaving = group { a.isSelected[$0] && !b.isSelected[$0] }
    staying = group { a.isSelected[$0] && b.isSelected[$0] }
    kept = staying.weight / a.weight
    outcomeDifference = Self.difference(rows, outcomes, entering, leaving) { row in
      a.isSelected[row] == b.isSelected[row] ? 0 : b.isSelected[row] ? 1 : -1
    }
  }

  /// - Parameter side: 1 for those who enter, −1 for those who leave, 0 for others.
  private static func difference(
    _ rows: ComparedRows, _ outcomes: [Double], _ entering: Group, _ leaving: Group, _ side: (Int) -> Double
  ) -> Estimate? {
    guard let new = entering.outcome?.estimate, let old = leaving.outcome?.estimate else { return nil }
    let error = rows.standardError { row in
      let side = side(row)
      return side == 0
        ? 0 : side > 0 ? (outcomes[row] - new) / entering.weight : -(outcomes[row] - old) / leaving.weight
    }
    return Estimate(new - old, standardError: error.flatMap { $0 > 0 ? $0 : nil })
  }
}
