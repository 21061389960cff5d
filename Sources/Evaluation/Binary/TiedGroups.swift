/// Binary outcomes in groups of equal score, from the highest score down.
struct TiedGroups: Sendable {
  /// The score of each group.
  let scores: [Double]
  /// The weight of outcomes 1 in each group.
  let positives: [Double]
  /// The weight of outcomes 0 in each group.
  let negatives: [Double]

  /// Sorts the rows by score and joins the ties.
  ///
  /// - Parameters:
  ///   - scores: finite numbers; 0 and −0 are tied.
  ///   - outcomes: 0 or 1.
  ///   - weights: how often each row is repeated; nil stands for once.
  /// - Complexity: O(*n*).
  init(scores: [Double], outcomes: [Double], weights: [Double]?) {
    let rows = Self.sortedRows(scores, outcomes, weights)
    var groups: (scores: [Double], positives: [Double], negatives: [Double]) = ([], [], [])
    groups.scores.reserveCapacity(rows.count)
    groups.positives.reserveCapacity(rows.count)
    groups.negatives.reserveCapacity(rows.count)
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
        groups.scores.append(RankedRow.score(key: key))
        groups.positives.append(sums.0)
        groups.negatives.append(sums.1)
      }
    }
    (self.scores, positives, negatives) = groups
  }

  /// The groups of equal probability, whether links are given or not.
  init(byProbability predictions: BinaryPredictions) {
    self.init(
      scores: predictions.probabilities, outcomes: predictions.outcomes, weights: predictions.weights.values)
  }

  private static func sortedRows(_ scores: [Double], _ outcomes: [Double], _ weights: [Double]?) -> [RankedRow] {
    let count = outcomes.count
    var rows = outcomes.withUnsafeBufferPointer { outcomes in
      scores.withUnsafeBufferPointer { scores in
        [RankedRow](unsafeUninitializedCapacity: count) { rows, initialized in
          for row in 0..<count {
            let sign: Double = outcomes[row] == 1 ? 1 : -1
            let ranked = RankedRow(score: scores[row], signedWeight: sign * (weights?[row] ?? 1))
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
