import Distributions

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Distances *d* of bins that are known with an error, and intervals of Σ *w d*² and Σ *w* |*d*|.
///
/// Both sums are too large in a sample, for every error adds to them. The 95 % interval is of the sums without errors: all
/// values for which what was found is between its 2.5 % and 97.5 % quantiles. It begins at 0 where right probabilities could
/// have given as much.
///
/// Source: C. Ferro and T. Fricker (2012), *Quarterly J. Royal Meteorological Society* 138, 1954–1960, for the bias.
struct BinDistances {
  /// *w*, the bin's share of the rows; *d*; and the variance τ² of *d*.
  private(set) var bins: [(share: Double, distance: Double, variance: Double)] = []
  /// All rows.
  let rows: Double

  init(rows: Double) { self.rows = rows }

  mutating func add(share: Double, distance: Double, variance: Double) { bins.append((share, distance, variance)) }

  private func sum(_ term: ((share: Double, distance: Double, variance: Double)) -> Double) -> Double {
    bins.reduce(0) { $0 + term($1) }
  }

  /// The interval of Σ *w d*²: of a noncentral χ² with the scale *a* and ν degrees of freedom for which mean and variance
  /// are those of the sum. ν *a* is its bias, and *a* = variance/(4 Σ *w d*²), at distances of 0 too.
  ///
  /// - Parameter known: what of the bias Σ *w* τ² is not in the sum.
  func squares(less known: Double = 0) -> (lower: Double, upper: Double)? {
    let found = sum { $0.share * $0.distance * $0.distance }
    let bias = sum { $0.share * $0.variance } - known
    let fourth = sum { $0.share * $0.distance * $0.distance * $0.distance * $0.distance }
    let spread =
      4 * sum { $0.share * $0.share * $0.distance * $0.distance * $0.variance }
      + max(0, fourth - found * found) / rows
    guard found > 0, bias > 0, spread > 0, spread.isFinite else { return nil }
    let scale = spread / (4 * found)
    func end(_ probability: Double) -> Double {
      Self.root {
        NoncentralChiSquared.cumulative(found / scale, degrees: bias / scale, noncentrality: $0) - probability
      }
    }
    return (scale * end(0.975), scale * end(0.025))
  }

  /// The interval of Σ *w* |*d*|, all distances taken for the same number of their errors τ: then |*d*| found is a folded
  /// normal, and their sum about normal.
  func absolutes() -> (lower: Double, upper: Double)? {
    let found = sum { $0.share * abs($0.distance) }
    let errors = sum { $0.share * $0.variance.squareRoot() }
    guard errors > 0, errors.isFinite else { return nil }
    func end(_ z: Double) -> Double {
      Self.root { multiple in
        let folded =
          (2 / Double.pi).squareRoot() * exp(-multiple * multiple / 2)
          + multiple * (1 - 2 * Normal.cumulative(-multiple))
        let variance = max(0, multiple * multiple + 1 - folded * folded)
        let spread = (variance * sum { $0.share * $0.share * $0.variance }).squareRoot()
        return found - errors * folded - z * spread
      }
    }
    return (errors * end(Estimate.quantile), errors * end(-Estimate.quantile))
  }

  /// Where `falling` is 0, from 0 on; 0 where it is below 0 there.
  private static func root(_ falling: (Double) -> Double) -> Double {
    guard falling(0) > 0 else { return 0 }
    var (low, high) = (0.0, 1.0)
    while falling(high) > 0, high < 1e300 { (low, high) = (high, 2 * high) }
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if falling(middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// The noncentral χ² distribution.
enum NoncentralChiSquared {
  /// P(*X* ≤ *x*) by Sankaran's power transformation, some 10⁻³ from exact.
  ///
  /// Source: M. Sankaran (1963), *Biometrika* 50, 199–204.
  static func cumulative(_ x: Double, degrees: Double, noncentrality: Double) -> Double {
    let mean = degrees + noncentrality
    let twice = degrees + 2 * noncentrality
    let power = 1 - 2 * mean * (degrees + 3 * noncentrality) / (3 * twice * twice)
    let p = twice / (mean * mean)
    let m = (power - 1) * (1 - 3 * power)
    let center = 1 + power * p * (power - 1 - (2 - power) * m * p / 2)
    return Normal.cumulative((pow(x / mean, power) - center) / (power * (2 * p).squareRoot() * (1 + m * p / 2)))
  }
}
