import ClienteleScoring
import LinearAlgebra

extension Inference {
  /// The lower triangle of the covariance of (η̄, β), row by row; nil where some estimate has no error but for aliased terms.
  ///
  /// η̄ + Σ β (x − x̄) is the link, so that the intercept of a model without one stays 0 and still has its mean.
  func centredTriangle() -> (numbers: [Double], freedom: Double?)? {
    let design = objective.design
    guard let (covariance, determined, freedom) = scaledCovariance(), solution.converged, solution.saturated.isEmpty
    else {
      return nil
    }
    // Every number is a function of the scaled parameters: c'θ.
    let scale = OriginalScale(design: design)
    var functions = design.parameterOfTerm.indices.map(scale.function(ofTerm:))
    var average = scale.intercept
    for (term, mean) in design.encoder.termMeans.enumerated() {
      let parameter = design.parameterOfTerm[term]
      average[parameter] += mean * functions[term][parameter]
    }
    functions.insert(average, at: 0)
    let chosen = functions.map { function in determined.map { function[$0] } }
    let products = chosen.map { function in
      determined.indices.map { j in determined.indices.reduce(0) { $0 + covariance[$1, j] * function[$1] } }
    }
    var triangle: [Double] = []
    for i in chosen.indices {
      for j in 0...i { triangle.append(zip(products[i], chosen[j]).reduce(0) { $0 + $1.0 * $1.1 }) }
    }
    return triangle.allSatisfy(\.isFinite) ? (triangle, freedom) : nil
  }
}

/// The covariance that `--covariance` keeps.
enum KeptCovariance {
  /// The numbers that a model file may spend on it.
  private static let most = 8_000_000

  /// Joins what the fits of the predictors say.
  ///
  /// - Throws: where some fit has no covariance, or it would be too large.
  static func join(
    _ parts: [Inference], adding: [Double]? = nil
  ) throws(TrainingError) -> EstimateCovariance {
    let terms = parts[0].objective.design.parameterOfTerm.count
    if parts.count * (terms + 1) * (terms + 2) / 2 > most {
      throw .invalidOption(
        "--covariance would keep more than \(most) numbers, for \(terms) terms: drop columns, or pool rare levels with --pool"
      )
    }
    var triangles: [[Double]] = []
    var freedom: Double?
    for (position, part) in parts.enumerated() {
      guard var triangle = part.centredTriangle() else {
        throw .invalidOption(
          "--covariance: the estimates have none, for the fit did not converge, or its penalty or bounds chose the terms: "
            + "leave --covariance out, or mend the fit")
      }
      if let adding { triangle.numbers[0] += adding[position] }
      triangles.append(triangle.numbers)
      freedom = triangle.freedom
    }
    return EstimateCovariance(triangles: triangles, degreesOfFreedom: parts.count == 1 ? freedom : nil)
  }
}
