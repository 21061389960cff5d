/// What one model gives for every row: probabilities of outcome 1 with their links where it has them.
package struct ModelProbabilities: Sendable {
  package let probabilities: [Double]
  package let links: [Double]?

  package init(_ probabilities: [Double], links: [Double]? = nil) {
    self.probabilities = probabilities
    self.links = links
  }
}

/// Checked binary outcomes with the probabilities of two models for the same rows.
package struct PairedBinary: Sendable {
  package let rows: ComparedRows
  let outcomes: [Double]
  let a, b: ModelProbabilities
  /// The weights of the outcomes 1 and 0.
  let positiveWeight, negativeWeight: Double

  /// - Parameters:
  ///   - outcomes: 0 or 1, both of them.
  ///   - a: the champion's probabilities.
  ///   - b: the challenger's.
  ///   - weights: how often each row is repeated; rows of weight 0 are left out.
  ///   - clusters: a code ≥ 0 a row; rows of one customer have one code.
  /// - Throws: ``ComparisonError`` for what ``BinaryPredictions`` refuses, and for a single class.
  package init(
    outcomes: [Double], a: ModelProbabilities, b: ModelProbabilities, weights: [Double]? = nil,
    clusters: [Int32]? = nil
  ) throws(ComparisonError) {
    let rows = try ComparedRows(count: outcomes.count, weights: weights, clusters: clusters)
    let checkedA = try Self.check(outcomes, a, .a)
    _ = try Self.check(outcomes, b, .b)
    func keep(_ model: ModelProbabilities) -> ModelProbabilities {
      ModelProbabilities(rows.keep(model.probabilities), links: model.links.map { rows.keep($0) })
    }
    self.rows = rows
    self.outcomes = rows.keep(outcomes)
    self.a = keep(a)
    self.b = keep(b)
    if rows.weights == nil {
      (positiveWeight, negativeWeight) = (checkedA.positiveWeight, checkedA.negativeWeight)
    } else {
      var sums = (0.0, 0.0)
      for row in 0..<rows.count {
        if self.outcomes[row] == 1 { sums.0 += rows.weight(row) } else { sums.1 += rows.weight(row) }
      }
      (positiveWeight, negativeWeight) = sums
    }
    guard positiveWeight > 0, negativeWeight > 0 else { throw .singleClass }
  }

  private static func check(
    _ outcomes: [Double], _ model: ModelProbabilities, _ name: ComparedModel
  ) throws(ComparisonError) -> BinaryPredictions {
    do throws(EvaluationError) {
      return try BinaryPredictions(outcomes: outcomes, probabilities: model.probabilities, links: model.links)
    } catch {
      switch error {
      case .notBinary, .empty: throw .evaluation(nil, error)
      default: throw .evaluation(name, error)
      }
    }
  }

  /// What a model ranks by: its links, else its probabilities.
  func scores(_ model: ComparedModel) -> [Double] {
    switch model {
    case .a: a.links ?? a.probabilities
    case .b: b.links ?? b.probabilities
    }
  }

  /// The rows as a model ranks them, with their outcomes.
  func order(_ model: ComparedModel) -> ScoreOrder { ScoreOrder(scores(model), outcomes: outcomes) }
}

/// Checked amounts with the predictions of two models for the same rows.
package struct PairedAmounts: Sendable {
  package let rows: ComparedRows
  let outcomes, a, b: [Double]

  /// - Parameters:
  ///   - outcomes: the amounts observed.
  ///   - a: the champion's predictions.
  ///   - b: the challenger's.
  ///   - weights: how often each row is repeated; rows of weight 0 are left out.
  ///   - clusters: a code ≥ 0 a row; rows of one customer have one code.
  /// - Throws: ``ComparisonError`` for what ``AmountPredictions`` refuses.
  package init(
    outcomes: [Double], a: [Double], b: [Double], weights: [Double]? = nil, clusters: [Int32]? = nil
  ) throws(ComparisonError) {
    rows = try ComparedRows(count: outcomes.count, weights: weights, clusters: clusters)
    do throws(EvaluationError) { try InputChecks.finite(outcomes, .outcomes) } catch { throw .evaluation(nil, error) }
    for (name, values) in [(ComparedModel.a, a), (.b, b)] {
      do throws(EvaluationError) {
        try InputChecks.length(values, .predictions, expected: outcomes.count)
        try InputChecks.finite(values, .predictions)
      } catch { throw .evaluation(name, error) }
    }
    self.outcomes = rows.keep(outcomes)
    self.a = rows.keep(a)
    self.b = rows.keep(b)
  }
}
