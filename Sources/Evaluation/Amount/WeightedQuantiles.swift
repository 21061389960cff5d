/// Quantiles of a sample whose rows are repeated.
///
/// The *p* quantile is the inverse of the empirical distribution function with averaging at its steps: the smallest *x*
/// with weight above *p* W at or below it, W = Σ weights; where some *x* has exactly *p* W at or below it, the mean of it and
/// the next. It does not depend on the scale of the weights, and repeating a row is the same as weighing it.
///
/// Source: R. Hyndman and Y. Fan (1996), *American Statistician* 50, 361–365, definition 2.
struct WeightedQuantiles: Sendable {
  private let values: [Double]
  private let cumulative: [Double]

  /// - Parameters:
  ///   - values: at least one finite number.
  ///   - weights: positive and not far from 1 (``RowWeights``); nil stands for 1.
  /// - Complexity: O(*n* log *n*).
  init(_ values: [Double], weights: [Double]?) {
    guard let weights else {
      self.values = values.sorted()
      cumulative = (1...values.count).map(Double.init)
      return
    }
    let order = values.indices.sorted { values[$0] < values[$1] }
    var sum = 0.0
    self.values = order.map { values[$0] }
    cumulative = order.map { row in
      sum += weights[row]
      return sum
    }
  }

  /// The quantile of `percent`/100.
  ///
  /// - Complexity: O(log *n*).
  func value(percent: Int) -> Double {
    precondition((0...100).contains(percent), "a percentage is from 0 to 100")
    return value(target: Double(percent) * (cumulative.last ?? 0) / 100)
  }

  /// The quantile of `level`, from 0 to 1.
  func value(level: Double) -> Double { value(target: level * (cumulative.last ?? 0)) }

  private func value(target: Double) -> Double {
    let last = values.count - 1
    var (low, high) = (0, last)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] >= target { high = middle } else { low = middle + 1 }
    }
    // At 0 % no row may be below, and the smallest is the quantile.
    guard cumulative[low] == target, target > 0, low < last else { return values[low] }
    return values[low] + (values[low + 1] - values[low]) / 2
  }
}
