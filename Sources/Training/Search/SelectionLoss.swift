import ClienteleScoring

/// What candidates are held against each other by: the mean loss of a row held out.
package enum SelectionLoss: String, Sendable, CaseIterable {
  /// −log of the probability of the outcome.
  case logLoss = "log_loss"
  /// (y − prediction)²; of a probability the Brier score.
  case squaredError = "squared_error"
  /// |y − prediction|, which a median makes smallest.
  case absoluteError = "absolute_error"

  /// Whether predictions of `outcome` have the loss.
  package func goes(with outcome: ModelKind.Outcome) -> Bool {
    switch self {
    case .logLoss: outcome != .amount
    case .squaredError, .absoluteError: outcome != .classes
    }
  }

  /// The loss that kinds of one outcome are chosen by where none is named; squared errors where they differ.
  package static func usual(_ kinds: [ModelKind]) -> SelectionLoss {
    if kinds.allSatisfy({ $0.outcome != .amount }) { return .logLoss }
    return kinds.allSatisfy { $0 == .quantile } ? .absoluteError : .squaredError
  }
}

/// What a candidate lost in the rows that the folds held out.
package struct HeldOutLosses: Sendable {
  /// One a fold: the mean loss, and the weight of its rows.
  package let means, weights: [Double]
  /// How many coefficients of the fit to all rows are not 0, intercepts left out.
  package let terms: Int

  /// - Throws: where the result has no folds, or the loss is no number.
  package init(_ result: TrainingResult, _ loss: SelectionLoss) throws(TrainingError) {
    guard let seen = result.outOfFold else { throw .invalidOption("--folds 0: candidates are chosen by folds") }
    var sums = [Double](repeating: 0, count: seen.foldCount)
    var weights = sums
    for (row, outcome) in result.outcomes.enumerated() {
      let weight = result.weights?[row] ?? 1
      if weight == 0 { continue }
      let fold = Int(seen.folds[row])
      weights[fold] += weight
      sums[fold] += weight * Self.loss(loss, result.model.kind.outcome, outcome, seen, row)
    }
    means = zip(sums, weights).map { $1 > 0 ? $0 / $1 : 0 }
    self.weights = weights
    terms = result.model.predictors.reduce(0) { $0 + $1.estimates.count { $0 != 0 } }
    if !means.allSatisfy(\.isFinite) { throw .numerical("its held-out loss is not finite") }
  }

  private static func loss(
    _ loss: SelectionLoss, _ kind: ModelKind.Outcome, _ outcome: Double, _ seen: OutOfFold, _ row: Int
  ) -> Double {
    switch (loss, kind) {
    case (.logLoss, .classes): -Elementary.log(seen.outputs[Int(outcome)][row])
    case (.logLoss, _): outcome * softplus(-seen.links[row]) + (1 - outcome) * softplus(seen.links[row])
    case (.squaredError, _): (outcome - seen.predictions[row]) * (outcome - seen.predictions[row])
    case (.absoluteError, _): (outcome - seen.predictions[row]).magnitude
    }
  }
}

/// The choice among candidates.
package struct Selection: Sendable {
  /// By candidate, as given.
  package let means, standardErrors: [Double]
  /// The candidate of the smallest mean loss, and the simplest within one standard error of it, among those that converged.
  package let best, simplest: Int
  /// By how much the smallest mean is too small for having been chosen, about.
  ///
  /// The mean over folds of what the best candidate loses in a fold beyond the one that is best there. (Tibshirani and
  /// Tibshirani, *Annals of Applied Statistics* 3, 2009.)
  package let optimism: Double

  /// Chooses. Of two candidates the one with fewer terms is simpler, then the one with the stronger penalty, then the one
  /// given first.
  ///
  /// - Parameters:
  ///   - strengths: λ of every candidate.
  ///   - converged: whether its fit to all rows converged: only such are chosen, unless there are none.
  package init(_ candidates: [HeldOutLosses], strengths: [Double], converged: [Bool]) {
    let order = candidates.indices.sorted { a, b in
      if candidates[a].terms != candidates[b].terms { return candidates[a].terms < candidates[b].terms }
      return strengths[a] != strengths[b] ? strengths[a] > strengths[b] : a < b
    }
    let weights = candidates.first?.weights ?? []
    let losses = weights.indices.map { fold in order.map { candidates[$0].means[fold] } }
    let found = FoldMeans(foldLosses: losses, foldWeights: weights)
    var (means, errors) = (candidates.map { _ in 0.0 }, candidates.map { _ in 0.0 })
    for (place, candidate) in order.enumerated() {
      (means[candidate], errors[candidate]) = (found.means[place], found.standardErrors[place])
    }
    self.means = means
    standardErrors = errors
    let places = order.indices.filter { converged[order[$0]] }
    let finalists = places.isEmpty ? Array(order.indices) : places
    let finals = losses.map { fold in finalists.map { fold[$0] } }
    let final = FoldMeans(foldLosses: finals, foldWeights: weights)
    (best, simplest) =
      order.isEmpty ? (0, 0) : (order[finalists[final.best]], order[finalists[final.chosen]])
    let total = weights.reduce(0, +)
    optimism = zip(finals, weights).reduce(0) { $0 + $1.1 * ($1.0[final.best] - ($1.0.min() ?? 0)) } / total
  }
}
