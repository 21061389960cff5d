import LinearAlgebra

/// Intervals whose ends are where the profile log-likelihood of a coefficient has fallen by φ q²/2, q the normal or Student
/// quantile that Wald's interval has.
///
/// The profile at *v* is the largest log-likelihood of all coefficients with that one at *v*; its derivative is Lagrange's
/// multiplier, so that Newton's method on the signed root of the fall finds an end in a few steps. φ, θ and the power stay
/// as the fit has them. (McCullagh and Nelder, *Generalized Linear Models*, 1989, section 7.2; the root as in Bates and
/// Watts, *Nonlinear Regression Analysis*, 1988, section 6.1. R: `MASS::confint` and `profile` of a `glm`.)
struct ProfileLikelihood: Sendable {
  let objective: Objective
  /// Independent parameters.
  let selection: [Int]
  /// Where the likelihood is largest, and how large.
  let parameters: [Double]
  let highest: Double
  let dispersion: Double
  /// q.
  let quantile: Double

  /// Where a profile has been looked at.
  private struct Point {
    let value: Double
    let parameters: [Double]
    /// √(2 (ℓ̂ − ℓ)/φ), and how fast it grows with the value.
    let root, slope: Double
  }

  /// How near to q the root at an end comes: what is left is a billionth of the interval.
  private static let tolerance = 1e-9
  private static let maximumSteps = 80
  /// An end that is not found though the distance grew so many times, up to fourfold, is infinite.
  private static let maximumGrowth = 12

  /// The ends for c·β; −∞ or ∞ where the profile never falls so far.
  ///
  /// - Parameters:
  ///   - function: c, over all parameters.
  ///   - error: the standard error of c·β; nil where the likelihood rises for ever along it, so that an end may be infinite.
  /// - Complexity: about a dozen passes with a Hessian an end.
  func interval(of function: [Double], error: Double?) throws(TrainingError) -> (lower: Double, upper: Double) {
    let center = dot(function, parameters)
    func end(_ side: Double) throws(TrainingError) -> Double {
      try self.end(
        of: function, center: center, step: side * quantile * (error ?? 1), isSeparated: error == nil)
    }
    return (try end(-1), try end(1))
  }

  private func end(
    of function: [Double], center: Double, step: Double, isSeparated: Bool
  ) throws(TrainingError) -> Double {
    let side = step < 0 ? -1.0 : 1
    var inner = Point(value: center, parameters: parameters, root: 0, slope: quantile / abs(step) * side)
    var outer: Double?
    var next = center + step
    var growth = 0
    for _ in 0..<Self.maximumSteps {
      guard let point = try point(at: next, of: function, from: inner) else {
        // So far out that probabilities have vanished, and still no fall.
        if isSeparated, outer == nil { return side * .infinity }
        // Beyond what the family has means for, or out of reach in one step.
        outer = next
        next = (inner.value + next) / 2
        if abs(next - inner.value) <= 1e-14 * max(abs(next), abs(step)) { return inner.value }
        continue
      }
      if abs(point.root - quantile) <= Self.tolerance * quantile { return point.value }
      var proposal = point.value + (quantile - point.root) / point.slope
      if !proposal.isFinite { proposal = point.value + 2 * (point.value - center) }
      if point.root < quantile {
        inner = point
        if let outer {
          if !((proposal - point.value) * side > 0 && (outer - proposal) * side > 0) {
            proposal = (point.value + outer) / 2
          }
        } else {
          growth += 1
          if growth > Self.maximumGrowth { return side * .infinity }
          let farthest = center + 4 * (point.value - center)
          if !((proposal - point.value) * side > 0 && (farthest - proposal) * side > 0) { proposal = farthest }
        }
      } else {
        outer = point.value
        if !((proposal - inner.value) * side > 0 && (point.value - proposal) * side > 0) {
          proposal = (inner.value + point.value) / 2
        }
      }
      next = proposal
    }
    throw .numerical("an end of a profile-likelihood interval was not found: use --intervals wald")
  }

  private func point(at value: Double, of function: [Double], from inner: Point) throws(TrainingError) -> Point? {
    guard let found = try maximum(at: value, of: function, from: inner.parameters) else { return nil }
    let root = (2 * max(0, highest - found.logLikelihood) / dispersion).squareRoot()
    let slope = root > 0 ? -found.multiplier / (dispersion * root) : .nan
    return Point(value: value, parameters: found.parameters, root: root, slope: slope)
  }

  /// The largest log-likelihood with c·β = `value`, and its derivative in `value`; nil where the way there leaves the range
  /// of the family.
  private func maximum(
    at value: Double, of function: [Double], from start: [Double]
  ) throws(TrainingError) -> (parameters: [Double], logLikelihood: Double, multiplier: Double)? {
    var evaluation = objective.evaluate(at: start, hessianOver: selection)
    var factor = try factor(evaluation)
    var (direction, length) = factor.step(function)
    guard length > 0 else { return nil }
    let shift = (value - dot(function, start)) / length
    var parameters = zip(start, direction).map { $0 + shift * $1 }
    evaluation = objective.evaluate(at: parameters, hessianOver: selection)
    guard evaluation.value.isFinite else { return nil }
    let least = 1e-12 * dispersion
    for _ in 0..<Self.maximumSteps {
      factor = try self.factor(evaluation)
      (direction, length) = factor.step(function)
      let (newton, decrement) = factor.step(evaluation.gradient)
      guard length > 0, decrement.isFinite else { return nil }
      let multiplier = dot(function, newton) / length
      let step = zip(newton, direction).map { $0 - multiplier * $1 }
      let rest = dot(evaluation.gradient, step)
      if rest <= least { return (parameters, evaluation.logLikelihood, multiplier) }
      guard let next = climb(from: parameters, along: step, slope: rest, value: evaluation.value) else {
        // Rounding hides what is left.
        return rest <= 1e-6 * dispersion ? (parameters, evaluation.logLikelihood, multiplier) : nil
      }
      (parameters, evaluation) = next
    }
    return nil
  }

  /// The first of the step, its half, … that neither lowers the likelihood nor goes far beyond its maximum on the line.
  private func climb(
    from parameters: [Double], along step: [Double], slope: Double, value: Double
  ) -> (parameters: [Double], evaluation: Objective.Evaluation)? {
    var length = 1.0
    for _ in 0..<30 {
      let candidate = zip(parameters, step).map { $0 + length * $1 }
      let evaluation = objective.evaluate(at: candidate, hessianOver: selection)
      if evaluation.value.isFinite, evaluation.value >= value - 1e-13 * abs(value),
        dot(evaluation.gradient, step) >= -0.5 * slope
      {
        return (candidate, evaluation)
      }
      length /= 2
    }
    return nil
  }

  private func factor(_ evaluation: Objective.Evaluation) throws(TrainingError) -> CurvatureFactor {
    guard let hessian = evaluation.negativeHessian else { throw .numerical("the Hessian was not evaluated") }
    return CurvatureFactor(try .checked(hessian), selection: selection)
  }
}
