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
    let rows = data.table.rowCount
    var links = [Double](repeating: 0, count: rows)
    var predictions = links
    var converged = 0
    for fold in 0..<UInt8(options.folds) {
      let fit = try choice.inFold(fold) { () throws(TrainingError) in
        try self.fit(
          data, weights: data.weights { choice.trains(folds[$0], in: fold) }, penalty, isSigned: isSigned,
          isStrict: false)
      }
      if fit.converged { converged += 1 }
      let scores = try choice.score(
        data, kind: .twoPart, encoder: fit.encoder, predictors: fit.predictors, function: fit.function)
      for row in 0..<rows where folds[row] == fold {
        links[row] = scores.link[row]
        predictions[row] = scores.prediction[row]
      }
      progress(Double(fold + 1) / Double(options.folds))
    }
    return OutOfFold(
      folds: folds, foldCount: options.folds, links: links, predictions: predictions, outputs: [],
      converged: converged)
  }
}
