import Distributions

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The gap statistic: how much closer *k* segments bring the rows to their centres than they do where there are none.
///
/// Gap(*k*) = E* log *W*ₖ − log *W*ₖ, with *W*ₖ the sum of squares within segments for a unit of weight, and E* its mean over
/// reference sets from a ``ReferenceBox``; *s*ₖ is the standard deviation over them (divisor *B* − 1) times √(1 + 1/*B*).
/// These are the numbers of R's `cluster::clusGap` with `d.power = 2`.
///
/// Source: R. Tibshirani, G. Walther and T. Hastie (2001), *Journal of the Royal Statistical Society* B 63, 411–423.
package struct GapStatistic: Sendable, Equatable {
  /// The numbers for one *k*.
  package struct Row: Sendable, Equatable {
    package let segments: Int
    /// log *W*ₖ of the rows, and its mean over the reference sets.
    package let logWithin, expected: Double
    /// *s*ₖ.
    package let standardError: Double
    /// How much lower log *W*ₖ is than expected.
    package var gap: Double { expected - logWithin }
  }

  /// One row a *k*, in the order given. Those with a sum of squares of 0, for which the gap is not defined, are left out.
  package let rows: [Row]

  /// The smallest *k* with Gap(*k*) ≥ Gap(*k′*) − *s*ₖ′, *k′* the next one (the rule of the source); the last where none
  /// has, nil without rows.
  package var chosen: Int? {
    for (row, next) in zip(rows, rows.dropFirst()) where row.gap >= next.gap - next.standardError {
      return row.segments
    }
    return rows.last?.segments
  }

  /// - Parameters:
  ///   - segments: the numbers *k* of segments, rising.
  ///   - within: the rows' sum of squares within segments, one a *k*.
  ///   - weight: the weight of the rows.
  ///   - box: where reference sets are drawn.
  ///   - references: *B*, at least 2.
  ///   - referenceRows: the points in each, by default as many as there are rows.
  ///   - seed: the first *B* numbers of SplitMix64 from here are the seeds of the sets.
  ///   - fit: the sums of squares within segments of points, given by coordinate, one a *k*; as the rows' own were made.
  package init<Failure: Error>(
    segments: [Int], within: [Double], weight: Double, box: ReferenceBox, references: Int, referenceRows: Int,
    seed: UInt64, fit: (_ columns: [[Double]]) throws(Failure) -> [Double]
  ) throws(Failure) {
    precondition(references >= 2, "a standard deviation takes two reference sets")
    var generator = SplitMix64(seed: seed)
    var logarithms = [[Double]](repeating: [], count: segments.count)
    for _ in 0..<references {
      let sums = try fit(box.draw(referenceRows, seed: generator.next()))
      for (k, sum) in sums.enumerated() { logarithms[k].append(log(sum / Double(referenceRows))) }
    }
    rows = segments.indices.compactMap { k in
      let (logWithin, count) = (log(within[k] / weight), Double(references))
      let expected = logarithms[k].reduce(0, +) / count
      let squares = logarithms[k].reduce(0) { $0 + ($1 - expected) * ($1 - expected) }
      guard logWithin.isFinite, expected.isFinite else { return nil }
      return Row(
        segments: segments[k], logWithin: logWithin, expected: expected,
        standardError: ((1 + 1 / count) * squares / (count - 1)).squareRoot())
    }
  }
}
