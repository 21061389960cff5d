extension NumericFeature {
  /// How a number is bent before it is centred, so that a heavy tail counts for less.
  public enum Curve: Codable, Sendable, Equatable {
    /// As it is.
    case straight
    /// sign(x) · log(1 + |x|).
    case logarithm
    /// The share of training below x: knots at equal shares, ascending, and lines between them.
    case ranks([Double])

    /// The value at `x`, which is not NaN.
    package func value(at x: Double) -> Double {
      switch self {
      case .straight: x
      case .logarithm: signedLogarithm(x)
      case .ranks(let knots): knots.withUnsafeBufferPointer { rank(of: x, among: $0) }
      }
    }
  }
}

/// sign(x) · log(1 + |x|), without loss near 0.
func signedLogarithm(_ x: Double) -> Double {
  let size = x.magnitude
  let sum = 1 + size
  // What rounding 1 + |x| loses is made up for by the ratio. (Goldberg, ACM Computing Surveys 23, 1991.)
  let value = sum == 1 ? size : (sum == .infinity ? logarithm(size) : logarithm(sum) * (size / (sum - 1)))
  return x < 0 ? -value : value
}

/// The place of `x` among ascending knots, from 0 to 1; in the middle of knots that equal it.
func rank(of x: Double, among knots: UnsafeBufferPointer<Double>) -> Double {
  let last = Double(knots.count - 1)
  let below = partition(knots) { $0 < x }
  let upTo = partition(knots) { $0 <= x }
  if upTo > below { return Double(below + upTo - 1) / 2 / last }
  if below == 0 { return 0 }
  if below == knots.count { return 1 }
  let (low, high) = (knots[below - 1], knots[below])
  return (Double(below - 1) + (x - low) / (high - low)) / last
}

/// The number of knots at the front for which `isFront` holds.
private func partition(_ knots: UnsafeBufferPointer<Double>, _ isFront: (Double) -> Bool) -> Int {
  var (low, high) = (0, knots.count)
  while low < high {
    let middle = (low + high) / 2
    if isFront(knots[middle]) { low = middle + 1 } else { high = middle }
  }
  return low
}
