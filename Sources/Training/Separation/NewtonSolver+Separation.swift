import LinearAlgebra

extension NewtonSolver {
  /// The link of the separated row nearest to doubt: a probability of 3·10⁻⁷ for the other class.
  private static let separatedLink = 15.0

  /// Whether `step` moves the link of some row by as much as a step does where the likelihood rises for ever.
  ///
  /// Such a step never shrinks: it pushes separated rows on by about 1 whatever β is. At an optimum it moves nothing.
  func mayDiverge(_ step: [Double]) -> Bool {
    let suspicious = 0.2
    if zip(step, objective.design.reach).reduce(0, { $0 + abs($1.0 * $1.1) }) < suspicious { return false }
    return objective.reduction.reduce(
      rows: objective.design.rows, makeScratch: { DesignBlock(objective.design) },
      makeStatistic: { LargestMove() },
      accumulate: { largest, rows, block in
        block.fill(rows, copying: false)
        block.multiply(by: step, into: block.eta.pointer)
        for (k, row) in rows.enumerated() where objective.weights?[row] ?? 1 > 0 {
          largest.value = max(largest.value, abs(block.eta.pointer[k]))
        }
      }
    ).value >= suspicious
  }

  /// The fit of a table of which `rows` can be separated from the rest along `direction`.
  ///
  /// The rest decides what is finite: it is fitted alone, from `start`, and may fall apart in turn. Then the coefficients
  /// move along `direction`, which does not touch the rest, until the separated rows' links are 15 and more. The likelihood
  /// is its supremum: that of the rest. What the rows that are left in the end do not determine has no estimate.
  ///
  /// - Parameter solution: where the solver stood when it noticed.
  func separated(
    _ solution: Solution, rows: [Int], along direction: [Double], start: [Double], _ selection: [Int]
  ) throws(TrainingError) -> Solution {
    var weights = objective.weights ?? [Double](repeating: 1, count: objective.design.rows)
    for row in rows { weights[row] = 0 }
    let rest = objective.with(weights: weights)
    var result = solution
    result.stopReason = .separation
    if rest.totalWeight > 0 {
      let solver = NewtonSolver(objective: rest, maximumIterations: maximumIterations)
      let limit = try solver.iterate(State(start), candidates: selection, runs: .all)
      (result.parameters, result.factor, result.rest) = (limit.parameters, limit.factor, limit.rest ?? rest)
      (result.evaluation, result.saturated) = (limit.evaluation, limit.saturated)
      result.iterations += limit.iterations
      if !limit.converged, limit.saturated.isEmpty { result.stopReason = limit.stopReason }
    } else {
      (result.parameters, result.rest) = (start, rest)
      result.evaluation = Objective.Evaluation(
        logLikelihood: 0, weight: 0, gradient: start.map { _ in 0 }, negativeHessian: nil, value: 0)
    }
    result.separated = Identifiability(result.rest ?? rest, over: selection).undetermined
    let length = length(of: direction, from: result.parameters, toSeparate: rows)
    result.parameters = zip(result.parameters, direction).map { $0 + length * $1 }
    return result
  }

  /// The parameters of which only rows speak whose probability is 0 or 1 to eleven digits.
  ///
  /// There is a maximum, but so far out that no solver in doubles gets there.
  func saturated(_ factor: CurvatureFactor, _ selection: [Int]) -> [Int] {
    // Only of probabilities is it known how much a row can say at most.
    if objective.loss.family != .binomial {
      return Set(selection).subtracting(factor.independent).subtracting([0]).sorted()
    }
    let inverse = factor.inverse()
    let sines = factor.sines(inverse)
    let weights = objective.weights
    let used = (0..<objective.design.rows).filter { weights?[$0] ?? 1 > 0 }
    // An outlier in the unit of a column would make all others look as if they said nothing.
    let units = RobustCoordinates(objective.design, over: selection, rows: used).factor
    var result = Set(selection).subtracting(factor.independent)
    for (k, parameter) in factor.independent.enumerated() where parameter > 0 {
      let sine = sines?[k] ?? 1
      let information = 1 / (inverse[k, k] * sine * sine)
      let isDense = parameter <= objective.design.denseCount
      let unit = isDense ? 1 / (units[parameter] * units[parameter]) : objective.penaltyFactor(parameter)
      let least = 1e-11 * objective.totalWeight * unit
      if !(information >= least) { result.insert(parameter) }
    }
    return result.sorted()
  }

  /// How far `direction` has to go for the links of all `rows` to be ``separatedLink``.
  private func length(of direction: [Double], from parameters: [Double], toSeparate rows: [Int]) -> Double {
    let block = DesignBlock(objective.design)
    var result = 0.0
    for row in rows {
      block.fill(row..<(row + 1), copying: false)
      block.multiply(by: direction, into: block.eta.pointer)
      let pace = abs(block.eta.pointer[0])
      objective.linearPredictor(block, row..<(row + 1), parameters)
      let link = objective.response[row] > 0.5 ? block.eta.pointer[0] : -block.eta.pointer[0]
      if pace > 0 { result = max(result, (Self.separatedLink - link) / pace) }
    }
    return result
  }
}

private struct LargestMove: BlockStatistic {
  var value = 0.0

  mutating func merge(_ later: LargestMove) { value = max(value, later.value) }
}
