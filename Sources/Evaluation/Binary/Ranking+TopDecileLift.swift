extension Ranking {
  /// The rate of outcome 1 among the ⌊W/10⌋ highest scores, over the rate among all rows (W = Σ weights).
  ///
  /// Where a group of tied scores straddles the cut, its rows enter in proportion: the expected lift if the tied rows
  /// were drawn at random.
  ///
  /// Lift is ten times the share of the outcomes 1 that are found. With *u* the part of a row that is selected, that share φ =
  /// E[*u y*]/π has the influence (*u* (*y* − *m*) − φ *y*)/π less its mean, with π = E[*y*] and *m* the rate of outcome 1 at the
  /// cut, which moves with the rows: see ``CutInfluence``. The interval is Wilson's for as many rows as that error is of;
  /// there is none where nothing or everything is found.
  package func topDecileLift() throws(UndefinedMetric) -> Estimate {
    let total = positiveWeight + negativeWeight
    let rows = total / unit / 10
    let size = rows < 0x1p52 ? rows.rounded(.down) * unit : total / 10
    guard rows >= 1 else { throw .fewerThanTenRows }
    let cuts = RankingCuts(self)
    let cut = cuts.cut(size)
    return cuts.lift(cut.found, size: size, to: cut)
  }

  /// The rate of outcome 1 at the cut below the first rows of weight `size`: of a ``LocalLine``, or among the rows tied
  /// there where these are more than its width.
  ///
  /// - Parameters:
  ///   - start: a group at or before the first that is within the line's width.
  ///   - before: the weight of the groups before it.
  func rateAtCut(_ size: Double, from start: Int = 0, passed before: Double = 0) -> Double {
    let width = unit * LocalLine.width(room: size / unit, total: totalWeight / unit)
    var line = LocalLine()
    var passed = before
    for group in positives.indices.suffix(from: start) {
      guard passed < size + width else { break }
      let weight = positives[group] + negatives[group]
      defer { passed += weight }
      guard passed + weight > size - width else { continue }
      if passed < size, passed + weight > size, weight >= width { return positives[group] / weight }
      let place = (passed + weight / 2 - size) / width
      line.add(place: place, weight: LocalLine.height(place) * weight, value: positives[group] / weight)
    }
    return max(0, min(1, line.atCut))
  }
}
