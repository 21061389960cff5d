import ClienteleScoring
import Tables

extension TwoPart {
  package func train(
    _ table: Table, progress: (TrainingStage, Double) -> Void
  ) throws(TrainingError) -> TrainingResult {
    let data = try TrainingTable(table, roles: roles, kind: .twoPart, event: nil)
    let isSigned = try self.isSigned(data)
    let penalty = if case .fixed(let given) = options.penalty { given } else { ElasticNet.none }
    progress(.fitting, 0)
    let fit = try self.fit(data, weights: data.weights, penalty, isSigned: isSigned, isStrict: true)
    var model = FittedModel(
      kind: .twoPart, response: choice.response(data), encoder: fit.encoder, predictors: fit.predictors,
      function: fit.function, certificate: try certificate(fit, data),
      lineage: choice.lineage(data, penalty, identity: choice.identity(data)), missing: options.missing)
    if options.keepsCovariance { model = model.with(try covariance(fit)) }
    progress(.fitting, 1)
    var outOfFold: OutOfFold?
    if options.folds > 0 {
      progress(.validating, 0)
      outOfFold = try crossValidate(data, penalty, isSigned: isSigned) { progress(.validating, $0) }
      model = model.with(
        try outOfFold.flatMap { seen throws(TrainingError) in
          try residuals(seen, data, fit.encoder, isSigned: isSigned)
        })
    }
    return TrainingResult(
      model: model, outOfFold: outOfFold, outcomes: data.target.values,
      weights: outOfFold.map { $0.judged(data.weights) } ?? data.weights, penaltyPath: nil)
  }

  /// The residuals of the rows held out, for prediction intervals: spread like those of a Tweedie family, which has zeros
  /// too; of amounts of both signs alike everywhere.
  private func residuals(
    _ outOfFold: OutOfFold, _ data: TrainingTable, _ encoder: Encoder, isSigned: Bool
  ) throws(TrainingError) -> ResidualQuantiles? {
    let spread = isSigned ? Family.gaussian : .tweedie(power: 1.5)
    return ResidualQuantiles(
      outcomes: data.target.values, means: outOfFold.predictions, weights: outOfFold.judged(data.weights),
      quarterPowers: spread.quarterPowers, least: isSigned ? nil : 0,
      groups: try data.intervalGroups(options.intervalColumn, encoder))
  }

  /// Fits encoder and parts K times without one fold, and scores the fold left out. Folds have about the same share of
  /// rows of 0.
  private func crossValidate(
    _ data: TrainingTable, _ penalty: ElasticNet, isSigned: Bool, progress: (Double) -> Void
  ) throws(TrainingError) -> OutOfFold {
    let folds = try choice.folds(data, strata: data.target.values.map { $0 == 0 ? 0 : 1 })
    return try choice.crossValidate(data, folds: folds, kind: .twoPart, progress: progress) {
      weights throws(TrainingError) in
      try fit(data, weights: weights, penalty, isSigned: isSigned, isStrict: false)
    }
  }
}
