/// The tables behind an ``AmountEvaluation``, for reports.
package struct AmountDiagnostics: Sendable, Equatable {
  /// Predicted and observed amounts of rows with similar predictions.
  package struct Bin: Sendable, Equatable {
    /// The weight of its rows.
    package let weight: Double
    /// The mean of their predictions.
    package let meanPredicted: Double
    /// The mean of their outcomes, ± 1.96 standard errors.
    package let observed: Estimate
  }

  /// A quantile of the residuals.
  package struct Quantile: Sendable, Equatable {
    /// Its level in percent.
    package let percent: Int
    /// The quantile, in the unit of the outcome.
    package let value: Double
  }

  /// Bins of about equal weight by ascending prediction (``EqualCountBins``): deciles, unless ties leave fewer.
  package let bins: [Bin]
  /// Quantiles of outcome − prediction (``WeightedQuantiles``).
  package let residualQuantiles: [Quantile]

  /// Describes one predicted amount a row.
  ///
  /// - Parameters:
  ///   - amounts: the rows.
  ///   - count: the number of bins.
  ///   - percents: the levels of the quantiles, ascending, from 0 to 100.
  /// - Complexity: O(*n* log *n*).
  package init(
    _ amounts: AmountPredictions, bins count: Int = 10, percents: [Int] = [0, 1, 5, 10, 25, 50, 75, 90, 95, 99, 100]
  ) {
    bins = Self.bins(amounts, count: count)
    let residuals = RowLosses.compute(amounts.predictions, amounts.outcomes) { $1 - $0 }
    let quantiles = WeightedQuantiles(residuals, weights: amounts.weights.values)
    residualQuantiles = percents.map { Quantile(percent: $0, value: quantiles.value(percent: $0)) }
  }

  private static func bins(_ amounts: AmountPredictions, count: Int) -> [Bin] {
    let predictions = amounts.predictions
    let order = predictions.indices.sorted { predictions[$0] < predictions[$1] }
    // Rows of equal prediction are a group, which no bin splits; `starts` are the groups' first places in the order.
    let starts = order.indices.filter { $0 == 0 || predictions[order[$0]] != predictions[order[$0 - 1]] }
    let ends = starts.dropFirst() + [order.count]
    let weights = zip(starts, ends).map { start, end in
      order[start..<end].reduce(0) { $0 + (amounts.weights.values?[$1] ?? 1) }
    }
    return EqualCountBins.ranges(weights: weights, bins: count).map { groups in
      let end = groups.upperBound < starts.count ? starts[groups.upperBound] : order.count
      let rows = order[starts[groups.lowerBound]..<end]
      let weights = amounts.weights.picking(rows)
      let observed = WeightedMean(rows.map { amounts.outcomes[$0] }, weights: weights)
      return Bin(
        weight: weights.rows(observed.totalWeight),
        meanPredicted: WeightedMean(rows.map { predictions[$0] }, weights: weights).mean,
        observed: Estimate(observed.mean, standardError: observed.standardError))
    }
  }
}
