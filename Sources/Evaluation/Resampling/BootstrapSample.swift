#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The sampling units of a bootstrap: rows, rows that stand for several, or customers with all their rows.
///
/// - Rows drawn alone have a Poisson(1) count each.
/// - A row of weight *w* stands for *w* rows drawn alone: its count is Poisson(*w*).
/// - With clusters, the cluster has the Poisson(1) count and a row of weight *w* counts *w* times as often.
package enum BootstrapUnits: Sendable {
  case rows(Int)
  case weighted([Double])
  case clusters([UInt32], count: Int, weights: [Double]?)

  /// The number of counts drawn a replication.
  var count: Int {
    switch self {
    case .rows(let count): count
    case .weighted(let weights): weights.count
    case .clusters(_, let count, _): count
    }
  }

  /// The rows' weights; nil stands for 1.
  var weights: [Double]? {
    switch self {
    case .rows: nil
    case .weighted(let weights): weights
    case .clusters(_, _, let weights): weights
    }
  }

  /// The number of rows.
  var rows: Int {
    switch self {
    case .rows(let count): count
    case .weighted(let weights): weights.count
    case .clusters(let members, _, _): members.count
    }
  }
}

/// The counts of all units in sixteen replications.
protocol BootstrapSample {
  /// Sixteen counts as they are kept.
  associatedtype Counts: BitwiseCopyable
  /// The counts of all units.
  var counts: UnsafeMutableBufferPointer<Counts> { get }
  init(counts: UnsafeMutableBufferPointer<Counts>)
  /// `counts` as numbers.
  static func lanes(_ counts: Counts) -> BootstrapLanes
}

/// Poisson(1) counts, a byte each.
struct PackedSample: BootstrapSample {
  let counts: UnsafeMutableBufferPointer<PackedCounts>

  @inline(__always)
  static func lanes(_ counts: PackedCounts) -> BootstrapLanes { counts.lanes }

  /// Draws the counts of replications 16 `pass` … 16 `pass` + 15.
  func draw(seed: UInt64, pass: Int) {
    let stream = PackedCounts.mix(seed, UInt64(truncatingIfNeeded: pass))
    for unit in counts.indices { counts[unit] = PackedCounts(stream: stream, unit: unit) }
  }
}

/// Poisson(*w*) counts, a number each.
struct WeightedSample: BootstrapSample {
  let counts: UnsafeMutableBufferPointer<BootstrapLanes>

  @inline(__always)
  static func lanes(_ counts: BootstrapLanes) -> BootstrapLanes { counts }

  /// Draws the counts of replications 16 `pass` … 16 `pass` + 15.
  func draw(_ weights: [Double], seed: UInt64, pass: Int) {
    let stream = PackedCounts.mix(seed, UInt64(truncatingIfNeeded: pass))
    for unit in counts.indices {
      var lanes = BootstrapLanes(repeating: 0)
      for lane in 0..<16 {
        lanes[lane] = Float(Self.count(weights[unit], PackedCounts.mix(stream, UInt64(unit &* 16 &+ lane))))
      }
      counts[unit] = lanes
    }
  }

  /// A Poisson count of mean `mean` ≥ 0 from one random word: by inversion, or from 64 on by the normal deviate of the
  /// same mean and variance (sum of twelve 5-bit uniforms), rounded and at least 0.
  private static func count(_ mean: Double, _ word: UInt64) -> Double {
    guard mean < 64 else {
      var sum = 0.0
      var bits = word
      for _ in 0..<12 {
        sum += Double(bits & 31) + 0.5
        bits >>= 5
      }
      // Each uniform on 32 points has variance (1 − 32⁻²)/12 of the unit interval.
      return max(0, (mean + mean.squareRoot() * (sum / 32 - 6) * 1.000488639).rounded())
    }
    let uniform = (Double(word >> 11) + 0.5) * 0x1p-53
    var probability = exp(-mean)
    var cumulative = probability
    var count = 0.0
    while uniform > cumulative, count < 200 {
      count += 1
      probability *= mean / count
      cumulative += probability
    }
    return count
  }
}
