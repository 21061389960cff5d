/// How uncertain the estimates of a model are: what confidence intervals of the expected response are made of.
///
/// For every predictor the covariance of (η̄, β): η̄ is the link of the average training row and β the terms, so that the link
/// of a row, η̄ + Σ β (x − x̄), has the variance *d*'*V d* with *d* = (1, x − x̄). Predictors are taken as independent, as the
/// parts of a two-part likelihood are.
public struct EstimateCovariance: Sendable, Equatable {
  /// By predictor, the lower triangle row by row: *V*₀₀, *V*₁₀, *V*₁₁, *V*₂₀, …
  public let triangles: [[Double]]
  /// Degrees of freedom of Student's *t*; nil is the normal distribution.
  public let degreesOfFreedom: Double?

  /// Joins the parts.
  public init(triangles: [[Double]], degreesOfFreedom: Double?) {
    self.triangles = triangles
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// *d*'*V d* of one predictor.
  func variance(_ predictor: Int, along d: [Double]) -> Double {
    let triangle = triangles[predictor]
    var sum = 0.0
    var place = 0
    for i in d.indices {
      if d[i] == 0 {
        place += i + 1
        continue
      }
      var row = 0.0
      for j in 0..<i { row += triangle[place + j] * d[j] }
      sum += d[i] * (2 * row + triangle[place + i] * d[i])
      place += i + 1
    }
    return max(0, sum)
  }

  /// Whether there is a triangle for each of `predictors`, of `terms` terms and the average link.
  func isConsistent(predictors: Int, terms: Int) -> Bool {
    triangles.count == predictors
      && triangles.allSatisfy { $0.count == (terms + 1) * (terms + 2) / 2 && $0.allSatisfy(\.isFinite) }
      && (degreesOfFreedom ?? 1) > 0
  }
}
