import ClienteleScoring

/// What scoring needs of a fit.
protocol FoldFit: Sendable {
  var encoder: Encoder { get }
  var predictors: [LinearPredictor] { get }
  /// How the predictors become a prediction.
  var function: ResponseFunction { get }
  var isConverged: Bool { get }
}

/// A fit of any kind before it is given a lineage, with its certificate on demand.
protocol KindFit: FoldFit {
  /// The inference of the fit that `regression` made of `data`.
  func certificate(_ regression: Regression, _ data: TrainingTable) throws(TrainingError) -> FitCertificate

  /// How uncertain the estimates are; nil for kinds that do not keep it.
  func covariance(_ regression: Regression, _ data: TrainingTable) throws(TrainingError) -> EstimateCovariance?
}

extension KindFit {
  func covariance(_ regression: Regression, _ data: TrainingTable) throws(TrainingError) -> EstimateCovariance? { nil }
}

extension Regression {
  /// Fits encoder and coefficients to the rows of weight above 0, as the kind has it.
  ///
  /// - Parameters:
  ///   - weights: one a row, instead of the table's own: a fold gives 0 to what it holds out.
  ///   - isStrict: whether a column without information is an error.
  func kindFit(
    _ data: TrainingTable, weights: [Double]?, _ penalty: ElasticNet, isStrict: Bool
  ) throws(TrainingError) -> any KindFit {
    switch kind {
    case .quantile: try fitQuantiles(data, weights: weights, isStrict: isStrict)
    case .multinomial: try fitMultinomial(data, weights: weights, penalty, isStrict: isStrict)
    case .ordinal: try fitOrdinal(data, weights: weights, penalty, isStrict: isStrict)
    case .huber, .tukey: try fitRobustly(data, weights: weights, isStrict: isStrict)
    default: try fit(data, weights: weights, penalty, isStrict: isStrict)
    }
  }

  /// Least squares, from which other fits to amounts start, and which columns are independent.
  func leastSquares(
    _ data: TrainingTable, weights: [Double]?, _ penalty: ElasticNet = .none, isStrict: Bool
  ) throws(TrainingError) -> (objective: Objective, solution: NewtonSolver.Solution) {
    var objective = try objective(data, weights: weights, penalty, isStrict: isStrict)
    objective.ridge = penalty.square
    let start = [Double](repeating: 0, count: objective.design.parameterCount)
    let solution = try NewtonSolver(objective: objective).maximize(
      from: start, candidates: objective.design.candidates)
    if solution.factor.independent.isEmpty { throw .noPredictors }
    return (objective, solution)
  }
}

extension Objective {
  /// The predictor on the original scale of the columns.
  func predictor(_ parameters: [Double]) throws(TrainingError) -> LinearPredictor {
    let (intercept, terms) = OriginalScale(design: design).estimates(parameters)
    guard intercept.isFinite, terms.allSatisfy(\.isFinite) else {
      throw .numerical("the estimates overflowed: rescale columns with extreme values")
    }
    return LinearPredictor(intercept: intercept, estimates: terms)
  }

  /// The names of the terms that are combinations of earlier ones.
  func aliasedNames(_ solution: NewtonSolver.Solution) -> [String] { solution.aliased.map(design.termName) }
}

extension LinearPredictor {
  /// The predictor with a known number added to its intercept.
  func shifted(by shift: Double) -> LinearPredictor {
    LinearPredictor(intercept: intercept + shift, estimates: estimates)
  }
}
