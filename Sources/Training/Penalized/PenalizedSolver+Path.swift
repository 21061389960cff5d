/// One λ of a path: the fit there.
struct PathPoint: Sendable {
  let strength: Double
  /// Over the design's parameters.
  let parameters: [Double]
  /// Of all rows.
  let logLikelihood: Double
  /// How many coefficients are not 0.
  let selected: Int
  let converged: Bool
}

extension PenalizedSolver {
  /// The λ of a path, falling evenly in the logarithm, from where every coefficient is 0 to 10⁻⁴ of it, or to a hundredth
  /// where there are fewer rows than terms; glmnet's choice.
  static func strengths(from highest: Double, rows: Int, terms: Int, count: Int = 100) -> [Double] {
    let last = rows < terms ? 0.01 : 1e-4
    return (0..<count).map { highest * Elementary.exp(Elementary.log(last) * Double($0) / Double(count - 1)) }
  }

  /// The smallest λ at which every coefficient is 0; a mixing near 0, which has none, is taken for a thousandth.
  func highestStrength(mixing: Double) -> Double { start.unit / max(mixing, 1e-3) }

  /// Fits every λ, each from the one before.
  ///
  /// Least squares need no more passes than the one that found the Gram matrix; other families about two a λ.
  func path(
    _ strengths: [Double], mixing: Double, aim: Double, progress: (Double) -> Void = { _ in }
  ) -> [PathPoint] {
    var state = start
    var points: [PathPoint] = []
    var coordinates = state.point.coordinates
    for (k, strength) in strengths.enumerated() {
      let penalty = ElasticNet(mixing: mixing, strength: strength)
      var logLikelihood = state.point.logLikelihood
      var converged = true
      if state.isExact {
        let before = k > 0 ? strengths[k - 1] : 2 * strength
        coordinates = state.model.minimum(
          around: state.point, from: coordinates, penalty, screening: mixing * (2 * strength - before),
          tolerance: aim * state.unit)
        logLikelihood -= state.model.change(from: state.point, to: coordinates)
      } else {
        state.passes = 1
        let reason = newton.descend(&state, penalty, aim: aim, isOnPath: true)
        converged = reason == .gradient
        coordinates = state.point.coordinates
        logLikelihood = state.point.logLikelihood
      }
      points.append(
        PathPoint(
          strength: strength, parameters: self.coordinates.design(coordinates),
          logLikelihood: logLikelihood * objective.totalWeight,
          selected: coordinates.dropFirst(self.coordinates.free).count { $0 != 0 }, converged: converged))
      progress(Double(k + 1) / Double(strengths.count))
    }
    return points
  }
}
