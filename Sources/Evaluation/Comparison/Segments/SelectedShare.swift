/// The shares of groups that a model selects, with Wilson's intervals for a cut that is fixed or a quantile of the scores.
///
/// With *u* = 1 for the selected, *k* their share of all rows and *T* the share of the *n* members that is selected, one more
/// row moves *T* by (*u* − *T*)/*n* if it is a member, less *t* (*u* − *k*)/*n* whoever it is: *t* is the share of members at
/// the cut (``CutInfluence``), 0 for a threshold. Wilson's interval takes *T*(1 − *T*)/variance for the number of rows.
struct SelectedShare {
  private let rows: ComparedRows
  private let selection: Selection
  /// *k*.
  private let share: Double
  /// By cluster, Σ *w* (*u* − *k*); empty without clusters.
  private let clusterSums: [Double]
  /// Their squares, or Σ *w* (*u* − *k*)².
  private let squares: Double

  /// - Complexity: O(*n*).
  init(_ rows: ComparedRows, _ selection: Selection) {
    self.rows = rows
    self.selection = selection
    let share = selection.weight / rows.totalWeight
    self.share = share
    guard let clusters = rows.clusters else {
      clusterSums = []
      squares = rows.totalWeight * share * (1 - share)
      return
    }
    var sums = [Double](repeating: 0, count: rows.clusterCount)
    for row in 0..<rows.count {
      sums[Int(clusters[row])] += rows.weight(row) * ((selection.isSelected[row] ? 1 : 0) - share)
    }
    clusterSums = sums
    squares = sums.reduce(0) { $0 + $1 * $1 }
  }

  /// The share of `members` that is selected; nil where there is none.
  ///
  /// - Parameter isMember: whether a row is one of `members`.
  /// - Complexity: O(members + rows around the cut).
  func among(_ members: [UInt32], isMember: (Int) -> Bool) -> Estimate? {
    var sums = (hits: 0.0, members: 0.0)
    for row in members {
      let weight = rows.weight(Int(row))
      sums.members += weight
      if selection.isSelected[Int(row)] { sums.hits += weight }
    }
    guard sums.members > 0 else { return nil }
    let rate = sums.hits / sums.members
    guard rate > 0, rate < 1 else { return .wilson(rate: rate, rows: sums.members) }
    let atCut = max(0, min(1, selection.influence.mean { isMember($0) ? 1 : 0 }))
    var variance = atCut * atCut * squares
    if let clusters = rows.clusters {
      var own: [UInt32: Double] = [:]
      for row in members {
        own[clusters[Int(row)], default: 0] +=
          rows.weight(Int(row)) * ((selection.isSelected[Int(row)] ? 1 : 0) - rate)
      }
      // In a fixed order: the order of a dictionary is not.
      for cluster in own.keys.sorted() {
        let sum = own[cluster] ?? 0
        variance += sum * sum - 2 * atCut * sum * clusterSums[Int(cluster)]
      }
      variance *= Double(rows.clusterCount) / Double(max(1, rows.clusterCount - 1))
    } else {
      for row in members {
        let hit = selection.isSelected[Int(row)] ? 1.0 : 0
        variance += rows.weight(Int(row)) * (hit - rate) * (hit - rate - 2 * atCut * (hit - share))
      }
    }
    variance /= sums.members * sums.members
    // All rows together have the share that was asked for, and no error.
    let least = 1e-12 * rate * (1 - rate) / sums.members
    return .wilson(rate: rate, rows: rate * (1 - rate) / max(variance, least))
  }
}
