import ClienteleScoring
import LinearAlgebra

/// The components of a mixture, about the origin of the points.
struct MixtureComponents: Sendable {
  let shape: MixtureShape
  let weights: [Double]
  let means: [[Double]]
  let covariances: [Matrix]
  /// U⁻¹ of each covariance U'U.
  let inverseFactors: [Matrix]
  /// log weight − log |covariance|/2 − d log(2π)/2.
  let constants: [Double]

  private static let logTwoPi = 1.8378770664093453

  /// - Parameter regularization: for the error.
  /// - Throws: ``TrainingError/singularComponent(_:regularization:)``.
  init(
    shape: MixtureShape, weights: [Double], means: [[Double]], covariances: [Matrix], regularization: Double
  ) throws(TrainingError) {
    self.shape = shape
    self.weights = weights
    self.means = means
    self.covariances = covariances
    var (factors, constants): ([Matrix], [Double]) = ([], [])
    for (component, covariance) in covariances.enumerated() {
      guard let cholesky = try? Cholesky(covariance), weights[component] > 0 else {
        throw .singularComponent(component + 1, regularization: regularization)
      }
      factors.append(cholesky.inverseFactor())
      constants.append(
        Elementary.log(weights[component]) - cholesky.logDeterminant / 2
          - Double(covariance.rows) * Self.logTwoPi / 2)
    }
    guard factors.allSatisfy({ $0.storage.allSatisfy(\.isFinite) }), constants.allSatisfy(\.isFinite) else {
      throw .singularComponent(1, regularization: regularization)
    }
    inverseFactors = factors
    self.constants = constants
  }

  var count: Int { weights.count }

  /// The largest first.
  func ordered(_ order: [Int]) throws(TrainingError) -> MixtureComponents {
    try MixtureComponents(
      shape: shape, weights: order.map { weights[$0] }, means: order.map { means[$0] },
      covariances: order.map { covariances[$0] }, regularization: 0)
  }

  /// The lower triangles of L⁻¹ = (U⁻¹)', row by row.
  var precisionFactors: [[Double]] {
    inverseFactors.map { factor in (0..<factor.rows).flatMap { i in (0...i).map { factor[$0, i] } } }
  }
}
