import CVectorMath
import ClienteleScoring

/// Gamma with log link: ℓ = −y exp(−η) − η, its second derivative expected to be −1.
struct GammaLoss: PointwiseLoss {
  /// Whether the second derivative is the observed one: −y exp(−η).
  var isObserved = false

  var hasConstantCurvature: Bool { false }
  var hasConstantInformation: Bool { !isObserved }
  var observed: any PointwiseLoss { GammaLoss(isObserved: true) }
  var family: Family { .gamma }
  var link: Link { .log }

  func evaluate(
    eta: UnsafePointer<Double>, response: UnsafePointer<Double>, weight: UnsafePointer<Double>?, count: Int,
    residual: UnsafeMutablePointer<Double>, rootWeight: UnsafeMutablePointer<Double>?
  ) -> Double {
    cvm_gamma(eta, response, weight, isObserved, count, residual, rootWeight)
  }
}
