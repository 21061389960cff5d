import CVectorMath
import LinearAlgebra

/// ½ θ'Qθ − q'θ + a ‖θ‖₁ + ½ b ‖θ‖² within bounds: what a penalised fit is near a point.
///
/// Coordinate descent with soft-thresholding on the Gram matrix (Friedman, Hastie and Tibshirani, *Journal of Statistical
/// Software* 33, 2010, section 2.2), over the coordinates that a sequential strong rule keeps (Tibshirani et al., *J. R.
/// Stat. Soc. B* 74, 2012); the optimality of all is checked afterwards, and what was left out wrongly comes in.
struct PenalizedQuadratic: Sendable {
  /// Q and q.
  let curvature: Matrix
  let linear: [Double]
  let lower, upper: [Double]

  /// The minimum, to a subgradient of at most `tolerance` in every coordinate.
  ///
  /// - Parameters:
  ///   - start: where to begin.
  ///   - screening: a coordinate at 0 whose gradient is smaller than this is left out at first.
  /// - Complexity: O(*m w*) and O(*w*²) a sweep over the *w* of *m* coordinates that are not left out.
  func minimize(
    from start: [Double], _ penalty: ElasticNet, screening: Double, tolerance: Double
  ) -> [Double] {
    var theta = zip(start, zip(lower, upper)).map { min(max($0, $1.0), $1.1) }
    var pull = pull(at: theta)
    var isWorking = theta.indices.map { theta[$0] != 0 || abs(pull[$0]) >= screening }
    while true {
      let working = theta.indices.filter { isWorking[$0] }
      if !working.isEmpty {
        var part = WorkingSet(self, working, theta: theta, pull: pull, penalty)
        part.descend(to: tolerance)
        for (k, coordinate) in working.enumerated() { theta[coordinate] = part.theta[k] }
        pull = self.pull(at: theta)
      }
      let missed = theta.indices.filter {
        !isWorking[$0] && abs(shortfall($0, at: theta[$0], pull: pull[$0], penalty)) > tolerance
      }
      if missed.isEmpty { return theta }
      for coordinate in missed { isWorking[coordinate] = true }
    }
  }

  private func shortfall(_ k: Int, at value: Double, pull: Double, _ penalty: ElasticNet) -> Double {
    penalty.shortfall(at: value, pull: pull, lower: lower[k], upper: upper[k], slack: WorkingSet.slack)
  }

  /// q − Qθ.
  private func pull(at theta: [Double]) -> [Double] {
    var result = linear
    curvature.withView { view in
      result.withUnsafeMutableBufferPointer { result in
        guard let result = result.baseAddress else { return }
        for (k, value) in theta.enumerated() where value != 0 {
          cvm_axpy(-value, view.base + k * view.leadingDimension, result, view.rows)
        }
      }
    }
    return result
  }
}

extension ElasticNet {
  /// How far one coordinate is from optimal: the smallest subgradient of the objective there, downhill positive.
  ///
  /// - Parameters:
  ///   - pull: minus the derivative of what is not penalised.
  ///   - slack: the share of ‖·‖₁'s factor by which a coordinate at 0 may be pulled beyond it. Above 0, of columns that say
  ///     the same only the first is selected, whatever the rounding.
  func shortfall(at value: Double, pull: Double, lower: Double, upper: Double, slack: Double = 0) -> Double {
    let smooth = pull - square * value
    let result: Double
    if value > 0 {
      result = smooth - absolute
    } else if value < 0 {
      result = smooth + absolute
    } else {
      result = softened(smooth, by: absolute * (1 + slack))
    }
    return (value >= upper && result > 0) || (value <= lower && result < 0) ? 0 : result
  }

  /// sign(x) max(|x| − threshold, 0).
  func softened(_ x: Double, by threshold: Double) -> Double {
    x > threshold ? x - threshold : x < -threshold ? x + threshold : 0
  }
}
