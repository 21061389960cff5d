/// Binary outcomes in groups of equal score, from the highest score down: all that a ranking metric needs.
///
/// Rows are ranked by their links where these are given, else by their probabilities.
package struct Ranking: Sendable {
  /// The weight of outcomes 1 in each group of tied scores.
  let positives: [Double]
  /// The weight of outcomes 0 in each group.
  let negatives: [Double]
  /// Their sums.
  let positiveWeight, negativeWeight: Double
  /// What one row repeated once weighs.
  let unit: Double

  /// Sorts and groups the rows.
  ///
  /// - Complexity: O(*n*).
  package init(_ predictions: BinaryPredictions) throws(UndefinedMetric) {
    try predictions.requireBothClasses()
    positiveWeight = predictions.positiveWeight
    negativeWeight = predictions.negativeWeight
    unit = predictions.weights.unit
    let rows = Self.sortedRows(predictions)
    var positives: [Double] = []
    var negatives: [Double] = []
    positives.reserveCapacity(rows.count)
    negatives.reserveCapacity(rows.count)
    rows.withUnsafeBufferPointer { rows in
      var row = 0
      while row < rows.count {
        let key = rows[row].key
        var sums = (0.0, 0.0)
        while row < rows.count, rows[row].key == key {
          let weight = rows[row].signedWeight
          sums.0 += max(0, weight)
          sums.1 += max(0, -weight)
          row += 1
        }
        positives.append(sums.0)
        negatives.append(sums.1)
      }
    }
    self.positives = positives
    self.negatives = negatives
  }

  private static func sortedRows(_ predictions: BinaryPredictions) -> [RankedRow] {
    let count = predictions.outcomes.count
    var rows = predictions.outcomes.withUnsafeBufferPointer { outcomes in
      (predictions.links ?? predictions.probabilities).withUnsafeBufferPointer { scores in
        [RankedRow](unsafeUninitializedCapacity: count) { rows, initialized in
          for row in 0..<count {
            let sign: Double = outcomes[row] == 1 ? 1 : -1
            let ranked = RankedRow(score: scores[row], signedWeight: sign * (predictions.weights.values?[row] ?? 1))
            rows.initializeElement(at: row, to: ranked)
          }
          initialized = count
        }
      }
    }
    RadixSort.sort(&rows)
    return rows
  }
}
