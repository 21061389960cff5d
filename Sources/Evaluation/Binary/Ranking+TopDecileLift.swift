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
  /// The interval is symmetric on the log scale by the delta method. With X of *k* rows positive in the top decile and Y
  /// of *l* rows in the rest, two independent binomial counts, T = X + Y and rates *p*, *q*, the variance of log lift is
  /// *k p*(1 − *p*)(1/X − 1/T)² + *l q*(1 − *q*)/T². There is no interval where X = 0.
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

    let rest = total - size
    let restRate = max(0, positiveWeight - found) / rest
    let slope = 1 / found - 1 / positiveWeight
    let variance =
      size * rate * max(0, 1 - rate) * slope * slope
      + rest * restRate * max(0, 1 - restRate) / (positiveWeight * positiveWeight)
    let error = (unit * variance).squareRoot()
    return Estimate(
      estimate: lift,
      lower: lift * exp(-Estimate.quantile * error),
      upper: lift * exp(Estimate.quantile * error),
      standardError: lift * error)
  }
}
