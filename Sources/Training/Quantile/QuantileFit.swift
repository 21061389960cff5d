import ClienteleScoring
import LinearAlgebra

/// The quantiles of an amount, one predictor a level.
struct QuantileFit: KindFit {
  let objective: Objective
  let leastSquares: NewtonSolver.Solution
  /// Ascending.
  let levels: [Double]
  let solutions: [QuantileSolution]
  let predictors: [LinearPredictor]

  var encoder: Encoder { objective.design.encoder }
  var function: ResponseFunction { .quantiles(levels) }
  var isConverged: Bool { solutions.allSatisfy(\.isConverged) }
}

/// The minimum at one level.
struct QuantileSolution: Sendable {
  let parameters: [Double]
  let iterations: Int
  /// How far from optimal: the excess of a multiplier over its bounds at a vertex, else the duality gap beside the loss.
  let distance: Double
  let isConverged: Bool
}

extension Regression {
  func fitQuantiles(
    _ data: TrainingTable, weights: [Double]?, isStrict: Bool
  ) throws(TrainingError) -> QuantileFit {
    let (objective, start) = try leastSquares(data, weights: weights, isStrict: isStrict)
    var solutions: [QuantileSolution] = []
    var predictors: [LinearPredictor] = []
    for level in levels {
      let solution = objective.minimizeCheckLoss(level: level, from: start)
      solutions.append(solution)
      predictors.append(try objective.predictor(solution.parameters))
    }
    return QuantileFit(
      objective: objective, leastSquares: start, levels: levels, solutions: solutions, predictors: predictors)
  }
}

extension Objective {
  /// The minimum of Σ w ρ(y − η): by an interior point, then exactly at a vertex.
  fileprivate func minimizeCheckLoss(level: Double, from start: NewtonSolver.Solution) -> QuantileSolution {
    let residuals = residuals(at: start.parameters)
    let size = residuals.enumerated().reduce(0) { $0 + (weights?[$1.offset] ?? 1) * abs($1.element) } / totalWeight
    let spread = response.enumerated().reduce(0) { $0 + (weights?[$1.offset] ?? 1) * abs($1.element) } / totalWeight
    // All rows on one plane: least squares is every quantile.
    if size <= 1e-12 * spread {
      return QuantileSolution(parameters: start.parameters, iterations: 1, distance: 0, isConverged: true)
    }
    let selection = start.factor.independent
    let scaled = residuals.map { $0 / size }
    let inner = InteriorPoint(objective: self, residuals: scaled, level: level, selection: selection).solve()
    let vertex = VertexSearch(objective: self, residuals: scaled, level: level, selection: selection)
      .solve(near: inner.parameters)
    func solution(_ parameters: [Double], _ iterations: Int, _ distance: Double, _ tolerance: Double)
      -> QuantileSolution
    {
      QuantileSolution(
        parameters: zip(start.parameters, parameters).map { $0 + size * $1 }, iterations: iterations,
        distance: distance, isConverged: distance <= tolerance)
    }
    if let vertex, vertex.excess <= 1e-7 {
      return solution(vertex.parameters, inner.iterations + vertex.pivots, vertex.excess, 1e-7)
    }
    return solution(inner.parameters, inner.iterations, inner.gap, 1e-9)
  }
}
