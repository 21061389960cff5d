import Distributions

extension Estimate {
  /// A share of `rows` rows, not necessarily a whole number, with Wilson's 95 % interval.
  package static func wilson(rate p: Double, rows n: Double) -> Estimate {
    let z = quantile
    let center = p + z * z / (2 * n)
    let margin = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    // The rate is inside; at 0 or 1 one end is exactly there, and rounding must not move it.
    return Estimate(
      estimate: p, lower: max(0, min(p, (center - margin) / scale)), upper: min(1, max(p, (center + margin) / scale)),
      standardError: (p * (1 - p) / n).squareRoot())
  }

  /// Wilson's interval of a share whose standard error is known, for the *p*(1 − *p*)/error² rows that have it; for `rows` where
  /// the error is 0 or there is none, or the share is 0 or 1.
  static func wilson(rate p: Double, error: Double?, rows: Double) -> Estimate {
    guard p > 0, p < 1, let error, error > 0 else { return .wilson(rate: p, rows: rows) }
    return .wilson(rate: p, rows: p * (1 - p) / (error * error))
  }
}

extension ComparedRows {
  /// The share of `isHit` among the rows of `isMember`, with Wilson's 95 % interval; nil where there is no member.
  ///
  /// Wilson's interval is (*p* + *z*²/2*n* ± *z* √(*p*(1 − *p*)/*n* + *z*²/4*n*²))/(1 + *z*²/*n*). In clusters *n* is the
  /// effective number *p*(1 − *p*)/variance, with the cluster-robust variance of the ratio, at most the weight itself.
  ///
  /// Source: E. Wilson (1927), *JASA* 22, 209–212.
  func proportion(of isHit: (Int) -> Bool, among isMember: (Int) -> Bool) -> Estimate? {
    var sums = (hits: 0.0, members: 0.0)
    for row in 0..<count where isMember(row) {
      sums.members += weight(row)
      if isHit(row) { sums.hits += weight(row) }
    }
    guard sums.members > 0 else { return nil }
    let p = sums.hits / sums.members
    var n = sums.members
    if clusters != nil, p > 0, p < 1 {
      let error = standardError { isMember($0) ? ((isHit($0) ? 1 : 0) - p) / sums.members : 0 }
      if let error, error > 0 { n = min(n, p * (1 - p) / (error * error)) }
    }
    return .wilson(rate: p, rows: n)
  }

  /// The mean of `value` over the rows of `isMember` ± 1.96 errors; nil where there is no member.
  func mean(of value: (Int) -> Double, among isMember: (Int) -> Bool) -> Estimate? {
    var sums = (values: 0.0, members: 0.0)
    var squares = 0.0
    for row in 0..<count where isMember(row) {
      sums.members += weight(row)
      sums.values += weight(row) * value(row)
    }
    guard sums.members > 0 else { return nil }
    let mean = sums.values / sums.members
    if clusters != nil {
      return Estimate(
        mean, standardError: standardError { isMember($0) ? (value($0) - mean) / sums.members : 0 })
    }
    for row in 0..<count where isMember(row) {
      squares += weight(row) * (value(row) - mean) * (value(row) - mean)
    }
    let error = sums.members > 1 ? (squares / sums.members / (sums.members - 1)).squareRoot() : nil
    return Estimate(mean, standardError: error)
  }
}
