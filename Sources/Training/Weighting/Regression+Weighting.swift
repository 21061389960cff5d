import ClienteleScoring

extension Regression {
  /// Whether weights are more than counts of rows: errors are then those of the sandwich, and no AIC exists.
  static func isWeighted(_ roles: ColumnRoles, _ options: RegressionOptions) -> Bool {
    roles.hasSamplingWeights || options.classWeights != nil
  }

  /// Checks the weights, and takes the sandwich for classical errors, which would count weights as rows.
  static func checkedWeighting(
    _ kind: ModelKind, _ roles: ColumnRoles, _ options: RegressionOptions
  ) throws(TrainingError) -> RegressionOptions {
    if roles.hasSamplingWeights, kind.links.isEmpty {
      throw .invalidOption(
        "--sampling-weights does not go with --model \(kind.rawValue), whose errors count weights as rows")
    }
    if options.classWeights != nil, kind != .multinomial, kind != .logistic || (options.link ?? .logit) != .logit {
      throw .invalidOption(
        "--class-weight goes with --model multinomial, or logistic and its logit link, where what it does to probabilities is "
          + "corrected exactly")
    }
    if options.classWeights != nil, !options.hasIntercept {
      throw .invalidOption("--class-weight is corrected in the intercept: leave --no-intercept out")
    }
    if isWeighted(roles, options), roles.trials != nil {
      throw .invalidOption("--trials does not go with weights of classes or of sampling: give every trial a row")
    }
    if isWeighted(roles, options), options.intervals == .profile {
      throw .invalidOption(
        "--intervals profile does not go with weights of classes or of sampling, which leave no likelihood: use wald")
    }
    var options = options
    if isWeighted(roles, options), options.standardErrors == .classical { options.standardErrors = .heteroskedastic }
    return options
  }

  /// `objective` with the weights of the classes.
  ///
  /// Weights w₀ and w₁ multiply the odds of the event by w₁/w₀ in every row. A logistic regression with an intercept takes
  /// that up in the intercept, and nowhere else where the model holds: log(w₁/w₀) less, and its probabilities are those of
  /// the table again. Of several classes every intercept has its own. (Scott and Wild, *Journal of the Royal Statistical Society B* 48, 1986.)
  func weighted(_ objective: Objective, _ data: TrainingTable) throws(TrainingError) -> Objective {
    var result = objective
    if roles.hasSamplingWeights {
      result.repetitions = objective.weights.map { $0.map { $0 > 0 ? 1 : 0 } }
    }
    guard let classes = options.classWeights else { return result }
    let own = objective.weights ?? [Double](repeating: 1, count: objective.response.count)
    let factors = try classes.byClass(data.target, weights: objective.weights)
    result.repetitions = result.repetitions ?? own
    result = result.with(weights: zip(own, data.target.values).map { $0 * factors[Int($1)] })
    result.logOddsShifts = factors.map { Elementary.log($0 / factors[0]) }
    return result
  }

  /// The class weights that a fit to all rows uses.
  func usedClassWeights(_ data: TrainingTable) throws(TrainingError) -> UsedClassWeights? {
    guard let classes = options.classWeights, kind == .logistic else { return nil }
    let factors = try classes.byClass(data.target, weights: data.weights)
    return UsedClassWeights(event: factors[1], other: factors[0])
  }
}
