#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Newton's method for a probability as a function of its quantile, both on the logarithmic scale.
enum LogNewton {
  /// The *x* > 0 at which the logarithm of a probability equals `target`.
  ///
  /// The logarithm of the probability must be a concave function of log *x*. A tangent then lies above the curve, so
  /// after the first step the iterates approach the root from one side and cannot cycle, wherever they start.
  ///
  /// - Parameter evaluate: the probability at *x* and its derivative with respect to log *x*.
  static func solve(
    log target: Double, start: Double, _ evaluate: (Double) -> (probability: Double, slope: Double)
  ) -> Double {
    var x = start
    for _ in 0..<200 {
      let (probability, slope) = evaluate(x)
      guard probability > 0, slope != 0 else { break }
      // A start far out may have a tail so thin that its tangent leaves the range of a double.
      let step = max(-200, min(200, (log(probability) - target) * probability / slope))
      x *= exp(-step)
      if abs(step) < 0x1p-51 { break }
    }
    return x
  }
}
