/// P(any) · E(amount | any) of a row.
struct Hurdle: MultilinearMean {
  let any, amount: Double

  init(_ links: some RandomAccessCollection<Double>) {
    let first = links.startIndex
    any = Link.logit.mean(links[first])
    amount = Link.log.mean(links[links.index(after: first)])
  }

  static let links: [Link] = [.logit, .log]
  var factors: SIMD4<Double> { [any, amount, 0, 0] }
  static func mean(_ factors: SIMD4<Double>) -> Double { factors[0] * factors[1] }
}

/// P(any) · (P(gain | any) · E(gain) − P(loss | any) · E(loss)) of a row.
struct SignedHurdle: MultilinearMean {
  let any, isGain, gain, loss: Double

  init(_ links: some RandomAccessCollection<Double>) {
    let values = Array(links)
    any = Link.logit.mean(values[0])
    isGain = Link.logit.mean(values[1])
    gain = Link.log.mean(values[2])
    loss = Link.log.mean(values[3])
  }

  static let links: [Link] = [.logit, .logit, .log, .log]
  var factors: SIMD4<Double> { [any, isGain, gain, loss] }
  static func mean(_ factors: SIMD4<Double>) -> Double {
    factors[0] * (factors[1] * factors[2] - (1 - factors[1]) * factors[3])
  }
}

/// A mean that is linear in each of a few factors, every factor a function of one link.
protocol MultilinearMean {
  /// The link of every factor.
  static var links: [Link] { get }
  var factors: SIMD4<Double> { get }
  static func mean(_ factors: SIMD4<Double>) -> Double
}

extension MultilinearMean {
  var expected: Double { Self.mean(factors) }

  /// Gₖ: what a unit of link k moves the mean by on the way from the average row to this one, so that
  /// Σₖ Gₖ (ηₖ − η̄ₖ) is the difference of the means.
  ///
  /// The difference is split over the factors by Shapley's value, for which linearity leaves the mean coefficient of the
  /// factor over the orders in which the others change, and within a factor by the slope of its secant. (Shapley, *A
  /// value for n-person games*, 1953; along one link it is the value of Aumann and Shapley, 1974.)
  func shares(
    from average: Self, _ links: UnsafePointer<Double>, _ baselines: [Double],
    _ shares: UnsafeMutablePointer<Double>
  ) {
    let count = Self.links.count
    let (new, old) = (factors, average.factors)
    for k in 0..<count {
      var coefficient = 0.0
      for subset in 0..<(1 << count) where subset & (1 << k) == 0 {
        var mixed = old
        for other in 0..<count where subset & (1 << other) != 0 { mixed[other] = new[other] }
        coefficient += Self.coefficient(of: k, mixed) * Self.weight(of: subset.nonzeroBitCount, among: count)
      }
      shares[k] = coefficient * Self.secant(Self.links[k], baselines[k], links[k])
    }
  }

  /// ∂(mean)/∂ηₖ, by link.
  var slopes: [Double] {
    Self.links.indices.map { Self.coefficient(of: $0, factors) * Self.derivative(Self.links[$0], at: factors[$0]) }
  }

  /// What the mean has factor *k* multiplied by.
  private static func coefficient(of k: Int, _ factors: SIMD4<Double>) -> Double {
    var (with, without) = (factors, factors)
    (with[k], without[k]) = (1, 0)
    return mean(with) - mean(without)
  }

  /// The derivative of the mean function of a link where it is `value`.
  private static func derivative(_ link: Link, at value: Double) -> Double {
    link == .logit ? value * (1 - value) : value
  }

  /// s! (n − 1 − s)! / n!, the share of the orders in which just these s factors come before another.
  private static func weight(of s: Int, among n: Int) -> Double {
    func factorial(_ k: Int) -> Double { (0..<k).reduce(1) { $0 * Double($1 + 1) } }
    return factorial(s) * factorial(n - 1 - s) / factorial(n)
  }

  /// The slope of the mean function of a link from *a* to *b*; its derivative where they nearly meet.
  private static func secant(_ link: Link, _ a: Double, _ b: Double) -> Double {
    if (b - a).magnitude > 1e-5 { return (link.mean(b) - link.mean(a)) / (b - a) }
    return derivative(link, at: link.mean((a + b) / 2))
  }
}

extension ResponseFunction {
  /// By how much the expected amount rises with every link of a hurdle; nil for other functions.
  package func slopes(at links: [Double]) -> [Double]? {
    switch self {
    case .hurdle: Hurdle(links).slopes
    case .signedHurdle: SignedHurdle(links).slopes
    default: nil
    }
  }
}
