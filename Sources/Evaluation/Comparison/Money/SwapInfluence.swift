/// How a number of those who enter, leave or stay moves with one more row, the two cuts being quantiles of the scores.
///
/// Of a group with membership *g* (1 or 0), a ratio R = E[*g v*]/E[*g*] has the influence (*g* (*v* − R) + Σ c)/E[*g*], with
/// one term c for each model's cut: −(*u* − *k*) *m* where the group is selected by it, +(*u* − *k*) *m* where it is not;
/// *u* = 1 for the rows that the model selects, *k* their share, and *m* the mean of (*v* − R) over the rows at its cut that
/// are in the group but for this model: see ``CutInfluence``.
struct SwapInfluence {
  /// How a group is made up: by A's selection and by B's.
  struct Membership {
    let byA, byB: Bool

    static let entering = Membership(byA: false, byB: true)
    static let leaving = Membership(byA: true, byB: false)
    static let staying = Membership(byA: true, byB: true)
  }

  private let rows: ComparedRows
  private let a, b: Selection
  private let shareA, shareB: Double

  init(_ rows: ComparedRows, a: Selection, b: Selection) {
    self.rows = rows
    self.a = a
    self.b = b
    shareA = a.weight / rows.totalWeight
    shareB = b.weight / rows.totalWeight
  }

  func contains(_ row: Int, _ group: Membership) -> Bool {
    a.isSelected[row] == group.byA && b.isSelected[row] == group.byB
  }

  /// The influence of every row on the mean of `value` over a group of the weight `weight`.
  ///
  /// - Complexity: O(*n*).
  func changes(_ group: Membership, weight: Double, mean: Double, _ value: (Int) -> Double) -> [Double] {
    let atA = a.influence.mean { b.isSelected[$0] == group.byB ? value($0) - mean : 0 }
    let atB = b.influence.mean { a.isSelected[$0] == group.byA ? value($0) - mean : 0 }
    let (signA, signB) = (group.byA ? -1.0 : 1, group.byB ? -1.0 : 1)
    return (0..<rows.count).map { row in
      let own = contains(row, group) ? value(row) - mean : 0
      let cuts =
        signA * atA * ((a.isSelected[row] ? 1 : 0) - shareA) + signB * atB * ((b.isSelected[row] ? 1 : 0) - shareB)
      return (own + cuts) / weight
    }
  }
}
