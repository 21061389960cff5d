import Tables

/// The Poisson bootstrap of means: one pass for any number of columns.
package enum BootstrapMeans {
  /// The replications of Σ count · *x* / Σ count · *w* for every column *x* of sums a unit, with *w* the unit's weight.
  ///
  /// - Parameters:
  ///   - columns: one number a row; in clusters the rows' numbers, times their weights, are added up first.
  ///   - units: the sampling units.
  ///   - replications: how many.
  ///   - seed: fixes the replications.
  ///   - workers: how many passes run at once; the result does not depend on it.
  /// - Returns: the replications by column.
  package static func replicate(
    _ columns: [[Double]], units: BootstrapUnits, replications: Int, seed: UInt64,
    workers: Int = Workers.processorCount
  ) -> [BootstrapReplicates] {
    let ones = [Double](repeating: 1, count: units.rows)
    // About the mean, so that a Float holds what varies.
    let means = columns.map { WeightedMean($0, weights: RowWeights(units.weights)).mean }
    let sums = zip(columns + [ones], means + [0]).map { Self.unitSums($0, about: $1, units) }
    let run = BootstrapRun(units: units, rankings: [], columns: sums, seed: seed)
    var values = [[Double]](repeating: [], count: columns.count)
    run.run(replications: replications, workers: workers) { pass, lanes in
      for lane in 0..<lanes {
        for column in columns.indices {
          values[column].append(means[column] + pass.columns[column][lane] / pass.columns[columns.count][lane])
        }
      }
    }
    return values.map { BootstrapReplicates($0) }
  }

  /// The sums of a column less its mean, a unit each.
  static func unitSums(_ column: [Double], about mean: Double, _ units: BootstrapUnits) -> [Float] {
    guard case .clusters(let members, let count, let weights) = units else {
      return column.map { Float($0 - mean) }
    }
    var sums = [Double](repeating: 0, count: count)
    for row in column.indices { sums[Int(members[row])] += (column[row] - mean) * (weights?[row] ?? 1) }
    return sums.map { Float($0) }
  }
}
