/// What predicted quantiles say of single rows; one array a level.
enum QuantileLosses {
  /// The mean over the levels τ of the check loss (τ − [*y* < *q*])(*y* − *q*) of every row: the loss that the τ quantile
  /// minimises.
  ///
  /// Source: R. Koenker and G. Bassett (1978), *Econometrica* 46, 33–50.
  static func checks(_ outcomes: [Double], _ levels: [Double], _ quantiles: [[Double]]) -> [Double] {
    outcomes.indices.map { row in
      let sum = levels.indices.reduce(0.0) { sum, level in
        sum + check(outcomes[row] - quantiles[level][row], level: levels[level])
      }
      return sum / Double(levels.count)
    }
  }

  static func check(_ residual: Double, level: Double) -> Double { residual * (level - (residual < 0 ? 1 : 0)) }

  /// 1 where the outcome is above the lowest quantile and not above the highest; of one quantile, where it is not above it.
  static func covered(_ outcomes: [Double], _ quantiles: [[Double]]) -> [Double] {
    outcomes.indices.map { row in
      let low = quantiles.count > 1 ? quantiles[0][row] : -.infinity
      return low < outcomes[row] && outcomes[row] <= quantiles[quantiles.count - 1][row] ? 1 : 0
    }
  }

  /// The share that should be covered.
  static func nominal(_ levels: [Double]) -> Double {
    levels.count > 1 ? levels[levels.count - 1] - levels[0] : levels[0]
  }
}
