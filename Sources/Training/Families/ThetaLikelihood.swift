import Distributions

/// The log-likelihood of a negative binomial's θ with the means given:
/// Σ w [log Γ(y + θ) − log Γ(θ) − y log(1 + θ/μ) − θ log(1 + μ/θ)].
struct ThetaLikelihood {
  /// Where a negative binomial can no longer be told from a Poisson.
  static let largest = 1e7

  private let objective: Objective
  private let means: [Double]

  init(_ objective: Objective, means: [Double]) {
    self.objective = objective
    self.means = means
  }

  /// The moment estimate that ignores all columns: ȳ²/(s² − ȳ).
  static func start(_ objective: Objective) -> Double {
    let (y, w) = (objective.response, objective.weights)
    var (sum, squares) = (0.0, 0.0)
    for row in y.indices {
      let weight = w?[row] ?? 1
      sum += weight * y[row]
      squares += weight * y[row] * y[row]
    }
    let mean = sum / objective.totalWeight
    let excess = squares / objective.totalWeight - mean * mean - mean
    return excess > 0 ? min(max(mean * mean / excess, 0.01), 1e4) : 1e4
  }

  /// The θ at which the score vanishes, by Newton's method on log θ, and its standard error from the observed information.
  func maximize(from start: Double) -> (theta: Double, standardError: Double?) {
    var theta = start
    for _ in 0..<100 {
      let (score, information) = derivatives(theta)
      // On log θ the information is θ² i − θ s; where it is not positive a step of fixed length serves.
      let curvature = theta * theta * information - theta * score
      let step = curvature > 0 ? min(max(theta * score / curvature, -1), 1) : (score > 0 ? 1.0 : -1)
      theta *= Elementary.exp(step)
      if theta > Self.largest || abs(step) < 1e-12 { break }
    }
    let information = derivatives(theta).information
    return (theta, information > 0 ? 1 / information.squareRoot() : nil)
  }

  /// ∂ℓ/∂θ and −∂²ℓ/∂θ².
  private func derivatives(_ theta: Double) -> (score: Double, information: Double) {
    let (y, w) = (objective.response, objective.weights)
    let (atTheta, slopeAtTheta) = (digamma(theta), trigamma(theta))
    var (score, information) = (0.0, 0.0)
    var known: [Double: (Double, Double)] = [:]
    for row in y.indices {
      let weight = w?[row] ?? 1
      if weight == 0 { continue }
      let pair: (Double, Double)
      if let found = known[y[row]] {
        pair = found
      } else {
        pair = (digamma(y[row] + theta) - atTheta, slopeAtTheta - trigamma(y[row] + theta))
        if known.count < 10_000 { known[y[row]] = pair }
      }
      let total = means[row] + theta
      score += weight * (pair.0 + Elementary.log(theta / total) + 1 - (y[row] + theta) / total)
      information += weight * (pair.1 - 1 / theta + 2 / total - (y[row] + theta) / (total * total))
    }
    return (score, information)
  }
}
