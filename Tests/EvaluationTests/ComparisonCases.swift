import Distributions
import Evaluation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Made-up customers with two models of a known quality.
enum ComparisonCases {
  /// A standard normal deviate.
  static func normal(_ generator: inout SplitMix64) -> Double {
    Normal.quantile(generator.nextUniform() + 0x1p-54)
  }

  static func sigmoid(_ link: Double) -> Double { 1 / (1 + exp(-link)) }

  /// The arrays of ``binary(rows:seed:noise:)``.
  struct Rows {
    var outcomes: [Double] = []
    var a: [Double] = []
    var b: [Double] = []
  }

  /// Outcomes of logit −1.2 + *x*; each model sees *x* with normal noise of its own, of the given standard deviation, and
  /// is calibrated for it (up to the logistic curve's departure from a normal one).
  static func draw(rows: Int, generator: inout SplitMix64, noise: (a: Double, b: Double)) -> Rows {
    var drawn = Rows()
    let shrink = (a: 1 / (1 + noise.a * noise.a), b: 1 / (1 + noise.b * noise.b))
    for _ in 0..<rows {
      let x = normal(&generator)
      drawn.outcomes.append(generator.nextUniform() < sigmoid(x - 1.2) ? 1 : 0)
      drawn.a.append(shrink.a * (x + noise.a * normal(&generator)) - 1.2)
      drawn.b.append(shrink.b * (x + noise.b * normal(&generator)) - 1.2)
    }
    return drawn
  }

  static func binary(rows: Int, seed: UInt64, noise: (Double, Double)) throws -> PairedBinary {
    var generator = SplitMix64(seed: seed)
    let drawn = draw(rows: rows, generator: &generator, noise: noise)
    return try PairedBinary(
      outcomes: drawn.outcomes, a: ModelProbabilities(drawn.a.map(sigmoid), links: drawn.a),
      b: ModelProbabilities(drawn.b.map(sigmoid), links: drawn.b))
  }
}
