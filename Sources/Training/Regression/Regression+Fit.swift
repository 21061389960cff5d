import ClienteleScoring
import LinearAlgebra
import Tables

extension Regression {
  /// A fitted regression before it is given a lineage.
  struct Fit: KindFit {
    let encoder: Encoder
    let predictor: LinearPredictor
    let function: ResponseFunction
    let objective: Objective
    let solution: NewtonSolver.Solution
    /// What was estimated beside the coefficients.
    let parameters: [ParameterEstimate]

    var predictors: [LinearPredictor] { [predictor] }
    var isConverged: Bool { solution.converged }

    func covariance(_ regression: Regression, _ data: TrainingTable) throws(TrainingError) -> EstimateCovariance? {
      try KeptCovariance.join([
        Inference(
          objective: objective, solution: solution, parameters: parameters,
          standardErrors: regression.options.standardErrors, clusters: data.clusters, nullLogLikelihood: 0,
          trials: data.trials)
      ])
    }

    func certificate(_ regression: Regression, _ data: TrainingTable) throws(TrainingError) -> FitCertificate {
      var certificate = Inference(
        objective: objective, solution: solution, parameters: parameters,
        standardErrors: regression.options.standardErrors, clusters: data.clusters,
        nullLogLikelihood: try regression.nullLogLikelihood(objective), trials: data.trials
      ).certificate()
      if objective.logOddsShift != 0, let intercept = certificate.terms.firstIndex(where: { $0.term == "(intercept)" })
      {
        certificate.terms[intercept] = certificate.terms[intercept].shifted(by: -objective.logOddsShift)
      }
      return regression.options.intervals == .profile ? try profiled(certificate) : certificate
    }
  }

  /// Fits the encoder and the coefficients to the rows of weight above 0.
  ///
  /// - Parameters:
  ///   - weights: one a row, instead of the table's own: a fold gives 0 to what it holds out.
  ///   - isStrict: whether a column without information is an error.
  func fit(
    _ data: TrainingTable, weights: [Double]?, _ penalty: ElasticNet, isStrict: Bool
  ) throws(TrainingError) -> Fit {
    try fit(objective(data, weights: weights, penalty, isStrict: isStrict), penalty, from: nil)
  }

  /// The fit within bounds that the one without them, `free`, leaves.
  private func constrained(
    _ objective: Objective, _ penalty: ElasticNet, _ bounds: ParameterBounds, _ free: NewtonSolver.Solution
  ) throws(TrainingError) -> NewtonSolver.Solution {
    // Between two bounds the likelihood cannot rise for ever.
    let separated = Set(free.separated)
    let endless = free.separated.filter {
      $0 != 0 && !bounds.hold($0, falling: free.parameters[$0] < 0, among: separated)
    }
    let ordered = bounds.chains.flatMap { $0.parameters.compactMap(\.self) }
    if let aliased = free.aliased.first(where: ordered.contains) {
      throw .numerical(
        "--constrain: \(Words.name(objective.design.termName(aliased))) is a combination of earlier terms, so that its order "
          + "means nothing: --drop one of the columns")
    }
    if !endless.isEmpty {
      throw .numerical(
        "under --constrain these terms have no finite estimate, for they separate the outcomes: "
          + "\(Words.list(endless.map(objective.design.termName))); bound them on both sides, or set --penalty ridge:0.001"
      )
    }
    return try PenalizedSolver(
      objective, mixing: 0, bounds: bounds, from: nullFit(objective).parameters, aliased: free.aliased
    ).solve(penalty)
  }

  /// `objective` with θ or the power as a fit without penalty finds them, where they are not given.
  func settled(_ objective: Objective) throws(TrainingError) -> Objective {
    hasOpenParameter ? try solve(objective, from: nullParameters(objective)).objective : objective
  }

  /// Binds the table to a freshly fitted encoder.
  func objective(
    _ data: TrainingTable, weights: [Double]?, _ penalty: ElasticNet, isStrict: Bool
  ) throws(TrainingError) -> Objective {
    var fitter = EncoderFitter()
    fitter.policies = options.policies
    fitter.minimumLevelWeight = options.minimumLevelWeight
    fitter.reference = options.reference
    let encoder = try fitter.fit(
      data.predictors, rows: data.table.rowCount, weights: weights, reduction: reduction, isStrict: isStrict)
    if isStrict { try LevelTexts.check(encoder) }
    let design = try Design(
      encoder, table: data.table, hasIntercept: options.hasIntercept,
      hasWeights: weights != nil || Self.isWeighted(roles, options))
    if isStrict { _ = try ParameterBounds(options.constraints, design, isStrict: true) }
    let rows = weights.map { $0.count { $0 > 0 } } ?? data.table.rowCount
    if penalty.strength == 0, design.candidates.count > rows {
      throw .tooManyTerms(terms: design.candidates.count, rows: rows)
    }
    // Means beyond doubles: the gamma family's likelihood does not see them, as it takes logarithms of means.
    if kind == .gamma, link == .log, let offset = data.offset, let lowest = offset.min(), let highest = offset.max(),
      highest - lowest > 709
    {
      throw .numerical(SequentialCholesky.overflow)
    }
    let objective = Objective(
      design: design, response: data.target.values, weights: weights, offset: data.offset, loss: loss, ridge: 0,
      reduction: reduction)
    return try weighted(objective, data)
  }

  /// Maximises `objective` under `penalty` from the intercept alone or from `start`.
  func fit(_ objective: Objective, _ penalty: ElasticNet, from start: [Double]?) throws(TrainingError) -> Fit {
    var objective = objective
    let solution: NewtonSolver.Solution
    var parameters: [ParameterEstimate] = []
    let beginning = start ?? nullParameters(objective)
    let bounds = try ParameterBounds(options.constraints, objective.design, isStrict: false)
    if penalty.selects {
      if hasOpenParameter {
        // θ or the power as without the penalty: what it shrinks is the coefficients.
        let solved = try solve(objective, from: beginning)
        (objective, parameters) = (solved.objective, solved.parameters)
      }
      let null = try nullFit(objective)
      solution = try PenalizedSolver(objective, mixing: penalty.mixing, bounds: bounds, from: null.parameters)
        .solve(penalty)
    } else {
      objective.ridge = penalty.square
      let solved = try solve(objective, from: beginning)
      (objective, parameters) = (solved.objective, solved.parameters)
      let free = try NewtonSolver(objective: objective).checkingVanishing(solved.solution, start: beginning)
      if bounds.contain(free.parameters) {
        solution = free
      } else {
        objective.ridge = 0
        solution = try constrained(objective, penalty, bounds, free)
      }
    }
    return Fit(
      encoder: objective.design.encoder,
      predictor: try objective.predictor(solution.parameters).shifted(by: -objective.logOddsShift),
      function: .mean(link), objective: objective, solution: solution, parameters: parameters)
  }

  /// The log-likelihood of the intercept and offset alone.
  func nullLogLikelihood(_ objective: Objective) throws(TrainingError) -> Double {
    try nullFit(objective).logLikelihood
  }

  /// The intercept and offset alone: the parameters of the whole design, and the log-likelihood.
  func nullFit(_ objective: Objective) throws(TrainingError) -> (parameters: [Double], logLikelihood: Double) {
    let empty = objective.withoutColumns
    let start = nullParameters(empty)
    // Without an offset the start is the maximum; without an intercept there is nothing to fit.
    if objective.offset == nil || !options.hasIntercept {
      return (nullParameters(objective), empty.evaluate(at: start, hessianOver: nil).logLikelihood)
    }
    let solution = try NewtonSolver(objective: empty).maximize(from: start, candidates: [0])
    var parameters = [Double](repeating: 0, count: objective.design.parameterCount)
    parameters[0] = solution.parameters[0]
    return (parameters, solution.evaluation.logLikelihood)
  }

  /// The intercept that fits the mean of the response, and nothing else.
  private func nullParameters(_ objective: Objective) -> [Double] {
    var parameters = [Double](repeating: 0, count: objective.design.parameterCount)
    if !options.hasIntercept { return parameters }
    let sum = weightedSum(objective.response, objective.weights)
    let shift = objective.offset.map { weightedSum($0, objective.weights) } ?? 0
    let mean = sum / objective.totalWeight
    parameters[0] = link.linearPredictor(at: mean) - shift / objective.totalWeight
    return parameters
  }
}

/// Σ w x, w = 1 without weights; the plain sum in eight lanes, which do not wait for each other.
private func weightedSum(_ values: [Double], _ weights: [Double]?) -> Double {
  if let weights { return zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } }
  let whole = values.count & ~7
  var lanes = SIMD8<Double>()
  values.withUnsafeBytes { bytes in
    for start in stride(from: 0, to: whole, by: 8) {
      lanes += bytes.loadUnaligned(fromByteOffset: start * MemoryLayout<Double>.stride, as: SIMD8<Double>.self)
    }
  }
  return values[whole...].reduce(lanes.sum(), +)
}
