import ClienteleScoring
import Evaluation
import Tables

/// Predictions for rows that a model was not fitted to.
package struct OutOfFold: Sendable {
  /// The fold that held each row out; ``ForwardFolds/first`` where none did.
  package let folds: [UInt8]
  package let foldCount: Int
  /// The link (of a binary target the log-odds) and the prediction of every row by the model that had not seen it.
  package let links, predictions: [Double]
  /// What the model tells beside the prediction, an array an output: of classes, the probabilities.
  package let outputs: [[Double]]
  /// The folds, counted from 1, a fit for which did not converge.
  package let unconverged: [Int]
  /// How many of the fits converged.
  package var converged: Int { foldCount - unconverged.count }
}

extension Regression {
  /// Which fold holds each row out: by `--fold-time`, `--group` or cluster, else stratified by a target of classes or by `strata`.
  func folds(_ data: TrainingTable, strata: [Double]? = nil) throws(TrainingError) -> [UInt8] {
    // Rows of weight 0 take no part, lest they change the folds of the others; they go with the first fold.
    let used = (0..<data.table.rowCount).filter { data.weights?[$0] ?? 1 > 0 }
    var folds = [UInt8](repeating: 0, count: data.table.rowCount)
    for (row, fold) in zip(used, try deal(used, data, strata)) { folds[row] = fold }
    return folds
  }

  /// The folds of the rows that count.
  private func deal(_ used: [Int], _ data: TrainingTable, _ strata: [Double]?) throws(TrainingError) -> [UInt8] {
    let (count, seed) = (options.folds, options.seed)
    if let times = data.times { return try ForwardFolds.deal(times: used.map { times[$0] }, count: count) }
    let classes = strata ?? (kind.outcome == .binary && data.trials == nil ? data.target.values : nil)
    do throws(FoldError) {
      if let groups = data.groups ?? data.clusters {
        return try Folds.grouped(groups: used.map { groups.codes[$0] }, count: count, seed: seed)
      }
      if options.foldsAreAlike { return try Folds.plain(rows: used.count, count: count, seed: seed) }
      if kind.outcome == .classes {
        return try Folds.classified(outcomes: used.map { data.target.values[$0] }, count: count, seed: seed)
      }
      guard let classes else { return try Folds.plain(rows: used.count, count: count, seed: seed) }
      return try Folds.stratified(outcomes: used.map { classes[$0] }, count: count, seed: seed)
    } catch { throw .invalidOption("--folds \(count): \(error)") }
  }

  /// Fits the whole pipeline, encoder included, K times without one fold and scores the fold left out.
  ///
  /// A fold estimates its own θ, but where its counts vary so little that there is none. It does not estimate a Tweedie power, which
  /// takes some twenty fits.
  ///
  /// - Parameter parameters: what was estimated from all rows beside the coefficients.
  /// - Complexity: K fits and K scorings of the table.
  func crossValidate(
    _ data: TrainingTable, folds: [UInt8], _ penalty: ElasticNet, given parameters: [ParameterEstimate]
  ) throws(TrainingError) -> OutOfFold {
    let settled = with(parameters)
    return try crossValidate(data, folds: folds, kind: kind) { weights throws(TrainingError) in
      if kind == .negativeBinomial, options.theta == nil,
        let own = try? kindFit(data, weights: weights, penalty, isStrict: false), own.isConverged
      {
        return own
      }
      return try settled.kindFit(data, weights: weights, penalty, isStrict: false)
    }
  }

  /// The same of what `fit` makes of the weights of a fold's training rows.
  ///
  /// - Parameter progress: called with the share of the folds that is done.
  func crossValidate(
    _ data: TrainingTable, folds: [UInt8], kind: ModelKind, progress: (Double) -> Void = { _ in },
    fit: ([Double]) throws(TrainingError) -> any FoldFit
  ) throws(TrainingError) -> OutOfFold {
    let rows = data.table.rowCount
    var links = [Double](repeating: 0, count: rows)
    var predictions = links
    var outputs: [[Double]] = []
    var unconverged: [Int] = []
    for fold in 0..<UInt8(options.folds) {
      let fit = try inFold(fold) { () throws(TrainingError) in
        try fit(data.weights { trains(folds[$0], in: fold) })
      }
      if !fit.isConverged { unconverged.append(Int(fold) + 1) }
      let scores = try score(
        data, kind: kind, encoder: fit.encoder, predictors: fit.predictors, function: fit.function)
      let logOdds = scores.logOdds
      for row in 0..<rows where folds[row] == fold {
        links[row] = logOdds[row]
        predictions[row] = scores.prediction[row]
      }
      if outputs.isEmpty { outputs = scores.outputs.map { _ in [Double](repeating: 0, count: rows) } }
      for k in outputs.indices {
        for row in 0..<rows where folds[row] == fold { outputs[k][row] = scores.outputs[k][row] }
      }
      progress(Double(fold + 1) / Double(options.folds))
    }
    return OutOfFold(
      folds: folds, foldCount: options.folds, links: links, predictions: predictions, outputs: outputs,
      unconverged: unconverged)
  }

  /// Scores every row of the training table by a fit, as the scoring library would.
  func score(
    _ predictors: [LinearPredictor], _ function: ResponseFunction, _ fitted: Encoder, _ data: TrainingTable
  ) throws(TrainingError) -> Scores {
    try score(data, kind: kind, encoder: fitted, predictors: predictors, function: function)
  }

  /// Scores rows of the training table, or every one, by predictors that were fitted without some of them.
  func score(
    _ data: TrainingTable, rows: Table? = nil, kind: ModelKind, encoder: Encoder, predictors: [LinearPredictor],
    function: ResponseFunction
  ) throws(TrainingError) -> Scores {
    func scores(_ outOfRange: Policies.OutOfRange) throws(TrainingError) -> Scores {
      // What a fold has not seen is no reason to refuse a row of the training table.
      let encoder = Encoder(features: encoder.features, policies: Policies(outOfRange: outOfRange))
      let model = FittedModel(
        kind: kind, response: response(data), encoder: encoder, predictors: predictors, function: function,
        certificate: .blank(terms: encoder.termNames), lineage: lineage(data, .none, identity: ("", nil)))
      do { return try ScoringModel(model).score(rows ?? data.table, threads: options.threads) } catch {
        let needsPositive = link == .inverse || link == .inverseSquare
        throw .numerical(
          needsPositive
            ? "a fold could not be scored: its line falls to 0 or below in rows held out, where --link \(link.rawValue) has no mean: use --link log"
            : "the fold could not be scored: \(error)")
      }
    }
    do { return try scores(.keep) } catch {
      // Far beyond the range of a fold an exponential overflows: there the line ends at the range.
      return try scores(.clip)
    }
  }

  /// What the model predicts.
  func response(_ data: TrainingTable) -> Response {
    Response(
      column: roles.target, event: data.target.event, nonEvent: data.target.nonEvent, trials: roles.trials,
      offset: roles.offset, id: roles.id)
  }

  func inFold<Result>(_ fold: UInt8, _ body: () throws(TrainingError) -> Result) throws(TrainingError) -> Result {
    do { return try body() } catch {
      throw .foldUnusable(fold: Int(fold) + 1, reason: "\(error)")
    }
  }
}

extension FitCertificate {
  /// A certificate of nothing, for a model that lives within one fold.
  static func blank(terms: [String]) -> FitCertificate {
    FitCertificate(
      convergence: Convergence(
        converged: false, iterations: 0, gradientNorm: 0, stopReason: "", route: "", reciprocalCondition: 0,
        aliased: [], separated: []),
      terms: terms.map { TermEstimate(term: $0, estimate: nil) }, logLikelihood: 0, deviance: 0, nullDeviance: 0,
      aic: nil, bic: nil, dispersion: 1, residualDegreesOfFreedom: 0, standardErrors: "", isApproximate: false)
  }
}
