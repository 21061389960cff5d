#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Ranking {
  /// The rate of outcome 1 among the ⌊W/10⌋ highest scores, over the rate among all rows (W = Σ weights).
  ///
  /// Where a group of tied scores straddles the cut, its rows enter in proportion: the expected lift if the tied rows
  /// were drawn at random.
  ///
  /// The interval is symmetric on the log scale. Log lift has the influence *u* (*y* − *m*)/θ − *y*/π, less its mean, with
  /// *u* the part of a row that is selected, θ = E[*u y*], π = E[*y*] and *m* the rate of outcome 1 at the cut, which moves with
  /// the rows: see ``CutInfluence``. There is no interval where nothing is found.
  package func topDecileLift() throws(UndefinedMetric) -> Estimate {
    let total = positiveWeight + negativeWeight
    let rows = total / unit / 10
    let size = rows < 0x1p52 ? rows.rounded(.down) * unit : total / 10
    guard rows >= 1 else { throw .fewerThanTenRows }

    var found = 0.0
    var room = size
    for group in positives.indices where room > 0 {
      let tied = positives[group] + negatives[group]
      found += positives[group] * min(1, room / tied)
      room -= tied
    }
    let rate = found / size
    let lift = rate / (positiveWeight / total)
    guard found > 0 else { return Estimate(0, standardError: nil) }

    // Sums over the groups of the influences' squares, which are about 0.
    let atCut = rateAtCut(size)
    room = size
    var sums = (first: 0.0, squares: 0.0)
    for group in positives.indices {
      let tied = positives[group] + negatives[group]
      let part = min(1, max(0, room) / tied)
      room -= tied
      let change = (
        event: part * (1 - atCut) / found - 1 / positiveWeight, other: -part * atCut / found
      )
      sums.first += positives[group] * change.event + negatives[group] * change.other
      sums.squares += positives[group] * change.event * change.event + negatives[group] * change.other * change.other
    }
    let variance = max(0, sums.squares - sums.first * sums.first / total)
    guard total > unit else { return Estimate(lift, standardError: nil) }
    let error = (unit * variance * (total / (total - unit))).squareRoot()
    return Estimate(
      estimate: lift,
      lower: lift * exp(-Estimate.quantile * error),
      upper: lift * exp(Estimate.quantile * error),
      standardError: lift * error)
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
