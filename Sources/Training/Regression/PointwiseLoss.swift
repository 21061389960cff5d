import CVectorMath
import ClienteleScoring

/// The part of a regression family that sees one row at a time.
///
/// A family gives, for every row, the derivative of its log-likelihood in the link η and the square root of its
/// expected negative second derivative; objective, solver and inference know nothing else of it.
protocol PointwiseLoss: Sendable {
  /// Whether the second derivative does not depend on η: one Newton step is then exact.
  var hasConstantCurvature: Bool { get }
  /// Whether the expected second derivative does not: one Hessian then serves all of a search.
  var hasConstantInformation: Bool { get }
  /// The same with the observed second derivative in place of the expected one, where no row's is above 0: itself where it has none
  /// such.
  var observed: any PointwiseLoss { get }
  /// The distribution around the mean, and the link of the mean.
  var family: Family { get }
  var link: Link { get }

  /// One block of rows: `residual` = w ∂ℓ/∂η and, where `rootWeight` is given, √(−w E ∂²ℓ/∂η²), w = 1 without `weight`.
  ///
  /// - Returns: Σ w ℓ up to a constant that does not depend on η.
  func evaluate(
    eta: UnsafePointer<Double>, response: UnsafePointer<Double>, weight: UnsafePointer<Double>?, count: Int,
    residual: UnsafeMutablePointer<Double>, rootWeight: UnsafeMutablePointer<Double>?
  ) -> Double
}

extension PointwiseLoss {
  var hasConstantInformation: Bool { hasConstantCurvature }
  var observed: any PointwiseLoss { self }

  /// Whether the expected curvature is the observed one, so that Newton's method converges quadratically.
  var isCanonical: Bool {
    switch (family, link) {
    case (.gaussian, .identity), (.binomial, .logit), (.poisson, .log), (.gamma, .inverse),
      (.inverseGaussian, .inverseSquare):
      true
    default: false
    }
  }
}

/// Binomial with logit link: ℓ = y η − log(1 + exp η).
struct BinomialLoss: PointwiseLoss {
  var hasConstantCurvature: Bool { false }
  var family: Family { .binomial }
  var link: Link { .logit }

  func evaluate(
    eta: UnsafePointer<Double>, response: UnsafePointer<Double>, weight: UnsafePointer<Double>?, count: Int,
    residual: UnsafeMutablePointer<Double>, rootWeight: UnsafeMutablePointer<Double>?
  ) -> Double {
    cvm_logistic(eta, response, weight, count, residual, rootWeight)
  }
}

/// Gaussian with identity link and unit variance: ℓ = −½ (y − η)².
struct GaussianLoss: PointwiseLoss {
  var hasConstantCurvature: Bool { true }
  var family: Family { .gaussian }
  var link: Link { .identity }

  func evaluate(
    eta: UnsafePointer<Double>, response: UnsafePointer<Double>, weight: UnsafePointer<Double>?, count: Int,
    residual: UnsafeMutablePointer<Double>, rootWeight: UnsafeMutablePointer<Double>?
  ) -> Double {
    -cvm_gaussian(eta, response, weight, count, residual, rootWeight) / 2
  }
}
