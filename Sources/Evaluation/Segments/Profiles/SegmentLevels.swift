import Distributions

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How often every level of a column, or a missing value, is in every segment.
struct SegmentLevels {
  /// Level by level within each segment; the last one is missing.
  private let counts: [Int]
  private let weights: [Double]
  /// A sum over the rows of each level that tells their set: equal ones, equal rows, but for a chance of 2⁻⁶⁴.
  private let signatures: [UInt64]
  /// The levels, missing included.
  private let width: Int
  private let rows: SegmentRows

  /// - Parameters:
  ///   - levels: how many there are.
  ///   - code: the level of a row, −1 where it is missing.
  /// - Complexity: O(*n* + levels × segments).
  init(levels: Int, _ rows: SegmentRows, code: (Int) -> Int) {
    let width = levels + 1
    var counts = [Int](repeating: 0, count: width * rows.segments)
    var weights = [Double](repeating: 0, count: width * rows.segments)
    var signatures = [UInt64](repeating: 0, count: width)
    rows.forEach { row, segment, weight in
      let code = code(row)
      let level = code < 0 ? levels : code
      counts[segment * width + level] += 1
      weights[segment * width + level] += weight
      signatures[level] &+= Self.mix(UInt64(row))
    }
    self.counts = counts
    self.weights = weights
    self.signatures = signatures
    self.width = width
    self.rows = rows
  }

  /// Whether every row has one of two levels, so that the one says all that the other says.
  var isTwoValued: Bool {
    (0..<width).count { level in (0..<rows.segments).contains { counts[$0 * width + level] > 0 } } == 2
  }

  /// A number spread over 64 bits: the last step of SplitMix64.
  private static func mix(_ number: UInt64) -> UInt64 {
    var z = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// What is told of each segment: the levels that enough of its rows have.
  func profiles(_ column: DescribedColumn, names: [String]) -> [[LevelProfile]] {
    let total = rows.totals.reduce(0, +)
    let overall = (0..<width).map { level in
      (0..<rows.segments).reduce(0) { $0 + weights[$1 * width + level] }
    }
    return (0..<rows.segments).map { segment in
      (0..<width).compactMap { level -> LevelProfile? in
        let cell = segment * width + level
        guard counts[cell] >= SegmentProfile.leastRows else { return nil }
        let (own, all) = (weights[cell], rows.totals[segment])
        let others = (0..<rows.segments).reduce(into: (with: 0.0, all: 0.0)) { sums, other in
          guard other != segment else { return }
          sums.with += weights[other * width + level]
          sums.all += rows.totals[other]
        }
        return LevelProfile(
          column: column.name, level: level < names.count ? names[level] : nil, isUsed: column.isUsed,
          rows: counts[cell], share: .wilson(rate: min(1, own / all), rows: all), shareOverall: overall[level] / total,
          shareElsewhere: others.all > 0 ? others.with / others.all : nil,
          lift: lift(both: own / total, segment: all / total, level: overall[level] / total, total),
          difference: StandardizedDifference.ofShares((own, all), others), signature: signatures[level])
      }
    }
  }

  private func lift(both: Double, segment: Double, level: Double, _ total: Double) -> Estimate {
    let lift = both / (segment * level)
    let variance = (1 / both - 1 / segment - 1 / level + 2 * lift - 1) / total
    let error = max(0, variance).squareRoot()
    let factor = exp(Estimate.quantile * error)
    return Estimate(estimate: lift, lower: lift / factor, upper: lift * factor, standardError: lift * error)
  }
}
