import ClienteleScoring
import LinearAlgebra
import Tables

extension TwoPart {
  /// All parts, fitted to one encoder.
  struct Fit: FoldFit {
    let encoder: Encoder
    let function: ResponseFunction
    let parts: [(part: Part, fit: Regression.Fit)]
    let predictors: [LinearPredictor]

    var isConverged: Bool { parts.allSatisfy(\.fit.solution.converged) }
  }

  /// Fits the encoder to the rows of weight above 0, and every part to its rows among them.
  func fit(
    _ data: TrainingTable, weights: [Double]?, _ penalty: ElasticNet, isSigned: Bool, isStrict: Bool
  ) throws(TrainingError) -> Fit {
    let whole = try choice.objective(data, weights: weights, penalty, isStrict: isStrict)
    var fits: [(part: Part, fit: Regression.Fit)] = []
    var predictors: [LinearPredictor] = []
    for part in parts(of: data.target.values, weights: weights, isSigned: isSigned) {
      try part.check(terms: whole.design.candidates.count, penalty)
      var objective = Objective(
        design: whole.design, response: part.response, weights: part.weights, offset: nil, loss: part.regression.loss,
        ridge: 0, reduction: whole.reduction)
      if roles.hasSamplingWeights { objective.repetitions = part.weights.map { $0.map { $0 > 0 ? 1 : 0 } } }
      let fit = try part.regression.fit(objective, penalty, from: nil)
      predictors.append(try predictor(part, fit))
      fits.append((part, fit))
    }
    return Fit(
      encoder: whole.design.encoder, function: isSigned ? .signedHurdle : .hurdle, parts: fits, predictors: predictors)
  }

  /// The predictor of the logarithm of the mean, or of the log-odds.
  ///
  /// The mean of a lognormal amount is exp(η + σ²/2), η the mean of its logarithm: σ²/2 goes into the intercept.
  private func predictor(_ part: Part, _ fit: Regression.Fit) throws(TrainingError) -> LinearPredictor {
    if part.regression.kind != .linear { return fit.predictor }
    let variance = Inference(
      objective: fit.objective, solution: fit.solution, parameters: [], standardErrors: .classical, clusters: nil,
      nullLogLikelihood: 0
    ).dispersion().value
    guard variance.isFinite else {
      throw .partUnusable(part.name, "no degrees of freedom are left for the variance of logarithms")
    }
    return fit.predictor.shifted(by: variance / 2)
  }
}
