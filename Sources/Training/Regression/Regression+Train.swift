import ClienteleScoring
import Evaluation
import Tables

/// What training leaves: the model, and what was learnt about it on the way.
package struct TrainingResult: Sendable {
  package let model: FittedModel
  /// Predictions for rows held out; nil without folds.
  package let outOfFold: OutOfFold?
  /// The target and weights as they were used, by row: of counted trials the share of successes, and weight times trials; with
  /// a prior, weights by which rows stand for the population.
  package let outcomes: [Double]
  package let weights: [Double]?
  /// What probabilities were corrected by, where the table was sampled by the outcome.
  package var prior: PriorShift?
  /// How much the rows of either outcome counted; nil without weights of classes.
  package var classWeights: UsedClassWeights?
  /// The search for λ, if there was one.
  package let penaltyPath: PenaltyPath?
}

/// What training is doing just now.
package enum TrainingStage: String, Sendable {
  case fitting = "fitting"
  case searchingPenalty = "choosing the penalty"
  case validating = "validating"
  case calibrating = "calibrating"
}

extension Regression {
  /// Fits `table`, certifies the fit and validates it on folds.
  ///
  /// - Parameter progress: called with the stage and the share of it that is done, from this thread.
  package func train(
    _ table: Table, progress: (TrainingStage, Double) -> Void = { _, _ in }
  ) throws(TrainingError) -> TrainingResult {
    let data = try TrainingTable(table, roles: roles, kind: kind, event: options.event, classes: options.classes)
    let folds = options.folds > 0 ? try self.folds(data) : []
    let penalty: ElasticNet
    var path: PenaltyPath?
    switch options.penalty {
    case .none: penalty = .none
    case .fixed(let given): penalty = given
    case .searched(let mixing):
      let found = try searchPenalty(data, folds: folds, mixing: mixing) { progress(.searchingPenalty, $0) }
      path = found
      penalty = ElasticNet(mixing: mixing, strength: found.strengths[found.chosen])
    }
    progress(.fitting, 0)
    var model = try certifiedModel(data, penalty, identity: identity(data))
    progress(.fitting, 1)
    var outOfFold: OutOfFold?
    if options.folds > 0 {
      progress(.validating, 0)
      outOfFold = try crossValidate(data, folds: folds, penalty, given: model.certificate.parameters)
      model = model.with(
        try outOfFold.flatMap { seen throws(TrainingError) in try residuals(seen, data, model.encoder) })
      progress(.validating, 1)
    }
    var curve: Calibrator.Curve?
    if let method = options.calibration, let seen = outOfFold {
      let found = try calibrate(seen, by: method, data, penalty) { progress(.calibrating, $0) }
      (curve, outOfFold) = (found.curve, found.outOfFold)
    }
    let shift = options.prior.map { PriorShift(population: $0, data) }
    if let shift { outOfFold = outOfFold.map { $0.with(links: $0.links.map { $0 + shift.logOdds }) } }
    return TrainingResult(
      model: calibrated(model, curve, shift), outOfFold: outOfFold, outcomes: data.target.values,
      weights: outOfFold.map { $0.judged(shift?.weights(data) ?? data.weights) } ?? data.weights, prior: shift,
      classWeights: try usedClassWeights(data),
      penaltyPath: path)
  }

  /// Fits `table` with its inference, and no more: no validation, and a lineage that does not tell the data.
  package func fitOnly(_ table: Table) throws(TrainingError) -> FittedModel {
    let data = try TrainingTable(table, roles: roles, kind: kind, event: options.event, classes: options.classes)
    guard case .fixed(let penalty) = options.penalty else {
      return try certifiedModel(data, .none, identity: ("", nil))
    }
    return try certifiedModel(data, penalty, identity: ("", nil))
  }

  private func certifiedModel(
    _ data: TrainingTable, _ penalty: ElasticNet, identity: @autoclosure () -> DataIdentity
  ) throws(TrainingError) -> FittedModel {
    let fit = try kindFit(data, weights: data.weights, penalty, isStrict: true)
    let model = FittedModel(
      kind: kind, response: response(data), encoder: fit.encoder, predictors: fit.predictors, function: fit.function,
      certificate: try fit.certificate(self, data), lineage: lineage(data, penalty, identity: identity()),
      missing: options.missing)
    return options.keepsCovariance ? model.with(try fit.covariance(self, data)) : model
  }

  /// The residuals of the rows held out, for prediction intervals of amounts.
  private func residuals(
    _ outOfFold: OutOfFold, _ data: TrainingTable, _ encoder: Encoder
  ) throws(TrainingError) -> ResidualQuantiles? {
    guard kind.outcome == .amount else { return nil }
    if kind == .quantile, let lowest = outOfFold.outputs.first, let highest = outOfFold.outputs.last,
      outOfFold.outputs.count > 1
    {
      return ResidualQuantiles(
        outcomes: data.target.values, lowest: lowest, highest: highest, weights: outOfFold.judged(data.weights),
        groups: try data.intervalGroups(options.intervalColumn, encoder))
    }
    return ResidualQuantiles(
      outcomes: data.target.values, means: outOfFold.predictions, weights: outOfFold.judged(data.weights),
      quarterPowers: loss.family.quarterPowers, least: loss.family == .gaussian ? nil : 0,
      groups: try data.intervalGroups(options.intervalColumn, encoder))
  }

  /// This configuration with θ or the power as they were estimated from all rows.
  func with(_ parameters: [ParameterEstimate]) -> Regression {
    var options = options
    for parameter in parameters {
      switch parameter.name {
      case "theta": options.theta = parameter.estimate
      case "power": options.power = parameter.estimate
      default: break
      }
    }
    return (try? Regression(kind, roles: roles, options: options)) ?? self
  }

  func lineage(_ data: TrainingTable, _ penalty: ElasticNet, identity: DataIdentity) -> Lineage {
    Lineage(
      dataFingerprint: identity.fingerprint, rows: data.table.rowCount, rowsUsed: data.rowsUsed, seed: options.seed,
      toolVersion: options.toolVersion,
      penalty: penalty.strength > 0 || options.penalty != .none ? penalty.name : "none", parent: options.parent,
      rowSketch: identity.sketch)
  }

  /// What tells the data of a training again: all columns to the byte, and a sketch of the rows used.
  typealias DataIdentity = (fingerprint: String, sketch: RowSketch?)

  func identity(_ data: TrainingTable) -> DataIdentity {
    let others = [roles.target, roles.trials, roles.weights, roles.offset].compactMap { $0.flatMap { data.table[$0] } }
    let told = data.predictors + [data.table[roles.target]].compactMap { $0 }
    var hashes = RowHashes.of(told, rows: data.table.rowCount, threads: options.threads)
    if let weights = data.weights { hashes = zip(hashes, weights).filter { $1 > 0 }.map(\.0) }
    return (Fingerprint.of(data.predictors + others, threads: options.threads), RowSketch(of: hashes))
  }
}
