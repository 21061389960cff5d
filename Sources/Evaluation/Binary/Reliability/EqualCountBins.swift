/// Ascending groups of tied predictions in bins of about equal weight.
enum EqualCountBins {
  /// The groups of each bin, ascending; at most `bins`, none of them empty.
  ///
  /// A group is never split: it goes to the bin that holds its middle, bin ⌊*q* (before + *w*/2)/W⌋ of *q*, where *w* is
  /// its weight, `before` the weight of the groups below it and W that of all. Without ties and with *q* a divisor of W the
  /// bins are exactly equal; few distinct predictions give few bins. A middle that falls short of a boundary by less than
  /// 10⁻¹⁰ of a bin is on it: weights that are not whole round that much, and the scale of weights must not move a group.
  ///
  /// - Complexity: O(groups).
  static func ranges(weights: [Double], bins: Int) -> [Range<Int>] {
    precondition(bins >= 1, "there must be a bin")
    let total = weights.reduce(0, +)
    var ranges: [Range<Int>] = []
    var start = 0
    var current = 0.0
    var before = 0.0
    for group in weights.indices {
      let place = Double(bins) * ((before + weights[group] / 2) / total)
      let bin = min((place + 1e-10).rounded(.down), Double(bins - 1))
      if bin != current, group > start {
        ranges.append(start..<group)
        start = group
      }
      current = bin
      before += weights[group]
    }
    ranges.append(start..<weights.count)
    return ranges
  }
}
