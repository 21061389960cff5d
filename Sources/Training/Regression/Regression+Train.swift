import ClienteleScoring
import Evaluation
import Tables

/// What training leaves: the model, and what was learnt about it on the way.
package struct TrainingResult: Sendable {
  package let model: FittedModel
  /// Predictions for rows held out; nil without folds.
  package let outOfFold: OutOfFold?
  /// The target, weights and offset as they were used, by row.
  package let outcomes: [Double]
  package let weights: [Double]?
  /// The search for λ, if there was one.
  package let penaltyPath: PenaltyPath?
}

/// What training is doing just now.
package enum TrainingStage: String, Sendable {
  case fitting = "fitting"
  case searchingPenalty = "choosing the penalty"
  case validating = "validating"
}

extension Regression {
  /// Fits `table`, certifies the fit and validates it on folds.
  ///
  /// - Parameter progress: called with the stage and the share of it that is done, from this thread.
  package func train(
    _ table: Table, progress: (TrainingStage, Double) -> Void = { _, _ in }
  ) throws(TrainingError) -> TrainingResult {
    let data = try TrainingTable(table, roles: roles, kind: kind, event: options.event)
    let folds = options.folds > 0 ? try self.folds(data) : []
    let ridge: Double
    var path: PenaltyPath?
    switch options.penalty {
    case .none: ridge = 0
    case .ridge(let strength): ridge = strength
    case .crossValidated:
      let found = try searchPenalty(data, folds: folds) { progress(.searchingPenalty, $0) }
      path = found
      ridge = found.strengths[found.chosen]
    }
    progress(.fitting, 0)
    let model = try certifiedModel(data, ridge: ridge, fingerprint: fingerprint(data))
    progress(.fitting, 1)
    var outOfFold: OutOfFold?
    if options.folds > 0 {
      progress(.validating, 0)
      outOfFold = try crossValidate(data, folds: folds, ridge: ridge)
      progress(.validating, 1)
    }
    return TrainingResult(
      model: model, outOfFold: outOfFold, outcomes: data.target.values, weights: data.weights, penaltyPath: path)
  }

  /// Fits `table` with its inference, and no more: no validation, and a lineage without a fingerprint.
  package func fitOnly(_ table: Table) throws(TrainingError) -> FittedModel {
    let data = try TrainingTable(table, roles: roles, kind: kind, event: options.event)
    guard case .ridge(let strength) = options.penalty else {
      return try certifiedModel(data, ridge: 0, fingerprint: "")
    }
    return try certifiedModel(data, ridge: strength, fingerprint: "")
  }

  private func certifiedModel(
    _ data: TrainingTable, ridge: Double, fingerprint: @autoclosure () -> String
  ) throws(TrainingError) -> FittedModel {
    let fit = try self.fit(data, weights: data.weights, ridge: ridge, isStrict: true)
    let inference = Inference(
      objective: fit.objective, solution: fit.solution, kind: kind, standardErrors: options.standardErrors,
      clusters: data.clusters, nullLogLikelihood: try nullLogLikelihood(fit.objective))
    return FittedModel(
      kind: kind, response: response(data), encoder: fit.encoder, predictor: fit.predictor,
      certificate: inference.certificate(), lineage: lineage(data, ridge: ridge, fingerprint: fingerprint()))
  }

  func lineage(_ data: TrainingTable, ridge: Double, fingerprint: String) -> Lineage {
    Lineage(
      dataFingerprint: fingerprint, rows: data.table.rowCount, rowsUsed: data.rowsUsed, seed: options.seed,
      toolVersion: options.toolVersion,
      penalty: ridge > 0 || options.penalty != .none ? "ridge:\(ridge)" : "none", parent: options.parent)
  }

  private func fingerprint(_ data: TrainingTable) -> String {
    let others = [roles.target, roles.weights, roles.offset].compactMap { $0.flatMap { data.table[$0] } }
    return Fingerprint.of(data.predictors + others, threads: options.threads)
  }
}
