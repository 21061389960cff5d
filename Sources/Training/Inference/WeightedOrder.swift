/// A sample in ascending order, its rows repeated as often as their weights say.
struct WeightedOrder: Sendable {
  private let values, cumulative: [Double]

  /// Takes the values of positive weight, at least one; nil is 1 everywhere.
  init(_ values: [Double], weights: [Double]?) {
    let order = values.indices.filter { weights?[$0] ?? 1 > 0 }.sorted { values[$0] < values[$1] }
    var sum = 0.0
    self.values = order.map { values[$0] }
    cumulative = order.map { row in
      sum += weights?[row] ?? 1
      return sum
    }
  }

  /// Σ weights.
  var total: Double { cumulative.last ?? 0 }

  /// The smallest value with at least `share` of the weight at or below it; the mean of it and the next where it is just
  /// that share (Hyndman and Fan, *American Statistician* 50, 1996, definition 2).
  func quantile(_ share: Double) -> Double {
    let target = share * total
    let place = first { cumulative[$0] >= target * (1 - 1e-14) }
    let isJust = cumulative[place] <= target * (1 + 1e-14)
    return isJust && place + 1 < values.count ? (values[place] + values[place + 1]) / 2 : values[place]
  }

  /// The quantile that lies at `share` of the way from the first to the last row: definition 7, R's default.
  func interpolatedQuantile(_ share: Double) -> Double {
    let position = max(0, total - 1) * share
    let whole = position.rounded(.down)
    let (low, high) = (value(after: whole), value(after: whole + 1))
    return low + (position - whole) * (high - low)
  }

  /// The value of the row that `weight` of others come before.
  private func value(after weight: Double) -> Double {
    values[first { cumulative[$0] > weight * (1 + 1e-14) }]
  }

  private func first(_ isReached: (Int) -> Bool) -> Int {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if isReached(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
