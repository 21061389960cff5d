/// How the log-odds of a score become log-odds that hold: a curve fitted to rows that the model had not seen, and a shift.
///
/// With *t* the log-odds of the uncalibrated probability and *p* that probability, log-odds = curve(*t*) + shift. The curve
/// never falls, so that what the model ranks higher is not ranked lower afterwards.
public struct Calibrator: Sendable, Equatable {
  /// A function of the log-odds of a score.
  public enum Curve: Sendable, Equatable {
    /// *t* itself.
    case identity
    /// *intercept* + *slope* · *t*. (Platt, *Probabilistic outputs for support vector machines*, 1999.)
    case platt(intercept: Double, slope: Double)
    /// *c* + *a* log *p* − *b* log(1 − *p*), *a*, *b* ≥ 0. (Kull, Silva Filho and Flach, *Electronic Journal of Statistics* 11,
    /// 2017.)
    case beta(a: Double, b: Double, c: Double)
    /// The log-odds of a probability that is linear between points and constant beyond them. (Zadrozny and Elkan, *KDD*,
    /// 2002.)
    case isotonic(logOdds: [Double], probabilities: [Double])
  }

  /// The curve.
  public let curve: Curve
  /// What is added to the log-odds: the difference of the log-odds of the event between the population and the training
  /// table. (King and Zeng, *Political Analysis* 9, 2001.)
  public let shift: Double

  /// Joins curve and shift.
  public init(_ curve: Curve, shift: Double = 0) {
    self.curve = curve
    self.shift = shift
  }

  /// What the curve is called: `none`, `platt`, `beta` or `isotonic`.
  package var name: String {
    switch curve {
    case .identity: "none"
    case .platt: "platt"
    case .beta: "beta"
    case .isotonic: "isotonic"
    }
  }

  /// The calibrated log-odds at those of a score.
  package func logOdds(_ t: Double) -> Double {
    switch curve {
    case .identity: t + shift
    case .platt(let intercept, let slope): intercept + slope * t + shift
    case .beta(let a, let b, let c): c - a * softplus(-t) + b * softplus(t) + shift
    case .isotonic(let points, let probabilities): logit(Self.interpolate(t, points, probabilities)) + shift
    }
  }

  /// The value at *t* of the broken line through the points; constant beyond them.
  private static func interpolate(_ t: Double, _ x: [Double], _ y: [Double]) -> Double {
    var (low, high) = (0, x.count - 1)
    if t <= x[low] { return y[low] }
    if t >= x[high] { return y[high] }
    while high - low > 1 {
      let middle = (low + high) / 2
      if x[middle] <= t { low = middle } else { high = middle }
    }
    return y[low] + (y[high] - y[low]) * ((t - x[low]) / (x[high] - x[low]))
  }

  /// Whether the numbers are those of a curve that never falls.
  var isConsistent: Bool {
    let isSound =
      switch curve {
      case .identity: true
      case .platt(let intercept, let slope): intercept.isFinite && slope.isFinite
      case .beta(let a, let b, let c): c.isFinite && a.isFinite && b.isFinite && a >= 0 && b >= 0
      case .isotonic(let points, let probabilities):
        !points.isEmpty && points.count == probabilities.count && points.allSatisfy(\.isFinite)
          && zip(points, points.dropFirst()).allSatisfy { $0 < $1 }
          && probabilities.allSatisfy { $0 > 0 && $0 < 1 }
          && zip(probabilities, probabilities.dropFirst()).allSatisfy { $0 <= $1 }
      }
    return isSound && shift.isFinite
  }
}

extension Link {
  /// The log-odds of the mean at η, for links whose mean is a probability; NaN for others. Beyond where a probability or
  /// its complement is no double, η counts as the last where it is.
  func logOdds(_ eta: Double) -> Double {
    switch self {
    case .logit: return eta
    case .probit:
      let bounded = min(max(eta, -37), 37)
      return logarithm(normalCumulative(bounded)) - logarithm(normalCumulative(-bounded))
    case .complementaryLogLog:
      // log((1 − e⁻ᵘ)/e⁻ᵘ), u = exp η.
      let rate = exponential(min(max(eta, -700), 700))
      return logarithm(oneMinusExponential(ofMinus: rate)) + rate
    default: return .nan
    }
  }
}

extension FittedModel {
  /// The log-odds of the event at a link: what the calibrator makes of it, if there is one.
  package func logOdds(at link: Double) -> Double {
    let own = (self.link ?? .identity).logOdds(link)
    return calibrator.map { $0.logOdds(own) } ?? own
  }

  /// The scale of ``Scores/logOdds`` of a probability, on which a score and its calibration add up; else that of the link.
  package var explainedLink: Link? { calibrator == nil ? function.explainedLink : .logit }
}
