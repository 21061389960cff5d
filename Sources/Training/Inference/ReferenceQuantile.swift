import ClienteleScoring
import Distributions

extension EstimateCovariance {
  /// The quantile by which errors are multiplied for an interval of confidence `level`, 0 < level < 1.
  package func quantile(_ level: Double) -> Double {
    let upper = (1 + level) / 2
    guard let degreesOfFreedom else { return Normal.quantile(upper) }
    return StudentT(degreesOfFreedom: degreesOfFreedom).quantile(upper)
  }
}
