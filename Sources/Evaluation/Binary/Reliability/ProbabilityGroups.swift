/// Binary outcomes in ascending groups of equal probability: what calibration in bins is computed from.
///
/// A single class will do. Rows are told apart by their probabilities, even where links are given.
package struct ProbabilityGroups: Sendable {
  /// The probability of each group.
  let probabilities: [Double]
  /// The weight of outcomes 1, and of outcomes 0, in each group, on the scale of ``RowWeights``.
  let positives, negatives: [Double]
  /// `positives` + `negatives`.
  let weights: [Double]
  /// What one row repeated once weighs.
  let unit: Double

  /// Sorts and groups the rows.
  ///
  /// - Complexity: O(*n*).
  package init(_ predictions: BinaryPredictions) {
    self.init(TiedGroups(byProbability: predictions), unit: predictions.weights.unit)
  }

  /// - Parameters:
  ///   - groups: those by probability.
  ///   - unit: what one row repeated once weighs.
  init(_ groups: TiedGroups, unit: Double) {
    probabilities = groups.scores.reversed()
    positives = groups.positives.reversed()
    negatives = groups.negatives.reversed()
    weights = zip(positives, negatives).map { $0 + $1 }
    self.unit = unit
  }

  /// The groups of every bin.
  ///
  /// - Parameter bins: bins of about equal weight; nil makes each probability its own.
  func ranges(bins: Int?) -> [Range<Int>] {
    guard let bins else { return weights.indices.map { $0..<($0 + 1) } }
    return EqualCountBins.ranges(weights: weights, bins: bins)
  }

  /// The sums over the groups of `range`.
  func sums(_ range: Range<Int>) -> BinSums {
    var sums = BinSums()
    for group in range {
      sums.weight += weights[group]
      sums.positives += positives[group]
      sums.predicted += weights[group] * probabilities[group]
    }
    // One probability is its own mean, without the rounding of a product and a quotient.
    sums.meanPredicted = range.count == 1 ? probabilities[range.lowerBound] : sums.predicted / sums.weight
    return sums
  }
}

/// A bin's weight, weight of outcomes 1 and weighted probabilities.
struct BinSums {
  var weight = 0.0
  var positives = 0.0
  var predicted = 0.0
  var meanPredicted = 0.0

  /// The share of outcome 1.
  var rate: Double { min(1, positives / weight) }
}
